import { type ReactNode, useId } from 'react'

type Props = {
  title: ReactNode
  /** A count or one link on the title's line. */
  aside?: ReactNode
  children: ReactNode
  className?: string
  /** Pads the body; leave out for lists, whose rows bring their own padding to keep lines edge to edge. */
  padded?: boolean
}

/** The only container: white on the canvas, a hairline, no shadow. */
export function Panel({ title, aside, children, className = '', padded }: Props) {
  const id = useId()
  return (
    <section className={`panel ${className}`} aria-labelledby={id}>
      <div className="panel-head">
        <h2 className="t-panel" id={id}>
          {title}
        </h2>
        {aside && <div className="panel-aside">{aside}</div>}
      </div>
      {padded ? <div className="panel-body">{children}</div> : children}
    </section>
  )
}

/** One bar of two parts; the words that say the same stand beside it. */
export function Meter({ value, total, label }: { value: number; total: number; label: string }) {
  return (
    <div className="meter" role="img" aria-label={label}>
      <i style={{ width: `${total ? (100 * value) / total : 0}%` }} />
    </div>
  )
}
