import type { DraftActor, PictureDraft } from '@samverkan/contract'
import type { PictureHeading } from '@samverkan/domain'
import { useLingui as useMessages } from '@lingui/react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { PhoneIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { memo, type ReactNode, type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { useStillGroups } from '../../lib/hold-still.ts'
import { Segments } from '../../ui/segments.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { byId, StillList } from '../../ui/still-list.tsx'
import { Missing } from './missing.tsx'
import type { Hand } from './drag.ts'
import { ReportHead } from './report-head.tsx'
import { type Lifted, type Reported, ReportRow } from './report-row.tsx'
import { placesOf, standStill, type StillSection } from './still-sections.ts'
import { type Caller, ChooseCaller, TakeDownDialog } from './take-down-dialog.tsx'
import type { DraftActions } from './use-draft-actions.ts'
import { WithdrawDialog } from './withdraw-dialog.tsx'
import { headings, headingWords } from './words.ts'

type PaneProps = {
  draft: PictureDraft
  actions: DraftActions
  hand: Hand
  mayWrite: boolean
  showLine: (id: string) => void
}

/** What the actors have reported, by actor or by heading, and who is still to report. */
export const ReportsPane = memo(function ReportsPane({ draft, actions, hand, mayWrite, showLine }: PaneProps) {
  const { t } = useLingui()
  const [order, setOrder] = useState<'actor' | 'heading'>('actor')
  const [isShort, setShort] = useState(false)
  const known = useMemo(() => new Map(draft.lines.map((line) => [line.id, line])), [draft.lines])
  // What was taken back whole stays to be seen, and its actor is waited for again.
  const reported = useMemo(() => draft.actors.filter(({ status, reports }) => status !== 'waiting' || reports.length > 0), [draft.actors])
  const asked = draft.actors.filter(({ askedAt }) => askedAt !== null).length
  const answered = draft.actors.filter(({ askedAt, status }) => askedAt !== null && status !== 'waiting').length
  const mayTakeDown = draft.allowed.includes('report-for-others')
  const [caller, setCaller] = useState<Caller | 'choose' | null>(null)
  const [leaving, setLeaving] = useState<Reported | null>(null)
  const pane = useRef<HTMLDivElement>(null)
  const saved = useRef<string | null>(null)
  // The button that was pressed goes with the last one waited for: whoever listens goes on from the report that came of it.
  useEffect(() => {
    const panel = saved.current && pane.current?.querySelector<HTMLElement>(`[data-actor="${saved.current}"]`)
    if (!panel || caller !== null) return
    saved.current = null
    panel.focus({ preventScroll: true })
    panel.scrollIntoView({ block: 'nearest' })
  })
  const liftedOf = (line: Reported): Lifted => {
    const found = line.liftedAs === null ? undefined : known.get(line.liftedAs)
    if (!found) return { state: 'no' }
    return found.isRemoved ? { state: 'removed', line: found } : { state: 'in' }
  }
  const row = (line: Reported, actorName: string | null, number: number | null = null) => {
    const lifted = liftedOf(line)
    return (
      <ReportRow
        key={line.id}
        line={line}
        actorName={actorName}
        number={number}
        state={lifted.state}
        removed={lifted.state === 'removed' ? lifted.line : null}
        actions={actions}
        hand={hand}
        mayWrite={mayWrite}
        showLine={showLine}
        onWithdraw={mayTakeDown && line.takenDown ? setLeaving : null}
      />
    )
  }
  return (
    <div className="picture-reports" ref={pane}>
      <div className="row picture-reports-head">
        <h2 className="t-panel">
          <Trans>Aktörernas rapporter</Trans>
        </h2>
        <span className="spring" />
        <span className="t-data mut num">
          <Trans>
            {answered} av {asked}
          </Trans>
        </span>
      </div>
      <Missing list={pane} draft={draft} mayWrite={mayWrite} onCall={mayTakeDown ? setCaller : null} />
      {mayTakeDown && (
        <div>
          <Button size="xsmall" variant="tertiary" icon={<PhoneIcon aria-hidden />} onClick={() => setCaller('choose')}>
            <Trans>Rapport per telefon eller Rakel</Trans>
          </Button>
        </div>
      )}
      {leaving && <WithdrawDialog pictureId={draft.id} line={leaving} onClose={() => setLeaving(null)} />}
      {caller === 'choose' && <ChooseCaller onChoose={setCaller} onClose={() => setCaller(null)} />}
      {caller !== null && caller !== 'choose' && (
        <TakeDownDialog
          key={caller.id}
          draft={draft}
          actor={caller}
          onClose={() => setCaller(null)}
          onSaved={() => {
            saved.current = caller.id
            setCaller(null)
          }}
        />
      )}
      {reported.length > 0 && (
        <div className="row wrap picture-reports-order">
          <Segments
            legend={t`Ordning`}
            hideLegend
            value={order}
            options={[
              ['actor', t`Per aktör`],
              ['heading', t`Per rubrik`],
            ]}
            onChange={setOrder}
          />
          <label className="picture-check">
            <input type="checkbox" checked={isShort} onChange={(event) => setShort(event.target.checked)} />
            <Trans>Dölj inlyft</Trans>
          </label>
        </div>
      )}
      {reported.length === 0 && (
        <div className="panel">
          <EmptyState title={<Trans>Ingen har rapporterat ännu.</Trans>}>
            <Trans>Rapporterna visas här när de kommer. Du kan skriva i den gemensamma texten under tiden.</Trans>
          </EmptyState>
        </div>
      )}
      <ReportSections
        // Asked for in another way it is another list, at once and wherever the hand is.
        key={`${order} ${isShort}`}
        list={pane}
        draft={draft}
        reported={reported}
        order={order}
        isSeen={(line) => !isShort || liftedOf(line).state !== 'in'}
        row={row}
        onCall={mayTakeDown ? setCaller : null}
      />
    </div>
  )
})

