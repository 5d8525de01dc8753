import type { Meeting } from '@samverkan/contract'
import { instantOf } from '@samverkan/domain'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { type Person, problemOf } from '../../test/app.ts'
import { contactPoint } from '../../test/builders.ts'
import { key } from '../../test/call-list.ts'
import { conference, list, moveTo, on, plan, planIn, planned, read, run, series, step, startMeetings } from '../../test/meetings.ts'

const { t, tib, rsib, office, nacka } = await startMeetings('2026-11-24T08:00:00Z')
afterAll(() => t.close())
beforeEach(() => moveTo(t, '2026-11-24T08:00:00Z'))

const post = (who: Person, url: string, body: unknown) => t.as(who)('POST', `/api/meetings/${url}`, body)

describe('a conference from plan to documentation (P-09)', () => {
  const code = on('2026-11-26')
  test('RSIB sets the agenda, TiB opens, RSIB closes, TiB documents and distributes; nobody else', async () => {
    expect((await read(t, rsib, code)).allowed).toEqual(['set-agenda', 'move', 'cancel'])
    // Two days ahead it cannot be opened; TiB is told from when.
    expect(await read(t, tib, code)).toMatchObject({
      allowed: ['move', 'cancel'],
      opening: { withReason: '2026-11-25T23:00:00.000Z', freely: '2026-11-26T14:00:00.000Z' },
    })
    expect(await read(t, rsib, code), 'who sees no button is told who has one').toMatchObject({ opening: null, openedBy: 'duty-officer' })
    expect((await read(t, office, code)).allowed).toEqual(['move', 'cancel'])
    expect((await read(t, nacka, code)).allowed).toEqual([])
    expect(problemOf(await step(t, tib, code, 'set-agenda')).code).toBe('forbidden')
    await run(t, rsib, code, 'set-agenda')
    expect((await read(t, nacka, code)).agenda.some(({ isProposal }) => isProposal)).toBe(false)
    expect(problemOf(await step(t, rsib, code, 'open')).code).toBe('forbidden')
    await moveTo(t, '2026-11-26T15:00:00Z')
    expect((await read(t, tib, code)).allowed).toEqual(['open', 'move', 'cancel'])
    await run(t, tib, code, 'open')
    const opened = await read(t, tib, code)
    expect(opened.turn).toMatchObject({ itemId: opened.agenda[0]?.id, actorId: null, since: '2026-11-26T15:00:00+00:00' })
    expect(opened.agenda[0]?.beganAt).toBe('2026-11-26T15:00:00+00:00')
    expect(
      opened.roll.find(({ actor }) => actor.code === 'lst-stockholm'),
      'whoever opens it is there, and is not missed in their own minutes',
    ).toMatchObject({ presence: 'present', person: tib.name })
    await moveTo(t, '2026-11-26T15:40:00Z')
    await run(t, rsib, code, 'close')
    const closed = await read(t, tib, code)
    expect(closed).toMatchObject({ state: 'closed', turn: { itemId: null, actorId: null, since: null } })
    expect(closed.agenda[0]?.endedAt).toBe('2026-11-26T15:40:00+00:00')
    await run(t, tib, code, 'document')
    const { version } = await read(t, tib, code)
    expect((await post(tib, `${code}/distribution`, { version, handling: 'open' })).json()).toEqual({
      state: 'distributed',
      version: version + 1,
    })
    expect(await read(t, rsib, code)).toMatchObject({ state: 'distributed', handling: 'open', allowed: [], mayWrite: ['lift'] })
  })

  test('what has been distributed never changes again, not even for the owner of the database', async () => {
    const { agenda } = await read(t, tib, code)
    const [item] = agenda
    const note = await t.as(tib)('POST', `/api/meetings/${code}/agenda/${item?.id}/notes`, { actorCode: null, text: 'I efterhand' }, key())
    expect(problemOf(note).code).toBe('meeting-locked')
    await expect(t.owner(`UPDATE meeting_items SET title = 'x' WHERE id = $1`, [item?.id])).rejects.toThrow('cannot be written')
    await expect(t.owner(`UPDATE meetings SET place = 'x' WHERE code = $1`, [code])).rejects.toThrow('distributed')
  })

  test('a step on an older version is refused with the present one, and one out of order with its own word', async () => {
    const next = on('2026-12-03')
    expect(problemOf(await post(tib, `${next}/state`, { action: 'open', version: 9 })).code).toBe('stale-version')
    expect(problemOf(await step(t, tib, next, 'document')).code).toBe('wrong-state')
    await moveTo(t, '2026-12-03T15:00:00Z')
    const twice = await Promise.all([1, 2].map(() => post(tib, `${next}/state`, { action: 'open', version: 1 })))
    expect(twice.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
  })
})

test('opening is free from an hour before, asks for a reason earlier on the day, and is refused on another day', async () => {
  const opening = async (code: string, more: Record<string, unknown> = {}) => step(t, tib, code, 'open', more)
  const code = await plan(t, tib, { forumCode: conference, localDate: '2026-11-25', localTime: '16:00', asksReports: true })
  const reason = 'Alla är redan på linjen'
  expect(problemOf(await opening(code, { reason })).code).toBe('too-early')
  await moveTo(t, '2026-11-25T08:00:00Z')
  expect(problemOf(await opening(code)).code).toBe('reason-needed')
  expect(problemOf(await opening(code, { reason: '   ' })).code).toBe('invalid')
  expect((await read(t, tib, code)).state).toBe('planned')
  expect((await opening(code, { reason })).json()).toMatchObject({ state: 'open' })
  expect(await read(t, nacka, code)).toMatchObject({
    state: 'open',
    earlyReason: reason,
    openedAt: '2026-11-25T08:00:00+00:00',
    opening: null,
  })
  expect(
    await t.owner(`SELECT data FROM journal WHERE type = 'meetings.advanced' AND subject_id = (SELECT id FROM meetings WHERE code = $1)`, [
      code,
    ]),
  ).toEqual([{ data: { action: 'open', state: 'open', early: true } }])
  // An hour before nobody is asked, and what is said all the same is not kept.
  const due = await planIn(t, tib, 59)
  expect((await opening(due, { reason })).statusCode).toBe(200)
  expect((await read(t, tib, due)).earlyReason).toBeNull()
})

test('closing asks about those present who have said nothing, and can be done anyway', async () => {
  const code = await plan(t, tib, { forumCode: conference, localDate: '2026-11-27', asksReports: true })
  await run(t, tib, code, 'open')
  await t.as(tib)('PUT', `/api/meetings/${code}/attendance/nacka`, { presence: 'present' })
  await t.as(tib)('PUT', `/api/meetings/${code}/attendance/salem`, { presence: 'present' })
  const refused = await step(t, rsib, code, 'close')
  expect(problemOf(refused).code).toBe('reports-missing')
  expect(refused.json<{ current: unknown }>().current).toEqual([
    { code: 'nacka', name: 'Nacka kommun' },
    { code: 'salem', name: 'Salems kommun' },
  ])
  await t.as(nacka)('PUT', `/api/meetings/${code}/report`, { kind: 'nothing', lines: [], basedOn: 0 })
  const { turn } = await read(t, tib, code)
  await t.as(tib)('PUT', `/api/meetings/${code}/turn`, { itemId: turn.itemId, actorCode: 'salem', basedOn: turn.version })
  expect((await step(t, rsib, code, 'close')).statusCode).toBe(200)
  expect((await step(t, tib, code, 'reopen')).statusCode).toBe(200)
})

describe('a Thursday moved and cancelled', () => {
  const code = on('2026-12-10')
  const move = async (localDate: string, localTime: string, reason: string) => {
    const { version } = await read(t, office, code)
    return post(office, `${code}/moves`, { localDate, localTime, reason, version })
  }
  test('moved twice it is one meeting with two moves, at one address, and its Thursday is not made again', async () => {
    expect((await move('2026-12-09', '15:00', 'Lucia')).json()).toMatchObject({ localDate: '2026-12-09', localTime: '15:00' })
    expect((await move('2026-12-11', '10:30', 'Nya besked')).statusCode).toBe(200)
    const moved = await read(t, nacka, code)
    expect(moved).toMatchObject({
      localDate: '2026-12-11',
      localTime: '10:30',
      startsAt: '2026-12-11T09:30:00+00:00',
      moves: 2,
      state: 'planned',
    })
    expect(moved.moved.map(({ fromDate, toDate, reason }) => [fromDate, toDate, reason])).toEqual([
      ['2026-12-10', '2026-12-09', 'Lucia'],
      ['2026-12-09', '2026-12-11', 'Nya besked'],
    ])
    expect(await series(t)).toBe(0)
    expect(
      (await list(t, office, `forum=${conference}&limit=100`)).items.filter(({ localDate }) => localDate.startsWith('2026-12-1')),
    ).toHaveLength(2)
  })

  test('two who move at once: one is moved, the other is told', async () => {
    const { version } = await read(t, office, code)
    const answers = await Promise.all(
      ['12:00', '13:00'].map((localTime) =>
        post(office, `${code}/moves`, { localDate: '2026-12-11', localTime, reason: 'Krock', version }),
      ),
    )
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
    expect((await read(t, office, code)).moves).toBe(3)
  })

  test('it is never put on another conference’s day, on a day that is over, or where it is', async () => {
    expect(problemOf(await move('2026-12-17', '09:00', 'Krock')).code).toBe('meeting-exists')
    expect(problemOf(await move('2026-11-20', '09:00', 'Krock')).code).toBe('invalid')
    expect(problemOf(await move('2062-11-26', '09:00', 'Fel år')).errors).toEqual([{ pointer: '/body/localDate', code: 'too_far' }])
    const { localDate, localTime } = await read(t, office, code)
    expect(problemOf(await move(localDate, localTime, 'Ingen flytt')).code).toBe('invalid')
  })

  test('everybody concerned is written to, with the reason and nothing of what it is about', async () => {
    const { version } = await read(t, tib, code)
    await contactPoint(t, 'salem', { channels: { email: 'jour@salem.example', phone: '08-123' } })
    await contactPoint(t, 'salem', { functionCode: 'communicator', channels: { email: 'kommunikation@salem.example' } })
    await t.as(nacka)('PUT', '/api/users/subscriptions/meetings', { isOn: true })
    expect((await post(tib, `${code}/cancellation`, { reason: 'För få kan delta', version })).statusCode).toBe(200)
    const letters = await t.owner<{ subject: string; body: string; purpose: string; destination: string }>(
      "SELECT subject, body, purpose, destination FROM outbox_messages WHERE purpose = 'meeting' ORDER BY created_at DESC, destination",
    )
    expect(letters.map(({ destination }) => destination).toSorted()).toEqual([nacka.email, 'jour@salem.example'].toSorted())
    expect(letters.filter(({ destination }) => destination === nacka.email)).toEqual([
      {
        purpose: 'meeting',
        destination: nacka.email,
        subject: expect.stringMatching(/^Inställt: Regional samverkanskonferens fre 11 dec 1[23]:00$/),
        body: expect.stringContaining('Skäl: För få kan delta'),
      },
    ])
    const cancelled = await read(t, nacka, code)
    expect(cancelled).toMatchObject({ state: 'cancelled', cancelReason: 'För få kan delta', mayWrite: [] })
    expect(problemOf(await t.as(nacka)('PUT', `/api/meetings/${code}/report`, { kind: 'nothing', lines: [], basedOn: 0 })).code).toBe(
      'meeting-cancelled',
    )
    expect(await series(t)).toBe(0)
  })

  test('a cancellation taken back: planned again, unless something else has taken its day', async () => {
    const { version } = await read(t, tib, code)
    expect((await post(tib, `${code}/reinstatement`, { version })).json()).toMatchObject({ state: 'planned' })
  })
})

test('the holiday question is answered with hold, once, and by nobody outside', async () => {
  await moveTo(t, '2026-11-26T07:00:00Z')
  const code = on('2026-12-24')
  const before = await read(t, office, code)
  expect(before).toMatchObject({ holiday: 'christmas-eve', asksAboutHoliday: true })
  expect(before.allowed).toContain('hold')
  expect(problemOf(await post(nacka, `${code}/holiday`, { version: before.version })).code).toBe('forbidden')
  expect((await post(office, `${code}/holiday`, { version: before.version })).statusCode).toBe(200)
  expect(await read(t, office, code)).toMatchObject({ state: 'planned', asksAboutHoliday: false, holiday: 'christmas-eve' })
})

describe('other forums', () => {
  test('are planned with their own proposal, at any date, and the same press twice is one meeting', async () => {
    const idempotency = key()
    const both = await Promise.all(
      [1, 2].map(() => t.as(office)('POST', '/api/meetings', planned({ localDate: '2026-12-02' }), idempotency)),
    )
    expect(both.map(({ statusCode }) => statusCode)).toEqual([201, 201])
    const { code } = both[0]!.json<{ code: string }>()
    expect(both[1]!.json<{ code: string }>().code).toBe(code)
    const meeting = await read(t, office, code)
    expect(meeting).toMatchObject({ code: 'regional-samordningsgrupp-2026-12-02', isSeries: false, minutes: 120, place: 'Regionhuset' })
    expect(meeting.agenda[0]?.title).toBe('Ärenden från samverkanskonferensens mötesdokumentation')
    expect(meeting.allowed).toEqual(['set-agenda', 'move', 'cancel'])
  })

  test('may call some actors only; a code that nobody has, a day that is over and a time that is taken are refused', async () => {
    const code = await plan(t, office, { localDate: '2026-12-03', actorCodes: ['nacka', 'salem'] })
    expect((await read(t, nacka, code)).roll.map(({ actor }) => actor.code)).toEqual(['nacka', 'salem'])
    const ask = async (more: Record<string, unknown>) => problemOf(await t.as(office)('POST', '/api/meetings', planned(more), key())).code
    expect(await ask({ localDate: '2026-12-04', actorCodes: ['atlantis'] })).toBe('invalid')
    expect(await ask({ localDate: '2026-11-23' })).toBe('invalid')
    expect(await ask({ localDate: '2026-12-03' })).toBe('meeting-exists')
    expect(await ask({ forumCode: 'atlantis' })).toBe('not-found')
    expect(await ask({ localDate: '2026-02-30' })).toBe('invalid')
    for (const localDate of ['2028-11-25', '2062-11-26', '9999-12-31', '0026-11-26', '20266-11-26'])
      expect(await ask({ localDate }), localDate).toBe('invalid')
    expect(await ask({ localTime: '24:00' })).toBe('invalid')
  })
})

describe('CT3 · the nights when the clocks change', () => {
  test('a meeting in the hour that is skipped is refused with the reason, planned or moved', async () => {
    const skipped = { localDate: '2027-03-28', localTime: '02:30' }
    const refused = await t.as(office)('POST', '/api/meetings', planned({ forumCode: 'tema-krisstod', ...skipped }), key())
    expect([refused.statusCode, problemOf(refused).code]).toEqual([400, 'no-such-time'])
    const code = await plan(t, office, { forumCode: 'tema-krisstod', localDate: '2027-03-28', localTime: '01:30', minutes: 60 })
    const moved = await post(office, `${code}/moves`, { ...skipped, reason: 'Senare', version: 1 })
    expect([moved.statusCode, problemOf(moved).code]).toEqual([400, 'no-such-time'])
    expect(await read(t, office, code)).toMatchObject({ localTime: '01:30', startsAt: '2027-03-28T00:30:00+00:00', version: 1 })
    // The second wall: whoever writes.
    await expect(t.owner("UPDATE meetings SET local_time = '02:30' WHERE code = $1", [code])).rejects.toThrow(/meetings_on_the_wall/)
  })

  test('Postgres and the domain read the same instant off the wall, every half hour of both nights', async () => {
    const walls = ['2027-03-28', '2027-10-31', '2027-11-01'].flatMap((date) =>
      Array.from({ length: 12 }, (_, half) => [date, `0${half >> 1}:${half % 2 ? '30' : '00'}`] as const),
    )
    const rows = await t.owner(
      `SELECT (d::date + w::time) AT TIME ZONE 'Europe/Stockholm' AS at FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS x(d, w, n) ORDER BY n`,
      [walls.map(([date]) => date), walls.map(([, time]) => time)],
    )
    expect(rows.map(({ at }) => (at as Date).toISOString())).toEqual(walls.map((wall) => instantOf(...wall).toISOString()))
  })
})

describe('a time of today that has passed', () => {
  test('is planned only on purpose, so that a meeting that was held can be documented; nothing is moved there', async () => {
    const [localDate = '', time = ''] = t.clock.now().toLocaleString('sv-SE', { timeZone: 'Europe/Stockholm' }).split(' ')
    const before = new Date(t.clock.now().getTime() - 60_000).toLocaleTimeString('sv-SE', { timeZone: 'Europe/Stockholm' }).slice(0, 5)
    const body = planned({ forumCode: 'tema-krisstod', localDate, localTime: before })
    const idempotency = key()
    const refused = await t.as(office)('POST', '/api/meetings', body, idempotency)
    expect(problemOf(refused).code).toBe('time-passed')
    const now = await plan(t, office, { ...body, localTime: time.slice(0, 5) })
    expect(problemOf(await post(office, `${now}/moves`, { localDate, localTime: before, reason: 'Tidigare', version: 1 })).code).toBe(
      'time-passed',
    )
    expect(await read(t, office, now)).toMatchObject({ localTime: time.slice(0, 5), version: 1 })
    // Another day that is over stays refused, whatever is said.
    const yesterday = { ...body, localDate: '2026-11-01', afterwards: true }
    expect(problemOf(await t.as(office)('POST', '/api/meetings', yesterday, key())).code).toBe('invalid')

    const code = await plan(t, office, { ...body, afterwards: true })
    const rows = await t.owner(
      "SELECT data FROM journal WHERE type = 'meetings.planned' AND data->>'via' = 'person' ORDER BY id DESC LIMIT 2",
    )
    expect(rows).toEqual([
      { data: { forumCode: 'tema-krisstod', via: 'person', afterwards: true } },
      { data: { forumCode: 'tema-krisstod', via: 'person' } },
    ])
    // And it can be opened and written in at once.
    expect((await step(t, office, code, 'open')).statusCode).toBe(200)
  })
})

describe('the list', () => {
  test('those to come nearest first, those that have been latest first, a page at a time and each once', async () => {
    const codes: string[] = []
    let cursor = ''
    do {
      const page = await list(t, nacka, `when=coming&limit=7${cursor && `&cursor=${cursor}`}`)
      codes.push(...page.items.map(({ code }) => code))
      cursor = page.nextCursor ?? ''
    } while (cursor)
    expect(new Set(codes).size).toBe(codes.length)
    const whole = await list(t, nacka, 'limit=100')
    expect(codes).toEqual(whole.items.map(({ code }) => code))
    const starts = whole.items.map(({ startsAt }) => startsAt)
    expect(starts).toEqual(starts.toSorted())
    expect((await list(t, nacka, 'when=past')).items.map(({ state }) => state)).toContain('distributed')
  })

  test('is searched by forum, place, item, date and week, and filtered by forum, state and year', async () => {
    const found = async (query: string) => (await list(t, nacka, `${query}&limit=100`)).items.map(({ code }) => code)
    expect(await found('search=regionhuset')).toContain('regional-samordningsgrupp-2026-12-02')
    expect(await found(`search=${encodeURIComponent('vecka 51')}`)).toEqual([on('2026-12-17')])
    expect(await found('search=2026-12-17')).toEqual([on('2026-12-17')])
    expect(await found('forum=regional-samordningsgrupp&state=planned')).toHaveLength(2)
    expect(await found('year=2027&search=2027')).toEqual(await found('year=2027'))
    expect(await found('year=2026')).not.toEqual(await found('year=2027'))
    expect(await found(`search=${encodeURIComponent('%')}`)).toEqual([])
    expect((await list(t, office)).mayPlan).toBe(true)
    expect((await list(t, nacka)).mayPlan).toBe(false)
  })
})

test('an unknown meeting, a code that is none and a search that is no search are answered so', async () => {
  expect(problemOf(await t.as(nacka)('GET', '/api/meetings/atlantis')).code).toBe('not-found')
  expect(problemOf(await t.as(nacka)('GET', '/api/meetings/Å')).code).toBe('invalid')
  expect(problemOf(await t.as(nacka)('GET', '/api/meetings?when=never')).code).toBe('invalid')
  expect(problemOf(await t.as(nacka)('GET', '/api/meetings?cursor=x')).code).toBe('invalid')
})

test('W7 · a tab and a line break in a title, a place or a dial-in become a space', async () => {
  const code = await plan(t, office, {
    localDate: '2026-12-08',
    title: 'Elavbrott\tNacka\t12 300 kunder',
    place: 'Stadshuset\r\nplan 4',
    dialIn: '08-123\tkod 4512#\u2028lösenord å',
  })
  expect(await read(t, office, code)).toMatchObject({
    title: 'Elavbrott Nacka 12 300 kunder',
    place: 'Stadshuset plan 4',
    dialIn: '08-123 kod 4512# lösenord å',
  })
})

test('W5 · 305 characters of link, number and password are held whole in a dial-in; one more than 1,000 is refused, and says where', async () => {
  const dialIn = `https://teams.microsoft.example/l/meetup-join/${'å'.repeat(236)} id 312 lösenord Gasol7`
  expect(dialIn.length).toBe(305)
  const code = await plan(t, office, { localDate: '2026-12-09', dialIn })
  expect((await read(t, office, code)).dialIn).toBe(dialIn)
  const refused = await t.as(office)('POST', '/api/meetings', planned({ localDate: '2026-12-10', dialIn: '🔥'.repeat(1_001) }), key())
  expect([problemOf(refused).code, (problemOf(refused).errors ?? []).map(({ pointer }) => pointer)]).toEqual(['invalid', ['/dialIn']])
  expect(await plan(t, office, { localDate: '2026-12-10', dialIn: '🔥'.repeat(1_000) })).toBeTruthy()
})

test('place, length and dial-in are edited by those who plan; the journal tells that, not what', async () => {
  const code = on('2027-01-14')
  const body = { title: '', minutes: 45, channel: 'video', place: 'Länken i kallelsen', dialIn: '08-123', version: 1 }
  expect((await t.as(office)('PUT', `/api/meetings/${code}`, body)).json()).toEqual({ version: 2 })
  expect(problemOf(await t.as(office)('PUT', `/api/meetings/${code}`, body)).code).toBe('stale-version')
  expect(await read(t, nacka, code)).toMatchObject({ minutes: 45, dialIn: '08-123' } satisfies Partial<Meeting>)
  const [row] = await t.owner<{ data: unknown }>("SELECT data FROM journal WHERE type = 'meetings.edited' ORDER BY id DESC LIMIT 1")
  expect(row?.data).toEqual({ version: 2 })
})
