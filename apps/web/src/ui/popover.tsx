import { type ReactNode, useId, useRef } from 'react'
import './popover.css'

type Props = {
  className?: string
  /** What stands on the button; visible or hidden text, so that it has a name. */
  button: ReactNode
  label: string
  children: (close: () => void) => ReactNode
}

/** Safari 16 has none: there the button shows and hides the panel. */
const isNative = 'popover' in HTMLElement.prototype

/**
 * A button and the panel it opens, on the browser's own popover: Esc and a press outside close it, focus returns.
 * On the desktop it hangs under the header's right edge, on a phone it is a sheet from below.
 */
export function Popover({ className, button, label, children }: Props) {
  const id = useId()
  const panel = useRef<HTMLDivElement>(null)
  const toggle = () => panel.current?.classList.toggle('is-open')
  const close = () => (isNative ? panel.current?.hidePopover() : panel.current?.classList.remove('is-open'))
  return (
    <>
      <button type="button" className={className} popoverTarget={id} onClick={isNative ? undefined : toggle}>
        {button}
      </button>
      <div ref={panel} id={id} popover="auto" className="popover" role="dialog" aria-label={label}>
        {children(close)}
      </div>
    </>
  )
}
