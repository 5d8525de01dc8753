import type { Report, ReportKind, ReportLine } from '@samverkan/domain'
import { charactersIn, reportLimits, tidyLine } from '@samverkan/domain'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { PlusIcon, TrashIcon } from '@navikt/aksel-icons'
import { Button, Textarea } from '@navikt/ds-react'
import { type FormEvent, useRef, useState } from 'react'
import { useDraft } from '../../lib/drafts.ts'
import { clockToday } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { useSession } from '../../lib/session.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Segments } from '../../ui/segments.tsx'
import { WaitsHere } from '../../ui/page-only.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { ReportLines } from './report-lines.tsx'
import { ReportMerge } from './report-merge.tsx'
import type { OwnReport } from './use-report.ts'
import './reports.css'

type Props = {
  report: OwnReport
  actorName: string
  /** What the actor said to the meeting before, which `unchanged` repeats; null when there is nothing to repeat. */
  last: Report | null
}
type Draft = { open: boolean; lines: ReportLine[] }

/** The field that was asked for gets the focus when it comes. */
const focusHere = (field: HTMLTextAreaElement | null) => field?.focus()

const empty: ReportLine = { basis: 'fact', text: '' }
export const isWritten = (line: ReportLine): boolean => line.text.trim() !== ''

/** Förrapportering: three answers, two of them one tap, the third a few lines; kept on the device and sent when there is a network. */
export function ReportForm({ report, actorName, last }: Props) {
  const { t } = useLingui()
  const { user } = useSession()
  const { said, box, code, entry, basedOn } = report
  const before = said?.kind === 'something' ? [...said.lines] : []
  const draft = useDraft<Draft>(`${user.id}:report-lines:${code}`, { open: false, lines: before })
  const [strict, setStrict] = useState(false)
  const { open } = draft.value
  const lines = draft.value.lines.length > 0 ? draft.value.lines : [empty]
  const written = lines.filter(isWritten)
  const length = written.reduce((sum, line) => sum + charactersIn(tidyLine(line.text)), 0)
  const over = Math.max(0, length - reportLimits.characters)
  const send = (kind: ReportKind, of: readonly ReportLine[] = []) => {
    box.write(code, { kind, lines: of }, basedOn, 'now')
    draft.clear()
    draft.change({ open: false, lines: kind === 'something' ? [...of] : [] })
    setStrict(false)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setStrict(true)
    if (written.length === 0 || over > 0) return
    send(
      'something',
      written.map((line) => ({ ...line, text: line.text.trim() })),
    )
  }
  if (entry?.refusal) return <ReportMerge report={report} refusal={entry.refusal} actorName={actorName} />
  return (
    <Panel
      className="report-own"
      title={said ? <Trans>Er förrapport</Trans> : <Trans>Vad har {actorName} till mötet?</Trans>}
      aside={<Sent report={report} />}
      padded
    >
      {said && !open && <Said said={said} />}
      {open ? (
        <form className="report-lines" onSubmit={submit}>
          {lines.map((line, index) => (
            <Line
              // The lines have no names of their own; the order is the name.
              key={index}
              number={index + 1}
              line={line}
              alone={lines.length === 1}
              error={strict && written.length === 0 && index === 0 ? t`Skriv en rad, eller välj Inget att rapportera.` : undefined}
              onChange={(next) => draft.change({ open: true, lines: lines.map((one, i) => (i === index ? next : one)) })}
              onRemove={() => draft.change({ open: true, lines: lines.filter((_, i) => i !== index) })}
            />
          ))}
          {over > 0 && (
            <p className="field-error" role="alert">
              <Plural value={over} one="# tecken för mycket för att hinna sägas." other="# tecken för mycket för att hinna sägas." />
            </p>
          )}
          <div className="row wrap">
            <Button type="submit">
              <Trans>Lämna förrapporten</Trans>
            </Button>
            {lines.length < reportLimits.lines && (
              <Button
                type="button"
                size="small"
                variant="tertiary"
                icon={<PlusIcon aria-hidden />}
                onClick={() => draft.change({ open: true, lines: [...lines, empty] })}
              >
                <Trans>Rad till</Trans>
              </Button>
            )}
            <Button type="button" size="small" variant="tertiary" onClick={() => draft.change({ open: false, lines })}>
              <Trans>Avbryt</Trans>
            </Button>
          </div>
        </form>
      ) : (
        <Choices
          said={said}
          isOvertaken={report.isOvertaken}
          last={last}
          send={send}
          write={() => draft.change({ open: true, lines: lines.length > 0 ? lines : before })}
        />
      )}
    </Panel>
  )
}

