import { Trans } from '@lingui/react/macro'
import { useEffect, useRef, useState } from 'react'
import './refused-fields.css'

type Field = { element: HTMLElement; name: string }

const nameOf = (element: HTMLElement): string => {
  const label = (element as HTMLInputElement).labels?.[0] ?? element.closest('fieldset')?.querySelector('legend')
  return (label?.textContent ?? element.getAttribute('aria-label') ?? '').trim()
}
const isSame = (a: readonly Field[], b: readonly Field[]) =>
  a.length === b.length && a.every(({ element, name }, at) => element === b[at]?.element && name === b[at]?.name)

/**
 * At the button that was pressed: which fields keep it from being done, each a way there. The marks themselves stand at the fields, which may be
 * a screen away from whoever pressed. Says nothing before a press.
 */
export function RefusedFields() {
  const here = useRef<HTMLDivElement>(null)
  const [fields, setFields] = useState<readonly Field[]>([])
  useEffect(() => {
    const home = here.current?.closest('form, dialog')
    if (!home) return
    let isPressed = false
    const look = () => {
      if (!isPressed) return
      const found = [...home.querySelectorAll<HTMLElement>('[aria-invalid="true"]')]
        .map((element) => ({ element, name: nameOf(element) }))
        .filter(({ name }) => name !== '')
      setFields((old) => (isSame(old, found) ? old : found))
    }
    const press = ({ target }: Event) => {
      const pressed = target instanceof Element && target.closest('button')
      if (!pressed || pressed.closest('.refused-fields')) return
      isPressed = true
      queueMicrotask(look)
    }
    home.addEventListener('click', press)
    const observer = new MutationObserver(look)
    observer.observe(home, { subtree: true, childList: true, attributes: true, attributeFilter: ['aria-invalid'] })
    return () => {
      observer.disconnect()
      home.removeEventListener('click', press)
    }
  }, [])
  return (
    <div className="refused-fields" ref={here} role="alert">
      {fields.length > 0 && (
        <p className="t-data">
          <Trans>Rätta först:</Trans>{' '}
          {fields.map(({ element, name }) => (
            <button
              key={name}
              type="button"
              onClick={() => {
                const folded = element.closest('details')
                if (folded) folded.open = true
                element.focus({ preventScroll: true })
                element.scrollIntoView({ block: 'center' })
              }}
            >
              {name}
            </button>
          ))}
        </p>
      )}
    </div>
  )
}
