import { afterAll, expect, test } from 'vitest'
import { type Person, problemOf } from '../../test/app.ts'
import { key } from '../../test/call-list.ts'
import { on, plan, read, run, startMeetings } from '../../test/meetings.ts'

const { t, tib, office, nacka } = await startMeetings('2026-11-25T08:00:00Z')
afterAll(() => t.close())
const make = async (who: Person): Promise<string> =>
  new URL((await t.as(who)('POST', '/api/meetings/calendar')).json<{ url: string }>().url).pathname
/** What stands in the calendar of one event, unfolded. */
const eventOf = (text: string, id: string): Record<string, string> => {
  const lines = text.replaceAll('\r\n ', '').split('\r\n')
  const at = lines.findIndex((line) => line.startsWith(`UID:${id}@`))
  const [from, to] = [lines.lastIndexOf('BEGIN:VEVENT', at), lines.indexOf('END:VEVENT', at)]
  return Object.fromEntries(lines.slice(from + 1, to).map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]))
}
const fetch = async (url: string): Promise<string> => {
  const answer = await t.app.inject({ method: 'GET', url })
  expect(answer.statusCode, answer.body).toBe(200)
  expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8')
  return answer.body
}

test('a feed needs no session, only its address; the database holds the hash of it', async () => {
  const url = await make(nacka)
  const token = url.split('/').at(-1)?.replace('.ics', '') ?? ''
  expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  const text = await fetch(url)
  expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(26)
  const [row] = await t.owner<{ row: string }>('SELECT row_to_json(f)::text AS row FROM meeting_calendar_feeds f')
  expect(row?.row).not.toContain(token)
  expect(await t.owner("SELECT FROM journal WHERE data::text LIKE '%' || $1 || '%'", [token])).toEqual([])
  expect((await t.as(nacka)('GET', '/api/meetings/calendar')).json<{ feed: { lastReadAt: string } }>().feed.lastReadAt).not.toBeNull()
})

test('a moved meeting is the same event with a higher SEQUENCE and local time; a cancelled one says so', async () => {
  const url = await make(nacka)
  const code = on('2027-03-25')
  const { id } = await read(t, office, code)
  const before = eventOf(await fetch(url), id)
  expect(before).toMatchObject({ 'DTSTART;TZID=Europe/Stockholm': '20270325T160000', SEQUENCE: '0', STATUS: 'CONFIRMED' })
  const post = async (path: string, body: Record<string, unknown>) => {
    const { version } = await read(t, office, code)
    expect((await t.as(office)('POST', `/api/meetings/${code}/${path}`, { ...body, version })).statusCode).toBe(200)
  }
  await post('moves', { localDate: '2027-03-26', localTime: '09:00', reason: 'Krock' })
  await post('moves', { localDate: '2027-03-24', localTime: '10:00', reason: 'Krock igen' })
  const moved = eventOf(await fetch(url), id)
  expect(moved).toMatchObject({
    UID: before['UID'],
    'DTSTART;TZID=Europe/Stockholm': '20270324T100000',
    'DTEND;TZID=Europe/Stockholm': '20270324T110000',
    SEQUENCE: '2',
  })
  await post('cancellation', { reason: 'KANARIE' })
  const text = await fetch(url)
  expect(eventOf(text, id)).toMatchObject({ UID: before['UID'], STATUS: 'CANCELLED', SEQUENCE: '3' })
  expect(text).not.toContain('KANARIE')
})

