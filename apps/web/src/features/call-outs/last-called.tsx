import type { BoardRow } from '@samverkan/contract'
import { Trans } from '@lingui/react/macro'
import { clockToday } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { lastCalled } from './board-order.ts'
import type { CallAgain } from './queries.ts'

/** On the button itself: who is about to press sees that somebody just has. */
export function LastCalled({ rows, kind }: { rows: readonly BoardRow[]; kind: CallAgain['kind'] }) {
  const now = useNow()
  const language = useLanguage()
  const last = lastCalled(rows, kind)
  if (last === null) return null
  return (
    <span className="call-last num">
      {' · '}
      <Trans>senast {clockToday(last, now, language)}</Trans>
    </span>
  )
}
