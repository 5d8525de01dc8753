import type { DraftActor, DraftLine, PictureDraft } from '@samverkan/contract'
import type { PictureHeading } from '@samverkan/domain'
import { useLingui as useMessages } from '@lingui/react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { ArrowRightIcon, CheckmarkCircleFillIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { memo, useMemo, useState } from 'react'
import { clockToday } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { Segments } from '../../ui/segments.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Missing } from './missing.tsx'
import type { Hand } from './drag.ts'
import type { DraftActions } from './use-draft-actions.ts'
import { certaintyWords, headings, headingWords, reportKindWords } from './words.ts'

type Reported = DraftActor['lines'][number]
/** Has this line come into the draft: not yet, it stands there, or it did and was taken away. */
type Lifted = { state: 'no' | 'in' } | { state: 'removed'; line: DraftLine }
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
  const { _ } = useMessages()
  const [order, setOrder] = useState<'actor' | 'heading'>('actor')
  const [isShort, setShort] = useState(false)
  const known = useMemo(() => new Map(draft.lines.map((line) => [line.id, line])), [draft.lines])
  const reported = useMemo(() => draft.actors.filter(({ status }) => status !== 'waiting'), [draft.actors])
  const asked = draft.actors.filter(({ askedAt }) => askedAt !== null).length
  const answered = draft.actors.filter(({ askedAt, status }) => askedAt !== null && status !== 'waiting').length
  const before = draft.collection.number - 1
  const liftedOf = (line: Reported): Lifted => {
    const found = line.liftedAs === null ? undefined : known.get(line.liftedAs)
    if (!found) return { state: 'no' }
    return found.isRemoved ? { state: 'removed', line: found } : { state: 'in' }
  }
  const shown = (lines: readonly Reported[]) => (isShort ? lines.filter((line) => liftedOf(line).state !== 'in') : lines)
  const row = (line: Reported, actorName: string | null) => {
    const lifted = liftedOf(line)
    return (
      <ReportRow
        key={line.id}
        line={line}
        actorName={actorName}
        state={lifted.state}
        removed={lifted.state === 'removed' ? lifted.line : null}
        actions={actions}
        hand={hand}
        mayWrite={mayWrite}
        showLine={showLine}
      />
    )
  }
  return (
    <div className="picture-reports">
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
      <Missing draft={draft} mayWrite={mayWrite} />
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
      {order === 'actor'
        ? reported.map((actor) => (
            <section key={actor.actor.id} className="panel picture-report" aria-label={actor.actor.name}>
              <ReportHead actor={actor} />
              <ul>{shown(actor.lines).map((line) => row(line, null))}</ul>
            </section>
          ))
        : headings.map((heading) => {
            const lines = reported.flatMap((actor) =>
              shown(actor.lines)
                .filter((line) => line.heading === heading)
                .map((line) => row(line, actor.actor.name)),
            )
            return (
              lines.length > 0 && (
                <section key={heading} className="panel picture-report" aria-label={_(headingWords[heading as PictureHeading])}>
                  <div className="panel-head">
                    <h3>{_(headingWords[heading])}</h3>
                  </div>
                  <ul>{lines}</ul>
                </section>
              )
            )
          })}
      {draft.leftOver.length > 0 && (
        <details className="panel picture-earlier">
          <summary>
            <Plural
              value={draft.leftOver.length}
              one={`# rad kom inte med i lägesbild ${before}`}
              other={`# rader kom inte med i lägesbild ${before}`}
            />
          </summary>
          <ul>{draft.leftOver.map((line) => row(line, line.actor.name))}</ul>
        </details>
      )}
    </div>
  )
})

