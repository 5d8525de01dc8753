import type { Home, MeetingPage } from '@samverkan/contract'
import { clockTime, daysBetween, instantOf, localDateOf, plusDays, stockholmYear, weekdayOf, weekOf } from '@samverkan/domain'
import { chosenMoment } from '@samverkan/tools/test-moments'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from '../lib/sql.ts'
import { type Person, problemOf, startApp, type TestApp } from './app.ts'
import { activation, key, makeCallList } from './call-list.ts'
import { createMeasure } from './measures.ts'
import { conference, list, on, plan, planIn, planned, read, run, series } from './meetings.ts'
import { openPicture } from './pictures.ts'

// What has a calendar of its own, told from the clock alone: it holds at whichever moment the tests begin.
let t: TestApp
let tib: Person
let office: Person
let nacka: Person
let today: string
beforeAll(async () => {
  t = await startApp()
  await makeCallList(t.owner)
  tib = await t.person('lst-tib', 'lst-stockholm')
  office = await t.person('koordinator', null)
  nacka = await t.person('contact-function', 'nacka')
  today = localDateOf(t.clock.now())
  await series(t)
})
afterAll(() => t.close())

/** The first Thursday whose 16.00 has not been. */
const thursday = (): string => {
  const ahead = (4 - weekdayOf(today) + 7) % 7
  const date = plusDays(today, ahead)
  return instantOf(date, '16:00') >= t.clock.now() ? date : plusDays(date, 7)
}
const home = async (who: Person): Promise<Home> => (await t.as(who)('GET', '/api/home')).json<Home>()

test('CT7 · these tests live at the moment and in the time zone that were chosen, in code, in SQL and in the process', async () => {
  const at = chosenMoment()
  if (at) {
    expect(t.clock.now().getTime()).toBe(Date.parse(at.instant))
    expect(new Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(at.machine)
  }
  expect((await t.db.lookUp<{ now: Date }>(sql`SELECT app_now() AS now`))?.now).toEqual(t.clock.now())
})

test('CT7 · the series stands on every Thursday at 16.00 on the wall, in its own ISO week, and Läget shows the first', async () => {
  const { items } = await list(t, office, `forum=${conference}&limit=100`)
  expect(items).toHaveLength(26)
  for (const [n, item] of items.toSorted((a, b) => a.localDate.localeCompare(b.localDate)).entries()) {
    const date = plusDays(thursday(), 7 * n)
    const starts = instantOf(date, '16:00')
    expect(item).toMatchObject({ localDate: date, localTime: '16:00', isoYear: weekOf(starts).year, isoWeek: weekOf(starts).week })
    expect(new Date(item.startsAt)).toEqual(starts)
  }
  expect(await series(t)).toBe(0)
  const page = await home(nacka)
  expect(new Date(page.nextConferenceAt ?? '')).toEqual(instantOf(thursday(), '16:00'))
})

test('CT7 · a meeting of today may be planned and held, one of yesterday may not be planned, one of tomorrow not be opened', async () => {
  const code = await planIn(t, tib, 5, { forumCode: 'regional-samordningsgrupp' })
  const meeting = await read(t, office, code)
  expect(clockTime(new Date(t.clock.now().getTime() + 5 * 60_000))).toContain(meeting.localTime)
  await run(t, office, code, 'open')
  expect((await read(t, office, code)).state).toBe('open')
  const yesterday = { forumCode: 'tema-krisstod', localDate: plusDays(today, -1), localTime: '12:00' }
  const refused = await t.as(office)('POST', '/api/meetings', planned(yesterday), key())
  expect(problemOf(refused).code).toMatch(/invalid|time-passed/)
  const later = await plan(t, office, { forumCode: 'tema-krisstod', localDate: plusDays(today, 2), localTime: '23:30' })
  const { opening } = await read(t, office, later)
  expect(clockTime(new Date(opening?.freely ?? 0))).toBe('22:30')
})

test('CT7 · the calendar holds the day and the time on the wall', async () => {
  const meetings = (await t.as(office)('GET', `/api/meetings?forum=${conference}&limit=1`)).json<MeetingPage>()
  expect(meetings.items[0]?.localDate).toBe(thursday())
  const file = await t.as(office)('GET', `/api/meetings/${on(thursday())}/calendar.ics`)
  expect(file.statusCode).toBe(200)
  expect(file.body).toContain(`DTSTART;TZID=Europe/Stockholm:${thursday().replaceAll('-', '')}T160000`)
})

test('CT7 · an answer is late after fifteen minutes, whatever the clock on the wall does meanwhile; the number is of this year', async () => {
  const pressed = t.clock.now()
  const answer = await t.as(tib)('POST', '/api/activations', activation(), key())
  expect(answer.statusCode, answer.body).toBe(201)
  const { code, activations } = answer.json<{ code: string; activations: { lateAt: string }[] }>()
  expect(code.slice(0, 4)).toBe(String(stockholmYear(pressed)))
  expect(new Date(activations[0]?.lateAt ?? 0).getTime() - pressed.getTime()).toBe(15 * 60_000)
  const picture = await openPicture(t, tib, code)
  const [row] = await t.owner<{ minutes: number }>(
    'SELECT extract(epoch FROM cut_off_at - opened_at) / 60 AS minutes FROM situational_picture_collections WHERE picture_id = $1',
    [picture],
  )
  expect(Number(row?.minutes)).toBe(30)
})

test('CT7 · a measure of today is not overdue until the day is over in Stockholm', async () => {
  const one = await createMeasure(t, office, { title: 'Klar i dag', dueOn: today, owner: { office: true } })
  const overdue = async () =>
    (await t.as(office)('GET', '/api/measures?overdue=true')).json<{ items: { id: string }[] }>().items.map(({ id }) => id)
  expect(await overdue()).not.toContain(one.id)
  const midnight = instantOf(plusDays(today, 1), '00:00')
  t.clock.at(new Date(midnight.getTime() - 1_000))
  await t.owner("UPDATE user_sessions SET last_seen_at = $1, expires_at = $1::timestamptz + interval '1 day'", [midnight])
  expect(await overdue()).not.toContain(one.id)
  t.clock.at(midnight)
  expect(await overdue()).toContain(one.id)
  expect(daysBetween(today, localDateOf(t.clock.now()))).toBe(1)
})
