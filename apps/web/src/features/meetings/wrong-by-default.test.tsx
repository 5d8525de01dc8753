import type { Meeting, Session } from '@samverkan/contract'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { MemoryRouter } from 'react-router'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { chooseLanguage, LanguageProvider } from '../../lib/language.tsx'
import { SessionProvider } from '../../lib/session.tsx'
import { DayInput } from '../../ui/day-input.tsx'
import { Agenda } from './agenda.tsx'
import { NextConference } from './next-conference.tsx'
import { OpenMeeting } from './open-meeting.tsx'
import { nextConferenceQuery } from './queries.ts'

const item = (id: string, minutes: number) => ({
  id,
  title: id,
  kind: 'information',
  minutes,
  notes: [],
  measures: [],
  questions: [],
  liftedFrom: null,
  liftedTo: [],
})
const meeting = {
  code: 'torsdag-2026-49',
  version: 1,
  state: 'planned',
  minutes: 60,
  opening: null,
  openedBy: 'duty-officer',
  allowed: [],
  mayWrite: [],
  roll: [],
  agenda: [item('Upprop', 30), item('Rapportering', 40)],
} as unknown as Meeting

beforeEach(() => chooseLanguage('sv'))
afterEach(cleanup)
const shown = (page: React.ReactNode, client = new QueryClient()) =>
  render(
    <MemoryRouter>
      <LanguageProvider>
        <QueryClientProvider client={client}>
          <SessionProvider session={{ user: { id: 'mia', name: 'Mia Lind' }, may: [] } as unknown as Session}>{page}</SessionProvider>
        </QueryClientProvider>
      </LanguageProvider>
    </MemoryRouter>,
  )

test('who may not open a meeting reads who does; once it is open nobody is told', () => {
  const said = (openedBy: Meeting['openedBy']) => {
    const { container } = shown(<OpenMeeting meeting={{ ...meeting, openedBy }} />)
    return container.textContent
  }
  expect(said('duty-officer')).toBe('TiB öppnar mötet')
  expect(said('office')).toBe('Kansliet öppnar mötet')
  expect(said(null)).toBe('')
})

test('only what is held on a Thursday is called a Thursday conference', () => {
  const said = (startsAt: string) => {
    cleanup()
    const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } })
    const next = { ...meeting, id: 'm', title: '', isoWeek: 49, startsAt, forum: { nameSv: '', nameEn: '' }, moved: [], asksReports: false }
    client.setQueryData(nextConferenceQuery.queryKey, {
      meeting: next,
      cancelled: [{ ...next, id: 'c', code: 'c' }],
    } as never)
    return shown(<NextConference />, client).container.textContent
  }
  const thursday = said('2099-12-03T15:00:00Z')
  expect(thursday).toContain('Nästa torsdagskonferens')
  expect(thursday).toContain('Torsdagskonferensen tor')
  const tuesday = said('2099-12-01T15:00:00Z')
  expect(tuesday).toContain('Nästa regionala samverkanskonferens')
  expect(tuesday).toContain('Den regionala samverkanskonferensen tis')
  expect(tuesday).not.toMatch(/torsdag/iu)
})

test('an agenda longer than its meeting says by how much, and never “70 av 60”', () => {
  const { container, rerender } = shown(<Agenda meeting={meeting} />)
  expect(container.textContent).toContain('70 min, 10 mer än mötets 60')
  expect(container.textContent).not.toContain('av 60')
  rerender(<></>)
  expect(shown(<Agenda meeting={{ ...meeting, minutes: 75 }} />).container.textContent).toContain('70 av 75 min')
})

test('a day is written and read year first, whatever the browser’s own order, and as people write it', () => {
  function Form() {
    const [day, setDay] = useState('2026-12-03')
    return (
      <>
        <label htmlFor="due">Klar senast</label>
        <DayInput id="due" value={day} onChange={setDay} isWrong={false} />
      </>
    )
  }
  shown(<Form />)
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Klar senast' })
  expect([field.type, field.value, field.placeholder]).toEqual(['text', '2026-12-03', 'åååå-mm-dd'])
  fireEvent.change(field, { target: { value: '20261204' } })
  fireEvent.blur(field)
  expect(field.value).toBe('2026-12-04')
})
