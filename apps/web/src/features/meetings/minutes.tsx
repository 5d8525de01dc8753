import type { AgendaItem, Meeting } from '@samverkan/contract'
import { Plural, Trans } from '@lingui/react/macro'
import { PrinterSmallIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { useState } from 'react'
import { clock, clockToday } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { LeftWords, useLeft } from '../../ui/left-behind.tsx'
import { Panel } from '../../ui/panel.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { isUnder } from './left-behind.ts'
import { ItemLinks, MeasureLines } from './item-links.tsx'
import { WeeklyPicture } from './meeting-facts.tsx'
import { Notes } from './notes.tsx'
import { ReportLines } from './report-lines.tsx'
import { Reports } from './reports.tsx'
import './minutes.css'

/** After: what was said, who was there, what is to be done; still written in until it has been sent out. */
export function Minutes({ meeting }: { meeting: Meeting }) {
  const { agenda, mayWrite } = meeting
  const [editing, setEditing] = useState<string | null>(null)
  const measures = agenda.flatMap((item) => item.measures)
  return (
    <div className="columns minutes">
      <div>
        <Where meeting={meeting} />
        {agenda.map((item, index) =>
          editing === item.id ? (
            <div key={item.id} className="minutes-edit">
              <h2 className="t-panel wide">{item.title}</h2>
              <Notes meeting={meeting} item={item} number={index + 1} speaker={null} onFocus={() => undefined} />
              <Button size="small" variant="secondary" onClick={() => setEditing(null)}>
                <Trans>Klart</Trans>
              </Button>
            </div>
          ) : (
            <MinutesItem
              key={item.id}
              meeting={meeting}
              item={item}
              number={index + 1}
              onEdit={mayWrite.includes('note') ? () => setEditing(item.id) : null}
            />
          ),
        )}
        {agenda.length === 0 && <EmptyState title={<Trans>Mötet hade ingen dagordning.</Trans>} />}
      </div>
      <div>
        <Attendance meeting={meeting} />
        {measures.length > 0 && (
          <Panel title={<Trans>Åtgärder</Trans>} aside={<span className="num">{measures.length}</span>}>
            <MeasureLines measures={measures} />
          </Panel>
        )}
        <Reports meeting={meeting} />
      </div>
    </div>
  )
}

/** How far the minutes have come, in words: still written, done, sent out and locked. */
function Where({ meeting }: { meeting: Meeting }) {
  const now = useNow()
  const language = useLanguage()
  const { openedAt, closedAt, documentedAt, distributedAt, handling, earlyReason } = meeting
  const at = (instant: string | null) => (instant ? clockToday(instant, now, language) : '')
  return (
    <section className="panel minutes-where">
      <p className="t-statement">
        {distributedAt ? (
          <>
            <Trans>Anteckningarna skickades ut {at(distributedAt)} och ändras inte mer.</Trans>{' '}
            {handling === 'internal' ? <Trans>Spridning: intern.</Trans> : <Trans>Spridning: öppen.</Trans>}
          </>
        ) : documentedAt ? (
          <Trans>Anteckningarna är klara sedan {at(documentedAt)}. De är inte utskickade ännu.</Trans>
        ) : (
          <Trans>Mötet avslutades {at(closedAt)}. Anteckningarna skrivs färdigt.</Trans>
        )}
      </p>
      {openedAt && closedAt && (
        <p className="t-data mut num">
          <Trans>
            Öppnat {clock(openedAt, language)}, avslutat {clock(closedAt, language)}
          </Trans>
        </p>
      )}
      {earlyReason && (
        <p className="t-data wide">
          <Trans>Öppnat före utsatt tid: {earlyReason}</Trans>
        </p>
      )}
      <p className="row wrap no-print">
        <Button size="small" variant="tertiary" icon={<PrinterSmallIcon aria-hidden />} onClick={() => print()}>
          <Trans>Skriv ut</Trans>
        </Button>
      </p>
      <WeeklyPicture meeting={meeting} />
    </section>
  )
}

function MinutesItem({
  meeting,
  item,
  number,
  onEdit,
}: {
  meeting: Meeting
  item: AgendaItem
  number: number
  onEdit: (() => void) | null
}) {
  const language = useLanguage()
  const { left } = useLeft(isUnder(item))
  const reported = item.kind === 'reports' ? meeting.roll.filter((row) => row.report?.kind === 'something') : []
  const silent = meeting.roll.filter((row) => row.report && row.report.kind !== 'something').length
  const isEmpty =
    item.notes.length === 0 &&
    item.outcome.text === '' &&
    item.measures.length === 0 &&
    item.questions.length === 0 &&
    reported.length === 0
  return (
    <Panel
      className="minutes-item"
      title={
        <>
          <span className="num">{number}.</span> <span lang="sv">{item.title}</span>
        </>
      }
      aside={
        onEdit && (
          <Button size="small" variant="tertiary" className="no-print" onClick={onEdit}>
            <Trans>Ändra</Trans>
            <span className="aksel-sr-only"> {item.title}</span>
          </Button>
        )
      }
    >
      {left.length > 0 && (
        <div className="no-print">
          <StateTag state="waiting">
            <Trans>Skrivet av dig, inte sparat</Trans>
          </StateTag>
          <LeftWords left={left} />
          {onEdit && (
            <Button size="small" variant="secondary" onClick={onEdit}>
              <Trans>Skriv klart</Trans>
              <span className="aksel-sr-only"> {item.title}</span>
            </Button>
          )}
        </div>
      )}
      {isEmpty && (
        <p className="minutes-none t-data mut">
          <Trans>Inget antecknat.</Trans>
        </p>
      )}
      {item.outcome.text && (
        <p className="minutes-outcome t-statement wide">
          <b>
            <Trans>Ledde till:</Trans>
          </b>{' '}
          {item.outcome.text}
        </p>
      )}
      {item.notes.length > 0 && (
        <ul className="note-list">
          {item.notes.map((note) => (
            <li key={note.id} className="note-row">
              <span className="num mut">{clock(note.notedAt, language)}</span>
              <p className="t-statement wide">
                {note.actor && <b>{note.actor.name} </b>}
                {note.text}
              </p>
            </li>
          ))}
        </ul>
      )}
      {reported.length > 0 && (
        <ul className="report-list">
          {reported.map((row) => (
            <li key={row.actor.code}>
              <p className="report-head t-meta mut">
                <b>{row.actor.name}</b>
                <Trans>förrapport</Trans>
              </p>
              <ReportLines lines={row.report?.lines ?? []} />
            </li>
          ))}
        </ul>
      )}
      {item.kind === 'reports' && silent > 0 && (
        <p className="minutes-none t-data mut">
          <Plural value={silent} one="# hade inget nytt att rapportera." other="# hade inget nytt att rapportera." />
        </p>
      )}
      <ItemLinks meeting={meeting} item={item} />
    </Panel>
  )
}

function Attendance({ meeting }: { meeting: Meeting }) {
  const { roll } = meeting
  const present = roll.filter((row) => row.presence === 'present')
  const absent = roll.filter((row) => row.presence !== 'present')
  const here = present.length
  const total = roll.length
  return (
    <Panel
      title={<Trans>Närvaro</Trans>}
      aside={
        <b className="num">
          <Trans>
            {here} av {total}
          </Trans>
        </b>
      }
    >
      {absent.length > 0 && (
        <div className="minutes-roll">
          <p>
            <StateTag state="none" bare>
              <Plural value={absent.length} one="# aktör var inte med" other="# aktörer var inte med" />
            </StateTag>
          </p>
          <p className="t-data">{absent.map((row) => row.actor.name).join(', ')}</p>
        </div>
      )}
      <div className="minutes-roll">
        <p>
          <StateTag state="confirmed" bare>
            <Plural value={here} one="# aktör var med" other="# aktörer var med" />
          </StateTag>
        </p>
        <p className="t-data">{present.map((row) => row.actor.name).join(', ')}</p>
      </div>
    </Panel>
  )
}
