import type { AcknowledgementLine } from '@samverkan/contract'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { clockToday } from '../../lib/formats.ts'
import { useStillGroups } from '../../lib/hold-still.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { Meter, Panel } from '../../ui/panel.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { Loaded, LoadingState } from '../../ui/states.tsx'
import { acknowledgementsQuery } from './queries.ts'

const inSight = 8
type Group = 'missing' | 'acknowledged'
const groupOf = (state: AcknowledgementLine['state']): Group => (state === 'acknowledged' ? 'acknowledged' : 'missing')

/** Who has the picture and who is missing: the missing first, because somebody may have to ring them. */
export function Acknowledgements({ id, number }: { id: string; number: number }) {
  const query = useQuery(acknowledgementsQuery(id, number))
  const items = query.data?.items ?? []
  const done = items.filter(({ state }) => state === 'acknowledged').length
  const total = items.length
  return (
    <Panel
      title={<Trans>Kvitterat</Trans>}
      aside={
        total > 0 && (
          <span className="num">
            <Trans>
              {done} av {total}
            </Trans>
          </span>
        )
      }
      className="picture-acknowledgements"
    >
      <Loaded query={query} loading={<LoadingState rows={4} />}>
        {(data) => <List items={data.items} done={done} />}
      </Loaded>
    </Panel>
  )
}

function List({ items, done }: { items: readonly AcknowledgementLine[]; done: number }) {
  const { t } = useLingui()
  const [isOpen, setOpen] = useState(false)
  const total = items.length
  const count = total - done
  // Who acknowledges under a hand says so where it stands, and goes to the others afterwards.
  const list = useRef<HTMLDivElement>(null)
  const places = useStillGroups(list, new Map(items.map(({ actor, state }) => [actor.id, groupOf(state)])))
  const order = new Map([...places.keys()].map((id, at) => [id, at]))
  const at = ({ actor }: AcknowledgementLine) => order.get(actor.id) ?? total
  const standing = (group: Group) =>
    items.filter(({ actor, state }) => (places.get(actor.id) ?? groupOf(state)) === group).sort((a, b) => at(a) - at(b))
  const missing = standing('missing')
  const acknowledged = standing('acknowledged')
  const rest = missing.length - inSight
  const shown = isOpen || rest <= 1 ? missing : missing.slice(0, inSight)
  return (
    <div className="panel-body" ref={list}>
      <Meter value={done} total={total} label={t`${done} av ${total} har kvitterat`} />
      <p>
        {count > 0 ? (
          <StateTag state="waiting" bare>
            <Plural value={count} one="# har inte kvitterat" other="# har inte kvitterat" />
          </StateTag>
        ) : (
          <StateTag state="confirmed" bare>
            <Trans>Alla har kvitterat</Trans>
          </StateTag>
        )}
      </p>
      {missing.length > 0 && (
        <>
          <ul>
            {shown.map((line) => (
              <Row key={line.actor.id} line={line} />
            ))}
          </ul>
          {rest > 1 && (
            <button type="button" className="picture-more" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
              {isOpen ? <Trans>Visa färre</Trans> : <Trans>+{rest} till</Trans>}
            </button>
          )}
        </>
      )}
      {acknowledged.length > 0 && (
        <details>
          <summary>
            <Plural value={done} one="# har kvitterat" other="# har kvitterat" />
          </summary>
          <ul>
            {acknowledged.map((line) => (
              <Row key={line.actor.id} line={line} />
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

function Row({ line }: { line: AcknowledgementLine }) {
  const now = useNow()
  const language = useLanguage()
  return (
    <li>
      <span>{line.actor.name}</span>
      <span className="t-meta mut">
        {line.state === 'missing' ? (
          <Trans>inte läst</Trans>
        ) : (
          [line.state === 'read' ? null : line.by, line.at && clockToday(line.at, now, language)].filter(Boolean).join(' ')
        )}
        {line.state === 'read' && (
          <>
            {' '}
            <Trans>läst</Trans>
          </>
        )}
        {line.note && <span className="wide"> · {line.note}</span>}
      </span>
    </li>
  )
}
