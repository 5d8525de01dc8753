import { type ReactNode, useId } from 'react'
import { DayInput } from './day-input.tsx'
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

/** A day with its label, what it is for and what is wrong with it. */
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
      <DayInput id={id} value={value} onChange={onChange} min={min} max={max} required={required} isWrong={Boolean(error)} says={says} />
      {error && (
        <p id={`${id}e`} className="date-field-error">
          {error}
        </p>
      )}
    </div>
  )
}
