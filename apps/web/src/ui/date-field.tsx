import { useId } from 'react'
import './date-field.css'

type Props = { label: string; value: string; onChange: (value: string) => void; min?: string; error?: string | undefined }

/** The browser's own calendar: it speaks the reader's language and needs no code of ours. */
export function DateField({ label, value, onChange, min, error }: Props) {
  const id = useId()
  return (
    <label className="date-field">
      <span>{label}</span>
      <input
        type="date"
        value={value}
        min={min}
        required
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? id : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {error && (
        <span className="date-field-error" id={id}>
          {error}
        </span>
      )}
    </label>
  )
}
