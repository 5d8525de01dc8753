import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { clockToday } from '../lib/formats.ts'
import { useLanguage } from '../lib/language.tsx'
import { useNow } from '../lib/now.ts'
import { KeptHere } from './page-only.tsx'
import { StateTag } from './state-tag.tsx'

type Props = {
  /** What has not reached the server yet (lib/draft-box.ts). */
  entries: Iterable<{ state: string; refusal?: unknown; isKept: boolean }>
  /** When something last did; nothing has yet: null or 0. */
  at: number | null
  /** Said when one of them needs its writer. */
  refused: ReactNode
}

/** Whether what I have written is safe: waits for me, on the device, on its way, or with the server since when. */
export function SavedMark({ entries, at, refused }: Props) {
  const now = useNow()
  const language = useLanguage()
  const all = [...entries]
  const isRefused = all.some((entry) => entry.refusal)
  if (isRefused || all.some((entry) => entry.state === 'waiting'))
    return (
      <StateTag state="waiting" bare>
        {isRefused ? refused : <KeptHere isOnDevice={all.every(({ isKept }) => isKept)} />}
      </StateTag>
    )
  if (all.length === 0 && !at) return null
  const saved = at ? clockToday(at, now, language) : ''
  return (
    <span role="status">
      {all.length > 0 ? (
        <Trans>Sparar</Trans>
      ) : (
        <StateTag state="confirmed" bare>
          <Trans>Sparat {saved}</Trans>
        </StateTag>
      )}
    </span>
  )
}
