import type { Home, Session } from '@samverkan/contract'
import { cleanup, render } from '@testing-library/react'
import { MemoryRouter } from 'react-router'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { chooseLanguage, LanguageProvider } from '../../lib/language.tsx'
import { serverNow } from '../../lib/now.ts'
import { SessionProvider } from '../../lib/session.tsx'
import { IncidentCard } from './incident-card.tsx'

type OpenIncident = Home['openIncidents'][number]
const inMinutes = (minutes: number) => new Date(serverNow() + minutes * 60_000).toISOString()
const incident = {
  code: '2026-001',
  title: 'Snöoväder Svealand',
  isExercise: false,
  openedAt: inMinutes(-17),
  description: '',
  forums: [],
  called: 37,
  answered: 2,
  ownCalled: 3,
  ownAnswered: 2,
  ownAnswer: null,
  nextConferenceAt: null,
  channel: null,
  picture: null,
} as unknown as OpenIncident

beforeEach(() => chooseLanguage('sv'))
afterEach(cleanup)
const said = (more: Partial<OpenIncident>) => {
  const { container } = render(
    <MemoryRouter>
      <LanguageProvider>
        <SessionProvider session={{ user: { id: 'mia', name: 'Mia Lind' }, may: [] } as unknown as Session}>
          <IncidentCard incident={{ ...incident, ...more }} compact={false} />
        </SessionProvider>
      </LanguageProvider>
    </MemoryRouter>,
  )
  return container
}

test('an actor that has answered in some of its forums reads in how many, and that the rest waits', () => {
  const links = (more: Partial<OpenIncident>) => said(more).querySelector('.incident-card-links')?.textContent
  expect(links({})).toMatch(/Svara på inkallningen.*Ni har svarat i 2 av 3 forum$/u)
  expect(links({ ownAnswered: 0 })).toMatch(/Svara på inkallningen.*Ni har inte svarat$/u)
  expect(links({ ownAnswered: 3, ownAnswer: 'follows' })).toMatch(/Inkallning.*Ni följer$/u)
  expect(links({ ownCalled: 0, ownAnswered: 0 }), 'who calls is not asked').toMatch(/Inkallning$/u)
})

test('a meeting that has begun is said to go on, and “Inget satt” only where none is', () => {
  const meeting = (minutes: number | null) =>
    [
      ...(said({ nextConferenceAt: minutes === null ? null : inMinutes(minutes), channel: 'telephone' }).querySelector('dl > div')
        ?.children ?? []),
    ]
      .map((one) => one.textContent)
      .join('|')
  expect(meeting(null)).toBe('Nästa möte|Inget satt')
  expect(meeting(12)).toMatch(/^Nästa möte\|\d\d:\d\d[^|]*\|om 1[12] min · telefon$/u)
  expect(meeting(-2)).toMatch(/^Möte sedan\|[^|]*\d\d:\d\d[^|]*\|telefon$/u)
  expect(meeting(-61), 'nobody has said that it still goes on').toMatch(/^Nästa möte\|Inget satt\|förra mötet [^|]*\d\d:\d\d$/u)
})
