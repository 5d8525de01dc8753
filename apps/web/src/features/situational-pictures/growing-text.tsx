import { type TextareaHTMLAttributes, useLayoutEffect, useRef, useState } from 'react'

type Props = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'value' | 'onChange'> & {
  value: string
  onWrite: (text: string) => void
}

/**
 * A text area as tall as its text. What comes from elsewhere while somebody writes here is put in without moving the cursor; a space just
 * typed at the end is not taken away by the saving, which trims.
 */
export function GrowingText({ value, onWrite, className = '', onFocus, onBlur, ...rest }: Props) {
  const field = useRef<HTMLTextAreaElement>(null)
  const [typed, setTyped] = useState<string | null>(null)
  const shown = typed !== null && typed.trim() === value.trim() ? typed : value
  const selection = useRef<[number, number] | null>(null)
  useLayoutEffect(() => {
    const area = field.current
    if (!area || document.activeElement !== area || !selection.current) return
    const [from, to] = selection.current
    if (area.selectionStart !== from || area.selectionEnd !== to) area.setSelectionRange(from, to)
  }, [shown])
  return (
    <textarea
      {...rest}
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
}
