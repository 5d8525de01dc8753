import { useId } from 'react'
import './segments.css'

type Props<Value extends string> = {
  legend: string
  value: Value
  options: readonly (readonly [Value, string])[]
  onChange: (value: Value) => void
  hideLegend?: boolean
}

/** One of a few, all visible: radio buttons that look like one control. */
export function Segments<Value extends string>({ legend, value, options, onChange, hideLegend }: Props<Value>) {
  const name = useId()
  return (
    <fieldset className="segments">
      <legend className={hideLegend ? 'aksel-sr-only' : undefined}>{legend}</legend>
      <div>
        {options.map(([option, words]) => (
          <label key={option}>
            <input type="radio" name={name} value={option} checked={value === option} onChange={() => onChange(option)} />
            {words}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
