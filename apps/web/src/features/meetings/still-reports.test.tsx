import type { Meeting, RollRow, Session } from '@samverkan/contract'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { chooseLanguage, LanguageProvider } from '../../lib/language.tsx'
import { SessionProvider } from '../../lib/session.tsx'
import { Reports } from './reports.tsx'

beforeEach(() => chooseLanguage('sv'))
afterEach(cleanup)

const row = (name: string, kind: 'something' | 'nothing' | null) =>
  ({
    actor: { id: name, code: name, name },
    report: kind && { kind, savedAt: '2026-12-01T03:40:00Z', savedBy: 'Kim', lines: [], version: 1, isLate: false },
  }) as unknown as RollRow
const reports = (...roll: RollRow[]) => (
  <LanguageProvider>
    <QueryClientProvider client={new QueryClient()}>
      <SessionProvider session={{ user: { id: 'mia', name: 'Mia Lind' } } as Session}>
        <Reports meeting={{ code: 'torsdag', asksReports: true, state: 'planned', roll } as unknown as Meeting} />
        <p>Bredvid</p>
      </SessionProvider>
    </QueryClientProvider>
  </LanguageProvider>
)
const hand = (text: string) => fireEvent(screen.getByText(text), new MouseEvent('pointermove', { bubbles: true }))
const lists = () =>
  [...document.querySelectorAll('ul')].map((ul) => [...ul.children].map((li) => /^\p{Lu}\p{Ll}+/u.exec(li.textContent)?.[0]))

test('an actor that reports under a hand stays where it was waited for, is counted at once, and moves when the hand has gone', () => {
  const page = render(reports(row('Botkyrka', null), row('Nacka', null), row('Salem', 'something')))
  hand('Nacka')
  page.rerender(reports(row('Botkyrka', 'something'), row('Nacka', null), row('Salem', 'something')))
  expect(lists()).toEqual([['Salem'], ['Botkyrka', 'Nacka']])
  expect(screen.getByText('har förrapporterat')).toBeTruthy()
  expect([screen.getByText('2 av 3'), screen.getByText('1 har inte förrapporterat')]).toHaveLength(2)
  hand('Bredvid')
  expect(lists()).toEqual([['Botkyrka', 'Salem'], ['Nacka']])
})
