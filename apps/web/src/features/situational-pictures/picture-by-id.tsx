import { useQuery } from '@tanstack/react-query'
import { Loaded, LoadingState } from '../../ui/states.tsx'
import { PictureRoom } from './picture-room.tsx'
import { pictureQuery } from './queries.ts'

/** A lägesbild by its id, wherever it stands: the weekly one of a Thursday conference. */
export function PictureById({ id }: { id: string }) {
  const query = useQuery(pictureQuery(id))
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
      {(picture) => <PictureRoom key={picture.id} picture={picture} />}
    </Loaded>
  )
}
