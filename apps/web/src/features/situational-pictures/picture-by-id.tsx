import { useQuery } from '@tanstack/react-query'
import { Loaded, LoadingPanel } from '../../ui/states.tsx'
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
          <LoadingPanel rows={6} />
        </div>
      }
    >
      {(picture) => <PictureRoom key={picture.id} picture={picture} />}
    </Loaded>
  )
}
