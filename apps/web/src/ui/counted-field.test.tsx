import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { chooseLanguage, LanguageProvider } from '../lib/language.tsx'
import { CountedField, CountedText } from './counted-field.tsx'
import { SearchField } from './list.tsx'

beforeEach(() => chooseLanguage('sv'))
afterEach(cleanup)

const send = vi.fn<() => void>()
function Form({ of: Field = CountedField }: { of?: typeof CountedField | typeof CountedText }) {
  const [value, setValue] = useState('')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <Field
        label="Anslutning"
        value={value}
        most={1_000}
        onChange={(event: { target: { value: string } }) => setValue(event.target.value)}
      />
      <button type="submit">Spara</button>
    </form>
  )
}

test('W5 · what is pasted is kept and counted, refused on sending with how many too many, and sent once it fits', () => {
  send.mockClear()
  render(
    <LanguageProvider>
      <Form />
    </LanguageProvider>,
  )
  const field = screen.getByLabelText<HTMLInputElement>('Anslutning')
  const save = () => fireEvent.click(screen.getByRole('button', { name: 'Spara' }))
  expect(field.hasAttribute('maxlength')).toBe(false)
  const link = `https://möte.example/${'l'.repeat(980)} lösenord 🔥`
  fireEvent.change(field, { target: { value: link } })
  expect(field.value).toBe(link)
  expect(screen.getByText(/^12 tecken för mycket\. Allt du skrivit finns kvar\.$/u)).toBeTruthy()
  save()
  expect(send).not.toHaveBeenCalled()
  expect(document.activeElement).toBe(field)
  expect(field.value).toBe(link)
  // A character that JavaScript counts as two is one here, as on the server.
  fireEvent.change(field, { target: { value: '🔥'.repeat(1_000) } })
  expect(screen.queryByText(/tecken för mycket/u)).toBeNull()
  save()
  expect(send).toHaveBeenCalledTimes(1)
})

test('W5 · several lines are counted as the server counts them: a burning forest is one character and a line break one', () => {
  send.mockClear()
  render(
    <LanguageProvider>
      <Form of={CountedText} />
    </LanguageProvider>,
  )
  const field = screen.getByLabelText<HTMLTextAreaElement>('Anslutning')
  const save = () => fireEvent.click(screen.getByRole('button', { name: 'Spara' }))
  expect(field.hasAttribute('maxlength')).toBe(false)
  fireEvent.change(field, { target: { value: '🔥'.repeat(899) } })
  expect(screen.getByText('101 tecken kvar')).toBeTruthy()
  fireEvent.change(field, { target: { value: `${'🔥'.repeat(500)}\r\n${'å'.repeat(502)}  ` } })
  expect(screen.getByText(/^3 tecken för mycket\. Allt du skrivit finns kvar\.$/u)).toBeTruthy()
  save()
  expect(send).not.toHaveBeenCalled()
  expect(document.activeElement).toBe(field)
  fireEvent.change(field, { target: { value: `${'🔥'.repeat(500)}\n${'å'.repeat(499)}  ` } })
  expect(screen.getByText('0 tecken kvar')).toBeTruthy()
  save()
  expect(send).toHaveBeenCalledTimes(1)
})

test('W5 · more than can be looked for stays in the field, and what is looked for is said', () => {
  vi.useFakeTimers()
  try {
    const asked = vi.fn<(words: string) => void>()
    render(
      <LanguageProvider>
        <SearchField label="Sök" value="" onChange={asked} />
      </LanguageProvider>,
    )
    const field = screen.getByRole<HTMLInputElement>('searchbox', { name: 'Sök' })
    const pasted = `${'å'.repeat(99)}👨‍👩‍👧 och mer`
    fireEvent.change(field, { target: { value: pasted } })
    expect(field.value).toBe(pasted)
    expect(screen.getByText('Söker på de första 100 tecknen. Allt du skrivit finns kvar.')).toBeTruthy()
    vi.advanceTimersByTime(200)
    expect(asked).toHaveBeenLastCalledWith('å'.repeat(99))
    fireEvent.change(field, { target: { value: 'å'.repeat(100) } })
    expect(screen.queryByText(/Söker på de första/u)).toBeNull()
    vi.advanceTimersByTime(200)
    expect(asked).toHaveBeenLastCalledWith('å'.repeat(100))
  } finally {
    vi.useRealTimers()
  }
})