type SectionsProps = {
  list: RefObject<HTMLElement | null>
  draft: PictureDraft
  reported: readonly DraftActor[]
  order: 'actor' | 'heading'
  isSeen: (line: Reported) => boolean
  row: (line: Reported, actorName: string | null, number?: number | null) => ReactNode
  onCall: ((actor: Caller) => void) | null
}

/** The reports as they are asked for. Under a hand nothing is put between them: what comes stands last until the hand is elsewhere. */
function ReportSections({ list, draft, reported, order, isSeen, row, onCall }: SectionsProps) {
  const { t } = useLingui()
  const { _ } = useMessages()
  const actors = new Map(reported.map((actor) => [actor.actor.id, actor]))
  const from = new Map(reported.flatMap(({ actor, lines }) => lines.map((line) => [line.id, actor.name])))
  const said = reported.flatMap(({ lines }) => lines)
  const sections =
    order === 'actor'
      ? reported.map(({ actor, lines }) => ({ key: actor.id, lines }))
      : headings.map((heading) => ({ key: heading, lines: said.filter((line) => line.heading === heading) }))
  const hasHead = ({ lines }: { lines: readonly Reported[] }) => order === 'actor' || lines.some(isSeen)
  const places = useStillGroups(list, placesOf(sections.filter(hasHead), isSeen))
  const shown = standStill(sections, places, isSeen).filter(({ lines }) => order === 'actor' || lines.length > 0)
  const section = ({ key, came, lines }: StillSection<Reported>) => {
    const actor = actors.get(key)
    const name = actor ? actor.actor.name : _(headingWords[key as PictureHeading])
    return (
      <section
        key={came === 'more' ? `${key} more` : key}
        className="panel picture-report"
        aria-label={came === 'more' ? t`${name}, nya rader` : name}
        data-actor={actor?.actor.id}
        tabIndex={actor ? -1 : undefined}
      >
        {actor && came !== 'more' ? (
          <ReportHead actor={actor} onCall={onCall} />
        ) : (
          <div className="panel-head">
            <h3>{name}</h3>
            {came === 'more' && (
              <span className="t-meta mut">
                <Trans>Nya rader</Trans>
              </span>
            )}
          </div>
        )}
        <ul>{lines.map((line) => row(line, actor ? null : (from.get(line.id) ?? '')))}</ul>
      </section>
    )
  }
  return [
    ...shown.filter(({ came }) => came === 'before').map(section),
    draft.leftOver.length > 0 && (
      <details key="earlier" className="panel picture-earlier">
        <summary>
          <Plural
            value={draft.leftOver.length}
            one="# rad från tidigare är inte med i någon lägesbild"
            other="# rader från tidigare är inte med i någon lägesbild"
          />
        </summary>
        <StillList rows={draft.leftOver} keyOf={byId} formerKeyOf={(line) => line.replaces}>
          {(line) => row(line, line.actor.name, line.number)}
        </StillList>
      </details>
    ),
    ...shown.filter(({ came }) => came !== 'before').map(section),
  ]
}
