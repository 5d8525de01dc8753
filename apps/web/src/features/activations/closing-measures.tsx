import type { ClosingMeasure, Measure } from '@samverkan/contract'
import { dueFault, lastDueDate, localDateOf } from '@samverkan/domain'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import {} from '@navikt/ds-react'
import { CountedField } from '../../ui/counted-field.tsx'
import { ownerChoice, ownerOf } from '../../lib/measures.ts'
import { useNow } from '../../lib/now.ts'
import { DateField } from '../../ui/date-field.tsx'
import { MeasureDate, MeasureStateTag, OwnerName } from '../../ui/measure-row.tsx'
import { OwnerSelect } from '../../ui/owner-select.tsx'
import { Segments } from '../../ui/segments.tsx'
import './closing-measures.css'

export type Choice = { choice: '' | ClosingMeasure['choice']; owner: string; dueOn: string; reason: string }
export type Choices = Readonly<Record<string, Choice>>
export const noChoice = (measure: Measure): Choice => ({ choice: '', owner: '', dueOn: measure.dueOn, reason: '' })

/** The answer as it is sent, or null while something is missing in it. */
export function closingOf(measure: Measure, given: Choice, now: Date): ClosingMeasure | null {
  const { id, version } = measure
  const { choice, owner, dueOn, reason } = given
  if (choice === 'cancel') return reason.trim() ? { choice, id, version, reason: reason.trim() } : null
  if (dueOn === '' || dueFault(dueOn, now)) return null
  if (choice === 'stay' || choice === 'next-meeting') return { choice, id, version, dueOn }
  return choice === 'hand-over' && owner !== '' ? { choice, id, version, owner: ownerOf(owner), dueOn } : null
}

type Props = { measures: readonly Measure[]; choices: Choices; strict: boolean; onChange: (id: string, choice: Choice) => void }

/** Where each open measure goes. Nothing is chosen beforehand: somebody must have thought of it. */
export function ClosingMeasures({ measures, choices, strict, onChange }: Props) {
  const now = new Date(useNow())
  const count = measures.length
  return (
    <section className="closing-measures" aria-labelledby="closing-measures">
      <h3 id="closing-measures">
        <Plural value={count} one="Vart tar den öppna åtgärden vägen?" other="Vart tar de # öppna åtgärderna vägen?" />
      </h3>
      <ul>
        {measures.map((measure) => (
          <One
            key={measure.id}
            measure={measure}
            given={choices[measure.id] ?? noChoice(measure)}
            now={now}
            strict={strict}
            onChange={(choice) => onChange(measure.id, choice)}
          />
        ))}
      </ul>
    </section>
  )
}

type OneProps = { measure: Measure; given: Choice; now: Date; strict: boolean; onChange: (choice: Choice) => void }
function One({ measure, given, now, strict, onChange }: OneProps) {
  const { t } = useLingui()
  const set = (part: Partial<Choice>) => onChange({ ...given, ...part })
  const fault = given.dueOn === '' ? null : dueFault(given.dueOn, now)
  const missing = strict && closingOf(measure, given, now) === null
  return (
    <li>
      <p className="strong wide">{measure.title}</p>
      <p className="t-data mut row wrap">
        <MeasureStateTag measure={measure} bare />
        <span>
          <OwnerName measure={measure} />
        </span>
        <MeasureDate measure={measure} />
      </p>
      <Segments
        hideLegend
        legend={t`Vart tar ”${measure.title}” vägen?`}
        value={given.choice}
        options={[
          ['stay', t`Står kvar`],
          ['next-meeting', t`Till konferensen`],
          ['hand-over', t`Lämnas över`],
          ['cancel', t`Avbryts`],
        ]}
        onChange={(choice) => set({ choice, owner: choice === 'hand-over' && given.owner === ownerChoice(measure) ? '' : given.owner })}
      />
      {given.choice === '' && missing && <p className="closing-missing">{t`Välj vart åtgärden tar vägen.`}</p>}
      {given.choice === 'hand-over' && (
        <OwnerSelect
          value={given.owner}
          label={t`Ny ansvarig`}
          onChange={(owner) => set({ owner })}
          error={missing && given.owner === '' ? t`Välj vem som tar över.` : undefined}
        />
      )}
      {given.choice !== '' && given.choice !== 'cancel' && (
        <DateField
          label={t`Sista dag`}
          value={given.dueOn}
          min={localDateOf(now)}
          max={lastDueDate(now)}
          onChange={(dueOn) => set({ dueOn })}
          error={
            fault === 'past'
              ? t`Dagen har redan varit. Välj en ny.`
              : fault === 'too_far'
                ? t`Högst två år framåt.`
                : missing && given.dueOn === ''
                  ? t`Välj en dag.`
                  : undefined
          }
        />
      )}
      {given.choice === 'cancel' && (
        <CountedField
          size="small"
          label={t`Varför avbryts den?`}
          value={given.reason}
          most={2000}
          onChange={(event) => set({ reason: event.target.value })}
          error={missing ? t`Skriv ett skäl.` : undefined}
        />
      )}
      {given.choice === 'hand-over' && (
        <p className="t-data mut">
          <Trans>Ett forum kan inte äga en åtgärd: en aktör eller kansliet tar över den.</Trans>
        </p>
      )}
      {given.choice === 'next-meeting' && (
        <p className="t-data mut">
          <Trans>Den står kvar hos den ansvariga och kommer upp på nästa regionala samverkanskonferens.</Trans>
        </p>
      )}
    </li>
  )
}
