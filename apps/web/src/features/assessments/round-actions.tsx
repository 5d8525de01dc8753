import type { AssessmentRound } from '@samverkan/contract'
import { useLingui as useMessages } from '@lingui/react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, TextField } from '@navikt/ds-react'
import { stockholmYear } from '@samverkan/domain'
import { useState } from 'react'
import { isoDate } from '../../lib/formats.ts'
import { useNow } from '../../lib/now.ts'
import { problemOf } from '../../lib/problem.ts'
import { DateField } from '../../ui/date-field.tsx'
import { type Left, LeftDialog, useLeft } from '../../ui/left-behind.tsx'
import { Panel } from '../../ui/panel.tsx'
import { RefusedFields } from '../../ui/refused-fields.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { useMoveDueDate, useMoveRound, usePrepareRound } from './queries.ts'
import { roundActionWords } from './words.ts'

type Step = keyof typeof roundActionWords
/** After these nobody's answer is taken any more. */
const ending: readonly Step[] = ['close', 'compile']

/** What the office may do with the round now: one step on, or another last day. */
export function RoundActions({ round }: { round: AssessmentRound }) {
  const { _ } = useMessages()
  const { t } = useLingui()
  const { year, version } = round
  const move = useMoveRound()
  const due = useMoveDueDate()
  const [dueOn, setDueOn] = useState(round.dueOn)
  const error = move.error ?? due.error
  const today = isoDate(useNow())
  const actors = round.opensFor ?? round.assessments.length
  const unsigned = round.assessments.filter(({ state }) => state !== 'submitted').length
  // Whoever ends the round may answer for an actor too: own answers that the server does not have are asked about first.
  const mine = useLeft((rest, value) => rest.startsWith('assessment:') && (value as { place?: { year?: number } }).place?.year === year)
  const [asked, setAsked] = useState<{ action: Step; left: readonly Left[] } | null>(null)
  const goOn = (action: Step) => {
    setAsked(null)
    move.mutate({ year, version, action })
  }
  const go = (action: Step) => {
    const left = ending.includes(action) ? mine.now() : []
    if (left.length > 0) setAsked({ action, left })
    else goOn(action)
  }
  return (
    <div className="panel-body round-actions">
      {error && <ErrorState error={error} />}
      {round.allowed.includes('move-due-date') && (
        <form
          className="row wrap"
          onSubmit={(event) => {
            event.preventDefault()
            due.mutate({ year, version, dueOn })
          }}
        >
          <DateField
            required
            label={t`Sista dag`}
            value={dueOn}
            onChange={setDueOn}
            error={dueOn !== round.dueOn && dueOn !== '' && dueOn < today ? t`Dagen har redan varit.` : undefined}
          />
          <Button
            type="submit"
            size="small"
            variant="secondary"
            loading={due.isPending}
            disabled={dueOn === round.dueOn || !dueOn || dueOn < today}
          >
            <Trans>Flytta sista dagen</Trans>
          </Button>
        </form>
      )}
      {round.allowed.map((action) =>
        action === 'move-due-date' ? null : (
          <Button
            key={action}
            size="small"
            variant={action === 'open' ? 'primary' : 'secondary'}
            loading={move.isPending}
            onClick={() => go(action)}
          >
            {_(roundActionWords[action])}
          </Button>
        ),
      )}
      {asked && (
        <LeftDialog left={asked.left} go={<Trans>Gå vidare ändå</Trans>} onGo={() => goOn(asked.action)} onBack={() => setAsked(null)} />
      )}
      {round.state === 'prepared' && (
        <p className="t-data mut">
          <Plural
            value={actors}
            one="Öppnas omgången ser # aktör den på Läget och kan börja svara. Ingen e-post skickas."
            other="Öppnas omgången ser # aktörer den på Läget och kan börja svara. Ingen e-post skickas."
          />
        </p>
      )}
      {round.state === 'open' && unsigned > 0 && (
        <p className="t-data">
          <Plural
            value={unsigned}
            one={`# aktör av ${actors} har inte skrivit under än och hinner inte om omgången stängs nu. Ingen e-post skickas.`}
            other={`# aktörer av ${actors} har inte skrivit under än och hinner inte om omgången stängs nu. Ingen e-post skickas.`}
          />
        </p>
      )}
      {round.state === 'open' && (
        <p className="t-data mut">
          <Trans>
            När omgången stängs går det inte längre att svara. Det som någon skriver just då finns kvar på den personens enhet, och omgången
            går att öppna igen tills den är sammanställd.
          </Trans>
        </p>
      )}
      {round.state === 'compiled' && (
        <p className="t-data mut">
          <Trans>Att omgången är rapporterad syns för alla som ser den. Ingen e-post skickas.</Trans>
        </p>
      )}
      {round.state === 'closed' && (
        <p className="t-data mut">
          <Trans>
            Öppnas omgången igen kan aktörerna svara vidare, och det som blev kvar på någons enhet skickas. När den är sammanställd går den
            inte att öppna igen. Ingen e-post skickas.
          </Trans>
        </p>
      )}
    </div>
  )
}

export function PrepareRound({ taken }: { taken: readonly number[] }) {
  const { t } = useLingui()
  const now = useNow()
  const thisYear = stockholmYear(new Date(now))
  const proposed = taken.includes(thisYear) ? Math.max(...taken) + 1 : thisYear
  const [year, setYear] = useState(String(proposed))
  const [dueOn, setDueOn] = useState(`${proposed}-12-15`)
  const prepare = usePrepareRound()
  const [tried, setTried] = useState(false)
  const isPast = dueOn !== '' && dueOn < isoDate(now)
  const isYear = /^20\d\d$/u.test(year)
  // There is one of that year already: what the server says stands at the button, and leads here until it is another year.
  const isTaken = prepare.isError && problemOf(prepare.error).code === 'round-exists' && String(prepare.variables?.year) === year
  return (
    <Panel title={<Trans>Förbered en ny omgång</Trans>} padded>
      <form
        className="round-form"
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (isYear && dueOn && !isPast) prepare.mutate({ year: Number(year), dueOn })
        }}
      >
        <TextField
          size="small"
          label={t`År`}
          inputMode="numeric"
          value={year}
          error={(tried || year) && !isYear ? t`Skriv ett årtal med fyra siffror.` : isTaken}
          onChange={(event) => setYear(event.target.value)}
        />
        <DateField required label={t`Sista dag`} value={dueOn} onChange={setDueOn} error={isPast ? t`Dagen har redan varit.` : undefined} />
        <Button type="submit" size="small" variant="secondary" loading={prepare.isPending}>
          <Trans>Förbered</Trans>
        </Button>
        <div className="round-refused">
          {prepare.isError && <ErrorState error={prepare.error} />}
          <RefusedFields />
        </div>
      </form>
      <p className="t-data mut">
        <Trans>Skala: uppfylld, delvis, ej uppfylld eller ej tillämplig. Aktörerna ser omgången när den öppnas.</Trans>
      </p>
    </Panel>
  )
}
