import { Trans, useLingui } from '@lingui/react/macro'
import { CalendarIcon } from '@navikt/aksel-icons'
import { useEffect, useRef, useState } from 'react'
import { useNow } from '../lib/now.ts'
import { readDay } from '../lib/read-day.ts'
import './day-input.css'

type Props = {
  id: string
  /** As `2026-12-03`, or nothing. */
  value: string
  onChange: (value: string) => void
  min?: string | undefined
  max?: string | undefined
  required?: boolean | undefined
  isWrong: boolean
  /** What describes it, as ids. */
  says?: string | undefined
}

/**
 * A day, written as it is read here: the browser's own field shows month before day to whoever has an American device. What is typed is read when
 * one leaves the field; the calendar is still the browser's. While it is no day the value is empty and what was typed stays.
 */
export function DayInput({ id, value, onChange, min, max, required, isWrong, says }: Props) {
  const { t } = useLingui()
  const now = useNow()
  const [text, setText] = useState(value)
  const given = useRef(value)
  const field = useRef<HTMLInputElement>(null)
  const calendar = useRef<HTMLInputElement>(null)
  const [isLeft, setLeft] = useState(value !== '')
  useEffect(() => {
    // Set from outside: a draft that came back, or a form begun anew.
    if (value === given.current) return
    given.current = value
    setText(value)
  }, [value])
  const day = readDay(text, new Date(now))
  const isUnread = text.trim() !== '' && day === null
  const isOut = day !== null && ((min !== undefined && day < min) || (max !== undefined && day > max))
  const [first, last] = [min ?? '–', max ?? '–']
  const unread = t`Skriv dagen som 2026-12-03 eller 3/12.`
  useEffect(() => {
    field.current?.setCustomValidity(isUnread ? unread : isOut ? t`Välj en dag mellan ${first} och ${last}.` : '')
  }, [isUnread, isOut, unread, first, last, t])
  const give = (next: string) => {
    given.current = next
    if (next !== value) onChange(next)
  }
  const errorId = `${id}-day`
  const isShown = isUnread && isLeft
  return (
    <>
      <span className="day-input">
        <input
          ref={field}
          id={id}
          type="text"
          inputMode="numeric"
          className="num"
          autoComplete="off"
          placeholder={t`åååå-mm-dd`}
          value={text}
          required={required}
          aria-invalid={isWrong || isShown ? true : undefined}
          aria-describedby={[says, isShown ? errorId : ''].filter(Boolean).join(' ') || undefined}
          onChange={(event) => {
            setText(event.target.value)
            setLeft(false)
            give(readDay(event.target.value, new Date(now)) ?? '')
          }}
          onBlur={() => {
            setLeft(true)
            if (day) setText(day)
          }}
        />
        <input
          ref={calendar}
          className="day-input-calendar"
          type="date"
          tabIndex={-1}
          aria-hidden
          value={day ?? ''}
          min={min}
          max={max}
          onChange={(event) => {
            setText(event.target.value)
            setLeft(true)
            give(event.target.value)
          }}
        />
        <button
          type="button"
          className="day-input-open"
          onClick={() => {
            try {
              calendar.current?.showPicker()
            } catch {
              // A browser without it: the field takes what is typed.
              field.current?.focus()
            }
          }}
        >
          <CalendarIcon aria-hidden />
          <span className="aksel-sr-only">
            <Trans>Välj i kalender</Trans>
          </span>
        </button>
      </span>
      {isShown && (
        <p id={errorId} className="field-error day-input-error" role="alert">
          {unread}
        </p>
      )}
    </>
  )
}
