import { type ReactNode, useId } from 'react'
import './date-field.css'

type Props = {
  label: ReactNode
  value: string
  onChange: (value: string) => void
  /** The first and last day that make sense, as `2026-11-25`. */
  min?: string
  max?: string
  required?: boolean
  error?: ReactNode
  description?: ReactNode
}

/** The browser's own calendar: it speaks the reader's language and needs no code of ours. */
export function DateField({ label, value, onChange, min, max, required = true, error, description }: Props) {
  const id = useId()
  const says = [description ? `${id}d` : '', error ? `${id}e` : ''].filter(Boolean).join(' ')
  return (
    <div className="date-field">
      <label htmlFor={id}>{label}</label>
      {description && (
        <span id={`${id}d`} className="date-field-note">
          {description}
        </span>
      )}
      <input
        id={id}
        type="date"
        value={value}
        min={min}
        max={max}
        required={required}
        aria-invalid={error ? true : undefined}
        aria-describedby={says || undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {error && (
        <p id={`${id}e`} className="date-field-error">
          {error}
        </p>
      )}
    </div>
  )
}
