import { dayFault, lastMeetingDate, localDateOf } from '@samverkan/domain'
import { useLingui } from '@lingui/react/macro'
import { useId } from 'react'
import { useNow } from '../../lib/now.ts'
import { readClock } from '../../lib/read-clock.ts'
import { DayInput } from '../../ui/day-input.tsx'
import './form.css'

type Props = { label: string; value: string; onChange: (value: string) => void; error?: string | undefined }

/** A day from today to the last one that is planned for. */
export function DateField({ label, value, onChange, error }: Props) {
  const id = useId()
  const now = new Date(useNow())
  return (
    <div className="when-field">
      <label htmlFor={id}>{label}</label>
      <DayInput
        id={id}
        value={value}
        onChange={onChange}
        min={localDateOf(now)}
        max={lastMeetingDate(now)}
        isWrong={Boolean(error)}
        says={error ? `${id}-error` : undefined}
      />
      {error && (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  )
}

/** Always 24 hours, whatever the device thinks: `16:00`. */
export function TimeField({ label, value, onChange, error }: Props) {
  const id = useId()
  return (
    <div className="when-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        inputMode="numeric"
        className="num"
        size={5}
        autoComplete="off"
        value={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        onChange={(event) => onChange(event.target.value)}
        onBlur={() => onChange(readClock(value) ?? value)}
      />
      {error && (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  )
}

/** What is wrong with a day that somebody has chosen to meet on, in words; undefined when nothing is. */
export function useDayFault(): (date: string) => string | undefined {
  const { t } = useLingui()
  const now = new Date(useNow())
  return (date) => {
    if (!date) return t`Välj en dag.`
    const fault = dayFault(date, now)
    return fault === 'past' ? t`Den dagen har varit.` : fault === 'too_far' ? t`Högst två år framåt.` : undefined
  }
}
