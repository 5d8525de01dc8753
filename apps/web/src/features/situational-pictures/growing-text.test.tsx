import { pictureLimits } from '@samverkan/domain'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { chooseLanguage, LanguageProvider } from '../../lib/language.tsx'
import { GrowingText } from './growing-text.tsx'

beforeEach(() => chooseLanguage('sv'))
afterEach(cleanup)

const send = vi.fn<() => void>()
function Form() {
  const [text, setText] = useState('')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <GrowingText aria-label="Sammanfattning" most={pictureLimits.summary} value={text} onWrite={setText} />
      <button type="submit">Spara</button>
    </form>
  )
}

test('W5 · 7,025 characters pasted into a summary are kept, counted, and refused on sending with how many too many', () => {
  render(
    <LanguageProvider>
      <Form />
    </LanguageProvider>,
  )
  const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Sammanfattning' })
  const pasted = `${'Läget är oförändrat. '.repeat(400)}`.slice(0, 7_024) + '🔥'
  fireEvent.change(field, { target: { value: pasted } })
  expect(field.hasAttribute('maxlength')).toBe(false)
  expect(field.value).toBe(pasted)
  expect(screen.getByRole('alert').textContent).toMatch(/^3\s?025 tecken för mycket\. Allt du skrivit finns kvar\.$/u)
  expect(field.getAttribute('aria-invalid')).toBe('true')
  fireEvent.click(screen.getByRole('button', { name: 'Spara' }))
  expect(send).not.toHaveBeenCalled()
  expect(document.activeElement).toBe(field)
  fireEvent.change(field, { target: { value: '🔥'.repeat(3_900) } })
  expect(screen.queryByRole('alert')).toBeNull()
  expect(screen.getByText('100 tecken kvar')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Spara' }))
  expect(send).toHaveBeenCalledTimes(1)
})
