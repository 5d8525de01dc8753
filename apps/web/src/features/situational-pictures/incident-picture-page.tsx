import { useQuery } from '@tanstack/react-query'
import { Loaded, LoadingState } from '../../ui/states.tsx'
import { NoPicture } from './open-picture.tsx'
import { PictureRoom } from './picture-room.tsx'
import { incidentPictureQuery } from './queries.ts'

/** Lägesbild in the room of an incident. */
export function IncidentPicturePage({ code, isEnded }: { code: string; isEnded: boolean }) {
  const query = useQuery(incidentPictureQuery(code))
  return (
    <Loaded
      query={query}
      loading={
        <div className="page">
          <div className="panel">
            <LoadingState rows={6} />
          </div>
        </div>
      }
    >
      {({ picture, mayOpen }) =>
        picture ? (
          <PictureRoom key={picture.id} picture={picture} />
        ) : (
          <div className="page">
            <NoPicture code={code} mayOpen={mayOpen} isEnded={isEnded} />
          </div>
        )
      }
    </Loaded>
  )
}
