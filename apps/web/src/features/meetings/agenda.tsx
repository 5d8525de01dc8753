import type { AgendaItem, Meeting } from '@samverkan/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { ArrowDownIcon, ArrowUpIcon, DragVerticalIcon, PencilIcon, PlusIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { type DragEvent, useLayoutEffect, useRef, useState } from 'react'
import { problemOf } from '../../lib/problem.ts'
import { useMay } from '../../lib/session.tsx'
import { announce } from '../../ui/announcer.tsx'
import { Panel } from '../../ui/panel.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { ItemDialog } from './item-dialog.tsx'
import { ItemLinks } from './item-links.tsx'
import { inOrder, placed, stepped } from './order.ts'
import { useOrder } from './queries.ts'
import { TemplateDialog } from './template-dialog.tsx'
import './agenda.css'

/** Dagordningen before the meeting: read by all; by the one who directs it, ordered with the hand or with the keys. */
export function Agenda({ meeting }: { meeting: Meeting }) {
  const { t } = useLingui()
  const { agenda, mayWrite } = meeting
  const may = mayWrite.includes('agenda')
  const order = useOrder(meeting.code)
  const [wanted, setWanted] = useState<string[] | null>(null)
  const [dragged, setDragged] = useState<string | null>(null)
  const [editing, setEditing] = useState<AgendaItem | 'new' | null>(null)
  const [keeping, setKeeping] = useState(false)
  const mayKeep = useMay()
  const list = useRef<HTMLOListElement>(null)
  const focus = useRef<string | null>(null)
  const items = wanted ? inOrder(agenda, wanted) : agenda
  const minutes = agenda.reduce((sum, item) => sum + (item.minutes ?? 0), 0)
  const beyond = minutes - meeting.minutes
  const isProposal = agenda.some((item) => item.isProposal)
  const isStale = order.isError && problemOf(order.error).code === 'stale-version'

  const save = (next: readonly AgendaItem[]) => {
    const itemIds = next.map((item) => item.id)
    if (itemIds.join() === agenda.map((item) => item.id).join()) return setWanted(null)
    setWanted(itemIds)
    // Shown at once; what the server then says is what stands.
    order.mutate({ itemIds, basedOn: meeting.agendaVersion }, { onSettled: () => setWanted(null) })
  }
  const step = (item: AgendaItem, by: -1 | 1) => {
    const next = stepped(items, item.id, by)
    const place = next.findIndex((one) => one.id === item.id) + 1
    const total = next.length
    focus.current = `${item.id} ${(by < 0 && place === 1) || (by > 0 && place < total) ? 'down' : 'up'}`
    announce(t`${item.title}: plats ${place} av ${total}`)
    save(next)
  }
  // A row that changes place takes the focus from its button; whoever pressed it wants to press again.
  useLayoutEffect(() => {
    if (!focus.current) return
    list.current?.querySelector<HTMLElement>(`[data-move="${focus.current}"]`)?.focus({ preventScroll: true })
    focus.current = null
  })
  const over = (event: DragEvent, index: number) => {
    event.preventDefault()
    if (dragged) setWanted(placed(items, dragged, index).map((item) => item.id))
  }

  return (
    <Panel
      className="agenda"
      title={<Trans>Dagordning</Trans>}
      aside={
        <>
          {isProposal && (
            <StateTag state="neutral" bare>
              <Trans>Förslag, kan ändras</Trans>
            </StateTag>
          )}
          {minutes > 0 && (
            <span className="num">
              {beyond > 0 ? (
                <Trans>
                  {minutes} min, {beyond} mer än mötets {meeting.minutes}
                </Trans>
              ) : (
                <Trans>
                  {minutes} av {meeting.minutes} min
                </Trans>
              )}
            </span>
          )}
        </>
      }
    >
      {agenda.length === 0 && (
        <EmptyState title={<Trans>Dagordningen är tom.</Trans>}>
          {may ? <Trans>Lägg till den första punkten.</Trans> : <Trans>Den som leder mötet lägger till punkterna.</Trans>}
        </EmptyState>
      )}
      <ol ref={list} className="agenda-list">
        {items.map((item, index) => (
          <li
            key={item.id}
            className={dragged === item.id ? 'is-dragged' : undefined}
            onDragOver={may ? (event) => over(event, index) : undefined}
            onDrop={(event) => event.preventDefault()}
          >
            {may ? (
              <span
                className="agenda-grip desk"
                draggable
                aria-hidden
                title={t`Dra för att flytta`}
                onDragStart={(event) => {
                  event.dataTransfer.effectAllowed = 'move'
                  event.dataTransfer.setData('text/plain', item.title)
                  const row = event.currentTarget.closest('li')
                  if (row) event.dataTransfer.setDragImage(row, 12, 12)
                  setDragged(item.id)
                }}
                onDragEnd={(event) => {
                  setDragged(null)
                  // Esc or a drop outside: put back as it was.
                  if (event.dataTransfer.dropEffect === 'none') setWanted(null)
                  else save(items)
                }}
              >
                <DragVerticalIcon aria-hidden />
              </span>
            ) : (
              <span aria-hidden />
            )}
            <span className="num mut">{index + 1}.</span>
            <div className="agenda-item">
              <p>
                <b className="wide" lang="sv">
                  {item.title}
                </b>
              </p>
              <p className="t-data mut">
                {[item.presenterActor?.name, item.presenter].filter(Boolean).join(', ')}
                {item.minutes !== null && (
                  <>
                    {(item.presenterActor || item.presenter) && ' · '}
                    <span className="num">
                      <Trans>{item.minutes} min</Trans>
                    </span>
                  </>
                )}
              </p>
            </div>
            {may && (
              <span className="agenda-tools">
                <button type="button" data-move={`${item.id} up`} aria-disabled={index === 0} onClick={() => index > 0 && step(item, -1)}>
                  <ArrowUpIcon aria-hidden />
                  <span className="aksel-sr-only">{t`Flytta upp ${item.title}`}</span>
                </button>
                <button
                  type="button"
                  data-move={`${item.id} down`}
                  aria-disabled={index === items.length - 1}
                  onClick={() => index < items.length - 1 && step(item, 1)}
                >
                  <ArrowDownIcon aria-hidden />
                  <span className="aksel-sr-only">{t`Flytta ned ${item.title}`}</span>
                </button>
                <button type="button" onClick={() => setEditing(item)}>
                  <PencilIcon aria-hidden />
                  <span className="aksel-sr-only">{t`Ändra ${item.title}`}</span>
                </button>
              </span>
            )}
            {(item.liftedFrom || item.liftedTo.length > 0 || item.measures.length > 0 || item.questions.length > 0) && (
              <div className="agenda-links">
                <ItemLinks meeting={meeting} item={item} />
              </div>
            )}
          </li>
        ))}
      </ol>
      {isStale ? (
        <p className="agenda-note t-data" role="alert">
          <Trans>Någon annan ändrade dagordningen samtidigt. Den visas som den är nu; flytta punkten igen.</Trans>
        </p>
      ) : (
        order.isError && <ErrorState error={order.error} />
      )}
      {may && (
        <div className="panel-foot row wrap">
          <Button size="small" variant="secondary" icon={<PlusIcon aria-hidden />} onClick={() => setEditing('new')}>
            <Trans>Lägg till punkt</Trans>
          </Button>
          {mayKeep('meetings.keep-template') && agenda.length > 0 && (
            <Button size="small" variant="tertiary" onClick={() => setKeeping(true)}>
              <Trans>Gör till mall</Trans>
            </Button>
          )}
        </div>
      )}
      {keeping && <TemplateDialog meeting={meeting} onClose={() => setKeeping(false)} />}
      {editing && <ItemDialog meeting={meeting} item={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </Panel>
  )
}
