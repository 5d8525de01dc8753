import type { Meeting, MeetingPage } from '@samverkan/contract'
import { expect } from 'vitest'
import { keepSeries } from '../jobs/meetings.ts'
import { openDatabase } from '../lib/db.ts'
import { type Person, startApp, type TestApp } from './app.ts'
import { key } from './call-list.ts'

export const conference = 'regional-samverkanskonferens'
/** The series as the worker keeps it, and the address of the conference on a date. */
export const series = async (t: TestApp): Promise<number> => {
  const db = openDatabase(t.database.workerUrl, 1, () => {})
  try {
    return await keepSeries(db, t.clock.now())
  } finally {
    await db.close()
  }
}
export const on = (date: string): string => `${conference}-${date}`
/** A portal for tests of meetings: those who run them, the office, and two actors that take part; the series made unless told not to. */
export const startMeetings = async (start: string, { withSeries = true } = {}) => {
  const t = await startApp({ start })
  const tib = await t.person('lst-tib', 'lst-stockholm')
  const rsib = await t.person('rsib', null)
  const office = await t.person('koordinator', null)
  const nacka = await t.person('contact-function', 'nacka')
  const salem = await t.person('contact-function', 'salem')
  if (withSeries) await series(t)
  return { t, tib, rsib, office, nacka, salem }
}

export const read = async (t: TestApp, who: Person, code: string): Promise<Meeting> => {
  const answer = await t.as(who)('GET', `/api/meetings/${code}`)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json<Meeting>()
}
export const list = async (t: TestApp, who: Person, query = ''): Promise<MeetingPage> => {
  const answer = await t.as(who)('GET', `/api/meetings?${query}`)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json<MeetingPage>()
}

export const planned = (more: Record<string, unknown> = {}) => ({
  forumCode: 'regional-samordningsgrupp',
  title: '',
  localDate: '2026-12-02',
  localTime: '09:30',
  minutes: 120,
  channel: 'physical',
  place: 'Regionhuset',
  dialIn: '',
  isExercise: false,
  asksReports: false,
  ...more,
})
export const plan = async (t: TestApp, who: Person, more: Record<string, unknown> = {}): Promise<string> => {
  const answer = await t.as(who)('POST', '/api/meetings', planned(more), key())
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json<{ code: string }>().code
}
/** One step of the meeting, at the version it has. */
export const step = async (t: TestApp, who: Person, code: string, action: string, more: Record<string, unknown> = {}) => {
  const { version } = await read(t, who, code)
  return t.as(who)('POST', `/api/meetings/${code}/state`, { action, version, ...more })
}
/** The steps of a meeting, one after the other; one that is not due yet is opened when it is, and the day of the test goes on after. */
export const run = async (t: TestApp, who: Person, code: string, ...actions: string[]): Promise<void> => {
  for (const action of actions) {
    const now = t.clock.now()
    const { opening } = await read(t, who, code)
    const waits = action === 'open' && opening !== null && new Date(opening.freely) > now
    if (waits) await moveTo(t, opening.freely)
    const answer = await step(t, who, code, action, action === 'close' ? { anyway: true } : {})
    expect(answer.statusCode, `${action}: ${answer.body}`).toBe(200)
    if (waits) await moveTo(t, now.toISOString())
  }
}
/** A meeting that begins in so many minutes: of the weekly conference's forum, unless another is named. */
export const planIn = (t: TestApp, who: Person, minutes: number, more: Record<string, unknown> = {}): Promise<string> => {
  const at = new Date(t.clock.now().getTime() + minutes * 60_000)
  const [localDate = '', time = ''] = at.toLocaleString('sv-SE', { timeZone: 'Europe/Stockholm' }).split(' ')
  return plan(t, who, { forumCode: conference, localDate, localTime: time.slice(0, 5), ...more })
}
/** Days go by, and whoever is logged in has been so all along. */
export const moveTo = async (t: TestApp, instant: string): Promise<void> => {
  t.clock.at(instant)
  await t.owner("UPDATE user_sessions SET last_seen_at = $1, expires_at = $1::timestamptz + interval '1 day'", [instant])
}
