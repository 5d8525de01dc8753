import { useLingui } from '@lingui/react/macro'
import { plural } from '@lingui/core/macro'
import { TextField, type TextFieldProps } from '@navikt/ds-react'
import { charactersIn, tidyLine } from '@samverkan/domain'
import { useEffect, useRef } from 'react'

/**
 * One line that holds everything somebody pastes, counts it as the server does, and says how many characters are too many. A native
 * `maxlength` cuts in silence, and what is lost at the end is the password. Its form is not sent while it is too long.
 */
export function CountedField({ most, error, ...rest }: TextFieldProps & { most: number; value: string }) {
  const { t } = useLingui()
  const field = useRef<HTMLInputElement>(null)
  const over = charactersIn(tidyLine(rest.value)) - most
  const isOver = over > 0
  useEffect(() => {
    const input = field.current
    const form = input?.form
    if (!isOver || !form) return
    const stop = (event: Event): void => {
      event.preventDefault()
      event.stopImmediatePropagation()
      input.focus()
    }
    // At the form itself, before the page hears that it was sent.
    form.addEventListener('submit', stop, { capture: true })
    return () => form.removeEventListener('submit', stop, { capture: true })
  }, [isOver])
  const tooMany = t`${plural(over, { one: '# tecken för mycket', other: '# tecken för mycket' })}. Allt du skrivit finns kvar.`
  return <TextField {...rest} ref={field} error={isOver ? tooMany : error} />
}