function Choices({
  said,
  isOvertaken,
  last,
  send,
  write,
}: {
  said: Report | null
  isOvertaken: boolean
  last: Report | null
  send: (kind: ReportKind, of?: readonly ReportLine[]) => void
  write: () => void
}) {
  const mayRepeat = said?.kind !== 'unchanged' || isOvertaken
  return (
    <>
      {isOvertaken && (
        <p>
          <StateTag state="waiting" bare>
            <Trans>Det ni upprepade har rättats sedan dess</Trans>
          </StateTag>
        </p>
      )}
      {said && (
        <p className="t-data mut">
          <Trans>Har något ändrats? Det går att svara om tills mötet avslutas.</Trans>
        </p>
      )}
      <div className="report-choices">
        <Button variant={said ? 'secondary' : 'primary'} onClick={write}>
          <Trans>Något att rapportera</Trans>
        </Button>
        {said?.kind !== 'nothing' && (
          <Button variant="secondary" onClick={() => send('nothing')}>
            <Trans>Inget att rapportera</Trans>
          </Button>
        )}
        {last && mayRepeat && (
          <Button variant="secondary" onClick={() => send('unchanged', last.lines)}>
            <Trans>Oförändrat</Trans>
          </Button>
        )}
      </div>
      {last && mayRepeat && <Before last={last} />}
    </>
  )
}

/** What `unchanged` would repeat, in sight before the tap: nobody should confirm last week from memory. */
function Before({ last }: { last: Report }) {
  return (
    <details className="report-before">
      <summary>
        <Trans>Förra gången sa ni</Trans>
      </summary>
      {last.lines.length === 0 ? (
        <p className="t-statement">
          <Trans>Inget att rapportera.</Trans>
        </p>
      ) : (
        <ReportLines lines={last.lines} />
      )}
    </details>
  )
}

function Said({ said }: { said: Report }) {
  return (
    <div className="report-said">
      {said.kind === 'nothing' && (
        <StateTag state="confirmed">
          <Trans>Inget att rapportera</Trans>
        </StateTag>
      )}
      {said.kind === 'unchanged' && (
        <StateTag state="confirmed">
          <Trans>Oförändrat sedan förra gången</Trans>
        </StateTag>
      )}
      {said.lines.length > 0 && <ReportLines lines={said.lines} />}
    </div>
  )
}

function Sent({ report }: { report: OwnReport }) {
  const now = useNow()
  const language = useLanguage()
  if (report.entry?.state === 'waiting')
    return (
      <StateTag state="waiting" bare>
        <WaitsHere isOnDevice={report.entry.isKept} />
      </StateTag>
    )
  if (report.entry)
    return (
      <span role="status">
        <Trans>Skickar</Trans>
      </span>
    )
  if (!report.saved) return null
  const at = clockToday(report.saved.at, now, language)
  return (
    <StateTag state="confirmed" bare>
      <Trans>
        Lämnad {at}, {report.saved.by}
      </Trans>
    </StateTag>
  )
}

function Line({
  number,
  line,
  alone,
  error,
  onChange,
  onRemove,
}: {
  number: number
  line: ReportLine
  alone: boolean
  error: string | undefined
  onChange: (line: ReportLine) => void
  onRemove: () => void
}) {
  const { t } = useLingui()
  const here = useRef<HTMLDivElement>(null)
  return (
    <div className="report-line" ref={here}>
      <Textarea
        label={alone ? t`Vad ska de andra veta?` : t`Rad ${number}`}
        size="small"
        minRows={2}
        value={line.text}
        {...(alone && line.text === '' ? { ref: focusHere } : {})}
        onChange={(event) => onChange({ ...line, text: event.target.value })}
        error={error}
      />
      <div className="row wrap">
        <Segments
          legend={t`Rad ${number} är`}
          hideLegend
          value={line.basis}
          onChange={(basis) => onChange({ ...line, basis })}
          options={[
            ['fact', t`Fakta`],
            ['assumption', t`Antagande`],
          ]}
        />
        {!alone && (
          <Button type="button" size="small" variant="tertiary" data-color="neutral" icon={<TrashIcon aria-hidden />} onClick={onRemove}>
            <Trans>Ta bort</Trans>
            <span className="aksel-sr-only"> {t`rad ${number}`}</span>
          </Button>
        )}
      </div>
    </div>
  )
}
