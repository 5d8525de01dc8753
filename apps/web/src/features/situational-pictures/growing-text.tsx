import { tidyText } from '@samverkan/domain'
import { type TextareaHTMLAttributes, useId, useLayoutEffect, useRef, useState } from 'react'
import { CharactersLeft, nearlyFull, useCount } from '../../ui/counted-field.tsx'

type Props = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'value' | 'onChange' | 'maxLength'> & {
  value: string
  /** How many characters the server takes; more are kept here and said to be too many. */
  most: number
  /** How many there are stands elsewhere. */
  isCounted?: boolean
  onWrite: (text: string) => void
}

/**
 * A text area as tall as its text. What comes from elsewhere while somebody writes here is put in without moving the cursor; a space just
 * typed at the end is not taken away by the saving, which trims.
 */
export function GrowingText({ value, most, isCounted = false, onWrite, className = '', onFocus, onBlur, ...rest }: Props) {
  const field = useRef<HTMLTextAreaElement>(null)
  const [typed, setTyped] = useState<string | null>(null)
  const shown = typed !== null && typed.trim() === value.trim() ? typed : value
  const says = useId()
  const { left, tooMany } = useCount(field, tidyText(shown), most)
  const selection = useRef<[number, number] | null>(null)
  useLayoutEffect(() => {
    const area = field.current
    if (!area || document.activeElement !== area || !selection.current) return
    const [from, to] = selection.current
    if (area.selectionStart !== from || area.selectionEnd !== to) area.setSelectionRange(from, to)
  }, [shown])
  const area = (
    <textarea
      {...rest}
      aria-invalid={tooMany ? true : undefined}
      aria-describedby={[rest['aria-describedby'], tooMany && says].filter(Boolean).join(' ') || undefined}
      ref={field}
      rows={1}
      className={`growing-text ${className}`}
      value={shown}
      onFocus={onFocus}
      onBlur={(event) => {
        setTyped(null)
        selection.current = null
        onBlur?.(event)
      }}
      onSelect={({ currentTarget }) => {
        selection.current = [currentTarget.selectionStart, currentTarget.selectionEnd]
      }}
      onChange={({ currentTarget }) => {
        selection.current = [currentTarget.selectionStart, currentTarget.selectionEnd]
        setTyped(currentTarget.value)
        onWrite(currentTarget.value)
      }}
    />
  )
  return (
    <>
      {area}
      {tooMany ? (
        <p id={says} className="growing-text-over" role="alert">
          {tooMany}
        </p>
      ) : (
        left < nearlyFull && !rest.readOnly && !isCounted && <CharactersLeft left={left} />
      )}
    </>
  )
}
