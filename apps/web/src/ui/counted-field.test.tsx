import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { chooseLanguage, LanguageProvider } from '../lib/language.tsx'
import { CountedField } from './counted-field.tsx'

beforeEach(() => chooseLanguage('sv'))
afterEach(cleanup)

const send = vi.fn<() => void>()
function Form() {
  const [value, setValue] = useState('')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <CountedField label="Anslutning" value={value} most={1_000} onChange={(event) => setValue(event.target.value)} />
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
