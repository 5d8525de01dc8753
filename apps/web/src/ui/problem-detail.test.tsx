import { CallError } from '@samverkan/contract'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { deviceReady, unlockDevice } from '../lib/device.ts'
import { forgetDraft, writeDraft } from '../lib/drafts.ts'
import type { Code } from '../lib/first-problem-texts.ts'
import { chooseLanguage, LanguageProvider } from '../lib/language.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { ErrorState } from './states.tsx'

/** A device that takes nothing more. */
const full = (storage: Storage) =>
  new Proxy(storage, {
    get: (target, name) => {
      if (name === 'setItem')
        return () => {
          throw new DOMException('full', 'QuotaExceededError')
        }
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
const kept = 'Det du skrivit finns kvar på den här enheten.'
const pageOnly = 'Det du skrivit finns bara på den här sidan: stäng den inte och ladda inte om den.'

beforeEach(async () => {
  localStorage.clear()
  await deviceReady()
  unlockDevice('mia', [{ version: 1, secret: btoa('mia'.padEnd(32)) }])
  await chooseLanguage('sv')
})
afterEach(() => {
  vi.unstubAllGlobals()
  forgetDraft('mia:note-field:i1')
  cleanup()
})
const show = (what: React.ReactNode) =>
  render(
    <LanguageProvider>
      <QueryClientProvider client={new QueryClient()}>{what}</QueryClientProvider>
    </LanguageProvider>,
  )
const refused = (code: Code) => <ErrorState error={new CallError(code, null)} />

test('W1 · a refusal says that the device has the words only when it took them', async () => {
  writeDraft('mia:note-field:i1', 'BESLUT om gasol')
  show(refused('offline'))
  expect(screen.getByRole('alert').textContent).toContain(`${kept} Kontrollera nätet och försök igen.`)
  cleanup()
  vi.stubGlobal('localStorage', full(localStorage))
  writeDraft('mia:note-field:i1', 'BESLUT om gasol: Nacka ansvarar')
  for (const code of ['offline', 'function-ended', 'round-closed'] as const) {
    show(refused(code))
    await screen.findByText(new RegExp(pageOnly))
    expect(screen.getByRole('alert').textContent).not.toContain('enhet')
    cleanup()
  }
})

test('a press that failed with nothing written says nothing of words that are kept', () => {
  for (const code of ['offline', 'unavailable', 'unexpected', 'too-many', 'wrong-state'] as const) {
    show(refused(code))
    expect(screen.getByRole('alert').textContent, code).not.toMatch(/skrivit|skrev/u)
    cleanup()
  }
  // Somebody else's words are not what this person wrote.
  localStorage.setItem('draft:nils:note-field:i1', 'sealed')
  show(refused('offline'))
  expect(screen.getByRole('alert').textContent).not.toContain('skrivit')
})

test('W1 · the words of a refusal that the first page does not carry come when it is shown', async () => {
  show(refused('round-closed'))
  expect(await screen.findByText('Omgången är inte öppen')).toBeTruthy()
})

test('W1 · a page that broke says where the words lie, as it is', () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  vi.stubGlobal('localStorage', full(localStorage))
  writeDraft('mia:note-field:i1', 'BESLUT om gasol')
  const Broken = () => {
    throw new Error('broken')
  }
  show(
    <ErrorBoundary>
      <Broken />
    </ErrorBoundary>,
  )
  expect(screen.getByRole('alert').textContent).toContain(pageOnly)
})
