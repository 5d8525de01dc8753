import { useId } from 'react'
import { readClock } from '../../lib/read-clock.ts'
import './form.css'

type Props = { label: string; value: string; onChange: (value: string) => void; error?: string | undefined; min?: string }

/** The browser's own calendar: it speaks the reader's language and needs no code of ours. */
export function DateField({ label, value, onChange, error, min }: Props) {
  const id = useId()
  return (
    <div className="when-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="date"
        value={value}
        min={min}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        onChange={(event) => onChange(event.target.value)}
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
export function TimeField({ label, value, onChange, error }: Omit<Props, 'min'>) {
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
        maxLength={5}
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