function ReportHead({ actor }: { actor: DraftActor }) {
  const { _ } = useMessages()
  const now = useNow()
  const language = useLanguage()
  const latest = actor.reports.reduce(
    (last, one) => (Date.parse(one.reportedAt) >= Date.parse(last.reportedAt) ? one : last),
    actor.reports[0]!,
  )
  if (!latest) return null
  const count = actor.reports.length
  return (
    <div className="panel-head">
      <h3>{actor.actor.name}</h3>
      <span className="picture-report-facts t-meta mut">
        <span className="num">
          {clockToday(latest.reportedAt, now, language)} · {latest.reportedBy}
        </span>
        {count > 1 && <Plural value={count} one="# rapport" other="# rapporter" />}
      </span>
      {(actor.status !== 'lines' || latest.kind !== 'lines') && (
        <StateTag state="neutral" bare>
          {_(reportKindWords[actor.status === 'lines' || actor.status === 'waiting' ? latest.kind : actor.status])}
        </StateTag>
      )}
      {latest.writtenFor < latest.number && (
        <StateTag state="info" bare>
          <Trans>Skriven för lägesbild {latest.writtenFor}</Trans>
        </StateTag>
      )}
      {latest.isLate && latest.writtenFor === latest.number && (
        <StateTag state="waiting" bare>
          <Trans>Efter stopptid</Trans>
        </StateTag>
      )}
    </div>
  )
}

type RowProps = {
  line: Reported
  actorName: string | null
  state: Lifted['state']
  removed: DraftLine | null
  actions: DraftActions
  hand: Hand
  mayWrite: boolean
  showLine: (id: string) => void
}
const ReportRow = memo(function ReportRow({ line, actorName, state, removed, actions, hand, mayWrite, showLine }: RowProps) {
  const { _ } = useMessages()
  const language = useLanguage()
  const [isBusy, setBusy] = useState(false)
  // One button in one place through all its states: whoever lifts with the keyboard stays where they are.
  async function press() {
    if (isBusy) return
    if (state === 'in' && line.liftedAs) return showLine(line.liftedAs)
    if (removed) return actions.putBack(removed)
    setBusy(true)
    await actions.lift(line.id, { heading: line.heading })
    setBusy(false)
  }
  const excerpt = line.text.slice(0, 60)
  return (
    <li
      className={state === 'in' ? 'picture-reported is-lifted' : 'picture-reported'}
      draggable={mayWrite && state === 'no'}
      onDragStart={(event) => {
        hand.take({ kind: 'reported', id: line.id })
        event.dataTransfer.effectAllowed = 'copy'
        event.dataTransfer.setData('text/plain', line.text)
      }}
      onDragEnd={() => {
        hand.empty()
      }}
    >
      <div className="statement-meta">
        {actorName === null ? <span>{_(headingWords[line.heading])}</span> : <b>{actorName}</b>}
        {actorName !== null && <span className="num">{clockToday(line.reportedAt, Date.parse(line.reportedAt), language)}</span>}
        <span className={`certainty is-${line.certainty}`}>{_(certaintyWords[line.certainty])}</span>
        {line.isRepeated && (
          <span>
            <Trans>oförändrad</Trans>
          </span>
        )}
      </div>
      <p className="t-statement wide">{line.text}</p>
      {line.correctedFrom !== null && (
        <p className="t-meta mut wide">
          <Trans>Rättad, tidigare:</Trans> <del>{line.correctedFrom}</del>
        </p>
      )}
      {(mayWrite || state === 'in') && (
        <Button
          className="picture-lift"
          size="xsmall"
          variant="tertiary"
          data-color={state === 'in' ? 'success' : undefined}
          aria-disabled={isBusy}
          icon={state === 'in' ? <CheckmarkCircleFillIcon aria-hidden /> : <ArrowRightIcon aria-hidden />}
          iconPosition={state === 'in' ? 'left' : 'right'}
          onClick={() => void press()}
        >
          {state === 'in' ? <Trans>Inlyft</Trans> : state === 'removed' ? <Trans>Lyft in igen</Trans> : <Trans>Lyft in</Trans>}
          <span className="aksel-sr-only">
            : {excerpt}
            {state === 'in' && (
              <>
                . <Trans>Visa i den gemensamma texten</Trans>
              </>
            )}
          </span>
        </Button>
      )}
    </li>
  )
})
