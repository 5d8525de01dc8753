import type { Certainty } from '@samverkan/domain'
import { useLingui } from '@lingui/react'
import { useId } from 'react'
import { certaintyWords } from './words.ts'

/** Fakta or antagande, always both in sight: told apart by shape and word, not colour. */
export function CertaintyChoice({ label, value, onChange }: { label: string; value: Certainty; onChange: (value: Certainty) => void }) {
  const { _ } = useLingui()
  const name = useId()
  return (
    <fieldset className="certainty-choice">
      <legend className="aksel-sr-only">{label}</legend>
      {(['fact', 'assumption'] as const).map((one) => (
        <label key={one}>
          <input type="radio" name={name} checked={value === one} onChange={() => onChange(one)} />
          <span className={`certainty is-${one}`}>{_(certaintyWords[one])}</span>
        </label>
      ))}
    </fieldset>
  )
}