test('nothing of what a meeting is about is in it: title, time, place and link only', async () => {
  const code = await plan(t, tib, {
    localDate: '2026-11-26',
    place: 'Regionhuset, plan 3; ingång B',
    dialIn: 'KANARIE 08-123',
    asksReports: true,
    isExercise: true,
    title: 'Vinterövning',
  })
  await run(t, office, code, 'open')
  const meeting = await read(t, tib, code)
  const itemId = meeting.agenda[0]?.id
  await t.as(office)('POST', `/api/meetings/${code}/agenda/${itemId}/notes`, { actorCode: null, text: 'KANARIE i en anteckning' }, key())
  await t.as(nacka)('PUT', `/api/meetings/${code}/report`, {
    kind: 'something',
    lines: [{ basis: 'fact', text: 'KANARIE i en rapport' }],
    basedOn: 0,
  })
  const text = await fetch(await make(nacka))
  expect(text).not.toContain('KANARIE')
  expect(eventOf(text, meeting.id)).toMatchObject({
    SUMMARY: 'ÖVNING: Vinterövning',
    LOCATION: 'Regionhuset\\, plan 3\\; ingång B',
    URL: `http://localhost:3000/moten/${code}`,
  })
})

test('an address ends when it is revoked or replaced, or its person is disabled or without a function', async () => {
  const refused = async (url: string): Promise<string> => problemOf(await t.app.inject({ method: 'GET', url })).code
  const first = await make(nacka)
  const second = await make(nacka)
  expect(await refused(first)).toBe('not-found')
  await fetch(second)
  expect((await t.as(nacka)('DELETE', '/api/meetings/calendar')).statusCode).toBe(204)
  expect(await refused(second)).toBe('not-found')
  const leaving = await t.person('contact-function', 'salem')
  const third = await make(leaving)
  await t.owner("UPDATE users SET status = 'disabled' WHERE id = $1", [leaving.id])
  expect(await refused(third)).toBe('not-found')
  await t.owner("UPDATE users SET status = 'active' WHERE id = $1", [leaving.id])
  await fetch(third)
  await t.owner('UPDATE user_functions SET valid_to = $2 WHERE user_id = $1', [leaving.id, t.clock.now()])
  expect(await refused(third)).toBe('not-found')
  for (const file of ['x.ics', `${'x'.repeat(43)}`, `${'x'.repeat(43)}.ical`, '%00.ics'])
    expect(['not-found', 'invalid']).toContain(await refused(`/api/meetings/calendar/${file}`))
})

test('one meeting is a file for whoever is logged in; guessing at addresses is slowed down', async () => {
  const one = await t.as(nacka)('GET', `/api/meetings/${on('2026-12-03')}/calendar.ics`)
  expect(one.headers['content-disposition']).toContain('regional-samverkanskonferens-2026-12-03.ics')
  expect(one.body.match(/BEGIN:VEVENT/g)).toHaveLength(1)
  expect(problemOf(await t.as(null)('GET', `/api/meetings/${on('2026-12-03')}/calendar.ics`)).code).toBe('not-signed-in')
  const codes = new Set<string>()
  for (let i = 0; i < 70; i += 1)
    codes.add(
      problemOf(await t.app.inject({ method: 'GET', url: `/api/meetings/calendar/${'x'.repeat(43)}.ics`, remoteAddress: '192.0.2.7' }))
        .code,
    )
  expect([...codes]).toEqual(['not-found', 'too-many'])
})

test('whoever guesses at addresses shuts nobody out: one that exists opens, from the guesser’s own network as well', async () => {
  const real = await make(nacka)
  const guess = (remoteAddress: string) =>
    t.app.inject({ method: 'GET', url: `/api/meetings/calendar/${'y'.repeat(43)}.ics`, remoteAddress })
  const answers = await Promise.all(Array.from({ length: 200 }, (_, i) => guess(`2001:db8:7:7::${i.toString(16)}`)))
  expect(answers.filter(({ statusCode }) => statusCode === 404)).toHaveLength(60)
  expect(answers.filter(({ statusCode }) => statusCode === 429)).toHaveLength(140)
  // One subscriber numbers a /64 as they like; the next one is somebody else.
  expect((await guess('2001:db8:7:7:ffff::1')).statusCode).toBe(429)
  expect((await guess('2001:db8:7:8::1')).statusCode).toBe(404)
  for (const remoteAddress of ['2001:db8:7:7::1', '192.0.2.50', '127.0.0.1'])
    expect((await t.app.inject({ method: 'GET', url: real, remoteAddress })).statusCode, remoteAddress).toBe(200)
})
