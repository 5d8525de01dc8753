import type { BoardRow } from '@samverkan/contract'
import { useLingui } from '@lingui/react'
import { Trans } from '@lingui/react/macro'
import { PhoneIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { dialable } from '../../lib/formats.ts'
import { StateTag } from '../../ui/state-tag.tsx'
import { Attempts } from './attempts.tsx'
import type { Group } from './board-order.ts'
import { WaitingAnswer } from './waiting-answer.tsx'
import { LastCalled } from './last-called.tsx'
import { groupState, groupWords, useLatest, useStripWords } from './words.ts'

/** What can be done with a row, by this viewer, now. */
export type RowActions = {
  open: (row: BoardRow) => void
  answer?: (row: BoardRow) => void
  reached?: (row: BoardRow) => void
  callAgain?: (row: BoardRow, kind: 'again' | 'deputy') => void
  ownActorId: string | null
}
/** `place`: the group it stands in, which a row under a hand keeps when its `urgency` is another by now. */
export type Placed = { row: BoardRow; place: Group; urgency: Group }
type Props = { rows: readonly Placed[]; changed: ReadonlySet<string>; actions: RowActions }

/** Rows that need somebody: attempts, the number to ring and what to do, on one line. */
export function FullRows({ rows, changed, actions }: Props) {
  const latest = useLatest()
  const withContacts = rows.some(({ row }) => row.contacts !== null)
  return (
    <div className="board-table">
      <table>
        <caption className="aksel-sr-only">
          <Trans>Aktörer som inte har svarat</Trans>
        </caption>
        <thead>
          <tr>
            <th scope="col" className="is-state">
              <Trans>Läge</Trans>
            </th>
            <th scope="col">
              <Trans>Aktör</Trans>
            </th>
            {withContacts && (
              <th scope="col" className="is-phone">
                <Trans>Telefon</Trans>
              </th>
            )}
            {withContacts && (
              <th scope="col" className="is-attempts">
                <Trans>Försök</Trans>
              </th>
            )}
            <th scope="col" className="is-latest">
              <Trans>Senast</Trans>
            </th>
            <th scope="col" className="is-acts">
              <span className="aksel-sr-only">
                <Trans>Gör</Trans>
              </span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, place, urgency }) => (
            <tr
              key={row.actorId}
              data-row={row.actorId}
              data-urgency={urgency}
              className={changed.has(row.actorId) ? 'is-changed' : undefined}
            >
              <td>
                <RowState row={row} urgency={urgency} />
              </td>
              <th scope="row">
                <button type="button" className="row-name" data-row-name onClick={() => actions.open(row)}>
                  {row.actorName}
                </button>
                <WaitingAnswer actorId={row.actorId} />
              </th>
              {withContacts && (
                <td>
                  <FirstPhone row={row} />
                </td>
              )}
              {withContacts && <td>{row.contacts && <Attempts contacts={row.contacts} />}</td>}
              <td className="mut">{latest(row)}</td>
              <td className="is-acts">
                <RowButtons row={row} urgency={place} actions={actions} size="xsmall" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The same rows on a phone: one card each, everything at least 44 px. */
export function Cards({ rows, changed, actions }: Props) {
  const latest = useLatest()
  return (
    <ul className="board-cards">
      {rows.map(({ row, place, urgency }) => (
        <li key={row.actorId} data-row={row.actorId} data-urgency={urgency} className={changed.has(row.actorId) ? 'is-changed' : undefined}>
          <p className="row wrap">
            <RowState row={row} urgency={urgency} />
            <span className="t-meta mut">{latest(row)}</span>
          </p>
          <button type="button" className="row-name" data-row-name onClick={() => actions.open(row)}>
            {row.actorName}
          </button>
          <WaitingAnswer actorId={row.actorId} />
          {row.contacts && (
            <div className="row wrap card-reach">
              <FirstPhone row={row} />
              <Attempts contacts={row.contacts} />
            </div>
          )}
          <div className="card-buttons">
            <RowButtons row={row} urgency={place} actions={actions} size="small" />
          </div>
        </li>
      ))}
    </ul>
  )
}

/** What the row waits for; one that has answered and still stands here says its answer. */
function RowState({ row, urgency }: { row: BoardRow; urgency: Group }) {
  const { _ } = useLingui()
  const words = useStripWords()
  const { state, word } =
    urgency === 'done' ? words(row, urgency) : { state: groupState[urgency], word: row.gap ? null : _(groupWords[urgency]) }
  return (
    <StateTag state={state} bare>
      {word ?? <Trans>Lucka</Trans>}
    </StateTag>
  )
}

/** A number to press, whatever the portal's own channels are worth at the moment. */
export function FirstPhone({ row }: { row: BoardRow }) {
  const phone = row.contacts?.flatMap((contact) => contact.phones)[0]
  if (!phone)
    return row.contacts ? (
      <span className="mut">
        <Trans>Inget nummer</Trans>
      </span>
    ) : null
  return (
    <a className="phone-link num" href={dialable(phone)}>
      <PhoneIcon aria-hidden />
      <span className="aksel-sr-only">
        <Trans>Ring {row.actorName}</Trans>{' '}
      </span>
      {phone}
    </a>
  )
}

function RowButtons({ row, urgency, actions, size }: { row: BoardRow; urgency: Group; actions: RowActions; size: 'xsmall' | 'small' }) {
  const who = <span className="aksel-sr-only">: {row.actorName}</span>
  const isPhone = size === 'small'
  if (actions.answer && actions.ownActorId === row.actorId)
    return (
      <Button size={size} variant="secondary" onClick={() => actions.answer?.(row)}>
        <Trans>Svara</Trans>
        {who}
      </Button>
    )
  return (
    <>
      {isPhone && actions.callAgain && row.gap === null && (
        <Button size={size} variant="secondary" onClick={() => actions.callAgain?.(row, 'again')}>
          <Trans>Kalla igen</Trans>
          {who}
          <LastCalled rows={[row]} kind="again" />
        </Button>
      )}
      {actions.callAgain && urgency !== 'waiting' && (
        <Button size={size} variant="secondary" onClick={() => actions.callAgain?.(row, 'deputy')}>
          <Trans>Ersättare</Trans>
          <LastCalled rows={[row]} kind="deputy" />
          <span className="aksel-sr-only">
            : <Trans>kalla ersättaren för {row.actorName}</Trans>
          </span>
        </Button>
      )}
      {actions.reached && (
        <Button size={size} variant={isPhone ? 'secondary' : 'tertiary'} onClick={() => actions.reached?.(row)}>
          <Trans>Nådd</Trans>
          <span className="aksel-sr-only">
            {' '}
            <Trans>på annat sätt: {row.actorName}</Trans>
          </span>
        </Button>
      )}
    </>
  )
}
