import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { Textarea, type TextareaProps, TextField, type TextFieldProps } from '@navikt/ds-react'
import { charactersIn, tidyLine, tidyText } from '@samverkan/domain'
import { type Ref, type RefObject, useEffect, useImperativeHandle, useRef } from 'react'

/*
 * Fields that hold everything somebody pastes, count it as the server does, and say how many characters are too many. A native `maxlength` cuts in
 * silence, and what is lost at the end is the password; no field of the portal has one (`tools/architecture/cuts.test.ts`).
 */

type Field = HTMLInputElement | HTMLTextAreaElement
/** What is left of `most` characters, less than nothing when they are too many; `tooMany` says so. While it does, the field's form is not sent. */
export function useCount(field: RefObject<Field | null>, tidied: string, most: number): { left: number; tooMany: string | undefined } {
  const { t } = useLingui()
  const left = most - charactersIn(tidied)
  const isOver = left < 0
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
  }, [isOver, field])
  const over = -left
  const tooMany = t`${plural(over, { one: '# tecken för mycket', other: '# tecken för mycket' })}. Allt du skrivit finns kvar.`
  return { left, tooMany: isOver ? tooMany : undefined }
}

/** One line. */
export function CountedField({ most, error, ref, ...rest }: TextFieldProps & { most: number; value: string; ref?: Ref<HTMLInputElement> }) {
  const field = useRef<HTMLInputElement>(null)
  useImperativeHandle(ref, () => field.current as HTMLInputElement)
  const { tooMany } = useCount(field, tidyLine(rest.value), most)
  return <TextField {...rest} ref={field} error={tooMany ?? error} />
}

/** From here on the field says how many characters are left. */
export const nearlyFull = 200

/** Several lines. */
export function CountedText({
  most,
  error,
  ref,
  ...rest
}: TextareaProps & { most: number; value: string; ref?: Ref<HTMLTextAreaElement> }) {
  const field = useRef<HTMLTextAreaElement>(null)
  useImperativeHandle(ref, () => field.current as HTMLTextAreaElement)
  const { left, tooMany } = useCount(field, tidyText(rest.value), most)
  return (
    <div className="counted-text">
      <Textarea {...rest} ref={field} error={tooMany ?? error} />
      {left >= 0 && left < nearlyFull && !rest.readOnly && <CharactersLeft left={left} />}
    </div>
  )
}

export function CharactersLeft({ left }: { left: number }) {
  const { t } = useLingui()
  return <p className="t-meta mut num">{t`${left} tecken kvar`}</p>
}
