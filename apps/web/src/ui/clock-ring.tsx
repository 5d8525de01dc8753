import { i18n } from '@lingui/core'
import './clock-ring.css'

type Props = {
  /** How many have answered, of how many. */
  value: number
  total: number
  /** Share of the time that is left, 0–1; without it there is no outer arc. */
  left?: number
  size?: number
  /** Small word under the figure, for rings that count minutes. */
  unit?: string
  exercise?: boolean
}

/** Grey while there is time, amber the last quarter, red the last tenth (design-language.md, "Clock ring"). */
export const timeTone = (left: number): 'neutral' | 'warning' | 'danger' => (left <= 0.1 ? 'danger' : left <= 0.25 ? 'warning' : 'neutral')

/** Two readings in one mark: the thick arc is answers, the thin outer one time left. The words must stand beside it. */
export function ClockRing({ value, total, left, size = 56, unit, exercise }: Props) {
  const centre = size / 2
  const outer = centre - 1.5
  const inner = centre - 7.5
  const around = (radius: number) => 2 * Math.PI * radius
  const arc = (radius: number, share: number) => `${around(radius) * Math.min(1, Math.max(0, share))} ${around(radius)}`
  const tone = left === undefined ? 'neutral' : timeTone(left)
  return (
    <span className="clock-ring" style={{ width: size, height: size }}>
      <svg viewBox={`0 0 ${size} ${size}`} width={size} height={size} aria-hidden fill="none">
        {left !== undefined && (
          <>
            <circle cx={centre} cy={centre} r={outer} stroke="var(--sp-line)" strokeWidth="2" />
            <circle
              cx={centre}
              cy={centre}
              r={outer}
              stroke={tone === 'neutral' ? 'var(--sp-ink-2)' : `var(--ax-${tone}-600)`}
              strokeWidth="3"
              strokeDasharray={arc(outer, left)}
            />
          </>
        )}
        <circle cx={centre} cy={centre} r={inner} stroke="var(--ax-bg-neutral-moderate-hover)" strokeWidth="6" />
        <circle
          cx={centre}
          cy={centre}
          r={inner}
          stroke={exercise ? 'var(--sp-ex)' : 'var(--sp-fill-ok)'}
          strokeWidth="6"
          strokeDasharray={arc(inner, total ? value / total : 0)}
        />
      </svg>
      <b className="num" data-size={unit ? 'large' : undefined} aria-hidden>
        {i18n.number(value)}
        {unit && <small>{unit}</small>}
      </b>
    </span>
  )
}
