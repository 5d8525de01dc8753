import type { BoardRow } from '@samverkan/contract'
import { useLingui } from '@lingui/react'
import { Plural, Trans } from '@lingui/react/macro'
import type { CSSProperties, ReactNode } from 'react'
import { StateTag } from '../../ui/state-tag.tsx'
import { countAnswers, type Group } from './board-order.ts'
import { WaitingAnswer } from './waiting-answer.tsx'
import { groupState, groupWords, useMarks, useStripWords } from './words.ts'

/** A group's name, how many, and one fact about it. */
export function GroupHead({ urgency, count, note }: { urgency: Group; count: number; note?: ReactNode }) {
  const { _ } = useLingui()
  return (
    <div className="group-head">
      <h2>
        <StateTag state={groupState[urgency]} bare>
          {_(groupWords[urgency])} <span className="num">{count}</span>
        </StateTag>
      </h2>
      {note && <p className="t-meta mut">{note}</p>}
    </div>
  )
}

/** `25 deltar · 3 följer · 1 ej berörd` */
export function AnswerCounts({ rows }: { rows: readonly BoardRow[] }) {
  const { participates, follows, not_concerned: notConcerned } = countAnswers(rows)
  const connected = rows.filter((row) => row.connected.length > 0).length
  return (
    <>
      {connected > 0 && (
        <>
          <Plural value={connected} one="# ansluten" other="# anslutna" /> ·{' '}
        </>
      )}
      <Plural value={participates} one="# deltar" other="# deltar" /> · <Plural value={follows} one="# följer" other="# följer" /> ·{' '}
      <Plural value={notConcerned} one="# ej berörd" other="# ej berörda" />
    </>
  )
}

type Props = {
  rows: readonly BoardRow[]
  urgency: Group
  /** What each row says; while a hand is on the board not always what its group says. */
  urgencyOf: (row: BoardRow) => Group
  changed: ReadonlySet<string>
  onOpen: (row: BoardRow) => void
}

/** Many rows at once: three columns, read downwards; the name opens the rest. */
export function Strips({ rows, urgency, urgencyOf, changed, onOpen }: Props) {
  const words = useStripWords()
  const marks = useMarks()
  return (
    <ul
      className={urgency === 'done' ? 'strips' : 'strips is-open'}
      style={{ '--strip-rows': Math.ceil(rows.length / 3), '--strip-rows-of-two': Math.ceil(rows.length / 2) } as CSSProperties}
    >
      {rows.map((row) => {
        const { state, word, at } = words(row, urgencyOf(row))
        const how = marks(row)
        return (
          <li key={row.actorId} data-row={row.actorId} className={changed.has(row.actorId) ? 'is-changed' : undefined}>
            <span>
              <button type="button" className="row-name" data-row-name onClick={() => onOpen(row)}>
                {row.actorName}
              </button>
              {how && <span className="mut t-meta"> ({how})</span>}
              <WaitingAnswer actorId={row.actorId} />
            </span>
            <StateTag state={state} bare>
              {word}
            </StateTag>
            {urgency === 'done' && (
              <span className="num mut">
                <span className="aksel-sr-only">
                  <Trans>klockan</Trans>{' '}
                </span>
                {at}
              </span>
            )}
          </li>
        )
      })}
    </ul>
  )
}
