import { afterAll, expect, test } from 'vitest'
import type { Person } from '../../test/app.ts'
import { conference, list, on, read, series, startMeetings } from '../../test/meetings.ts'

const { t, office } = await startMeetings('2026-10-20T08:00:00Z', { withSeries: false })
afterAll(() => t.close())

test('every Thursday half a year ahead, at 16.00 on the wall across both changes of the clock (AC8)', async () => {
  expect(await series(t)).toBe(26)
  const rows = await t.owner<{ date: string; time: string; starts_at: Date; holiday: string | null }>(
    'SELECT local_date::text AS date, local_time::text AS time, starts_at, holiday FROM meetings ORDER BY starts_at',
  )
  expect(rows).toHaveLength(26)
  expect(new Set(rows.map(({ time }) => time))).toEqual(new Set(['16:00:00']))
  const at = (date: string) => rows.find((row) => row.date === date)?.starts_at.toISOString()
  expect([at('2026-10-22'), at('2026-10-29'), at('2027-03-25'), at('2027-04-01')]).toEqual([
    '2026-10-22T14:00:00.000Z',
    '2026-10-29T15:00:00.000Z',
    '2027-03-25T15:00:00.000Z',
    '2027-04-01T14:00:00.000Z',
  ])
  expect(rows.filter(({ holiday }) => holiday).map(({ date, holiday }) => [date, holiday])).toEqual([
    ['2026-12-24', 'christmas-eve'],
    ['2026-12-31', 'new-years-eve'],
  ])
})

test('keeping it again makes nothing twice, however many do it at once, and a week later only the new Thursday', async () => {
  await Promise.all([series(t), series(t), series(t)])
  expect(await t.owner('SELECT FROM meetings')).toHaveLength(26)
  expect(await t.owner("SELECT FROM journal WHERE type = 'meetings.planned'")).toHaveLength(26)
  t.clock.at('2026-10-27T08:00:00Z')
  expect(await series(t)).toBe(1)
  t.clock.at('2026-10-20T08:00:00Z')
})

test('each begins with the proposed agenda and every member on the roll', async () => {
  const meeting = await read(t, office, on('2026-11-26'))
  expect(meeting).toMatchObject({
    state: 'planned',
    isSeries: true,
    isoWeek: 48,
    isoYear: 2026,
    title: 'Regional samverkanskonferens',
    actors: 37,
  })
  expect(meeting.agenda.map(({ title }) => title)[0]).toBe('Upprop')
  expect(meeting.agenda).toHaveLength(9)
  expect(meeting.agenda.every(({ isProposal }) => isProposal)).toBe(true)
  expect(meeting.roll.map(({ actor }) => actor.name)).toEqual(
    meeting.roll.map(({ actor }) => actor.name).toSorted(new Intl.Collator('sv').compare),
  )
})

test('Ascension Day is made like any other Thursday, and the office is asked four weeks before', async () => {
  const someoneAt = async (at: string): Promise<Person> => {
    t.clock.at(at)
    return t.person('koordinator', null, at)
  }
  const early = await someoneAt('2027-01-15T08:00:00Z')
  await series(t)
  expect((await read(t, early, on('2027-05-06'))).holiday).toBe('ascension-day')
  const asked = async (at: string): Promise<boolean> => (await read(t, await someoneAt(at), on('2027-05-06'))).asksAboutHoliday
  expect(await asked('2027-04-07T21:59:00Z')).toBe(false)
  expect(await asked('2027-04-07T22:00:00Z')).toBe(true)
  const { items } = await list(t, await someoneAt('2027-04-08T08:00:00Z'), `forum=${conference}&limit=100`)
  expect(items.filter((one) => one.asksAboutHoliday).map((one) => one.localDate)).toEqual(['2027-05-06'])
})
