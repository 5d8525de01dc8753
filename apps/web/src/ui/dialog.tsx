import { Trans } from '@lingui/react/macro'
import { XMarkIcon } from '@navikt/aksel-icons'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { settle } from '../lib/steady-hand.ts'
import { PageOnly } from './page-only.tsx'
import { RefusedFields } from './refused-fields.tsx'
import './dialog.css'

type Props = {
  title: ReactNode
  onClose: () => void
  children: ReactNode
  /** The buttons; they stay in sight while the content scrolls. */
  actions?: ReactNode
  wide?: boolean
}

/** On the browser's own modal dialog: Esc closes, the focus stays inside and goes back where it came from. Mounted means open. */
export function Dialog({ title, onClose, children, actions, wide }: Props) {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const element = dialog.current
    const before = document.activeElement
    // Opened, it lies over what was pressed; closed, it lays bare what nobody was looking at.
    settle()
    element?.showModal()
    // Not on the first button: a screen reader should begin with what this is about.
    if (!element?.querySelector('[autofocus]')) heading.current?.focus()
    return () => {
      settle()
      element?.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      className={wide ? 'dialog is-wide' : 'dialog'}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <div className="dialog-head">
        <h2 id={id} ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <button type="button" className="dialog-close" onClick={onClose}>
          <XMarkIcon aria-hidden />
          <span className="aksel-sr-only">
            <Trans>Stäng</Trans>
          </span>
        </button>
      </div>
      {/* A stop for the keyboard: a long list must scroll without a mouse. */}
      <div className="dialog-body" tabIndex={0}>
        <PageOnly />
        {children}
      </div>
      {actions && (
        <div className="dialog-actions">
          <RefusedFields />
          {actions}
        </div>
      )}
    </dialog>
  )
}
