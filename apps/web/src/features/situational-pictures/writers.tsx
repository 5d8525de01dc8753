import { call, tellWriting } from '@samverkan/contract'
import { Plural } from '@lingui/react/macro'
import { useCallback, useRef } from 'react'
import { initials } from '../../lib/formats.ts'
import { useSession } from '../../lib/session.tsx'
import { saidEvery, useWriters } from '../../lib/writers.ts'

/** Says, while somebody types, that they do; at most every few seconds, and without a network not at all. */
export function useTellWriting(pictureId: string): () => void {
  const said = useRef(-Infinity)
  return useCallback(() => {
    if (performance.now() - said.current < saidEvery) return
    said.current = performance.now()
    void call(tellWriting, { params: { id: pictureId } }).catch(() => undefined)
  }, [pictureId])
}

/** How many write in this draft now, by their initials. Whoever writes alone is not told so: `children` instead. */
export function Writers({ pictureId, children }: { pictureId: string; children: React.ReactNode }) {
  const { user } = useSession()
  const writers = useWriters(pictureId)
  const count = writers.length
  if (!writers.some(({ userId }) => userId !== user.id)) return children
  return (
    <span className="draft-writers t-meta mut">
      <Plural value={count} one="# skriver nu" other="# skriver nu" />
      <span className="draft-writers-badges">
        {writers.map(({ userId, name }) => (
          <span key={userId} className="draft-writer" title={name}>
            <span aria-hidden>{initials(name)}</span>
            <span className="aksel-sr-only">{name}</span>
          </span>
        ))}
      </span>
    </span>
  )
}
