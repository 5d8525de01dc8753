import { useQuery } from '@tanstack/react-query'
import { Loaded, LoadingPanel } from '../../ui/states.tsx'
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
          <LoadingPanel rows={6} />
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
