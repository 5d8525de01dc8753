import type { AnswerLink, Board, BoardRow, CalledRecently, Incident } from '@samverkan/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Fragment, fragment, sql } from '../../lib/sql.ts'
import { dated, type Person, problemOf, startApp, type TestApp } from '../../test/app.ts'
import { activation, giveToken, key, mailTo, makeCallList } from '../../test/call-list.ts'

let t: TestApp
let tib: Person
let rsib: Person
let nacka: Person
let salem: Person
let reader: Person
const ids = new Map<string, string>()
const idOf = (code: string): string => ids.get(code) ?? ''

beforeAll(async () => {
  t = await startApp()
  await makeCallList(t.owner)
  for (const row of await t.owner<{ id: string; code: string }>('SELECT id, code FROM actors')) ids.set(row.code, row.id)
  tib = await t.person('lst-tib', 'lst-stockholm', 'Tove Ibsen')
  rsib = await t.person('rsib', null)
  nacka = await t.person('contact-function', 'nacka')
  salem = await t.person('contact-function', 'salem')
  reader = await t.person('reader', 'nacka')
})
afterAll(() => t.close())
beforeEach(() => t.clock.at(dated('2026-11-24T02:14:00Z')))

const press = async (more: Record<string, unknown> = {}): Promise<Incident> => {
  const response = await t.as(tib)('POST', '/api/activations', activation(more), key())
  expect(response.statusCode).toBe(201)
  return response.json<Incident>()
}
const few = (...codes: string[]) => ({
  forums: [{ forumCode: 'regionalt-samordnande-forum', actorIds: codes.map(idOf) }],
  narrowingReason: 'ett prov',
})
const board = async (who: Person, code: string): Promise<Board> => (await t.as(who)('GET', `/api/call-outs/boards/${code}`)).json<Board>()
const rowOf = async (who: Person, code: string, actor: string): Promise<BoardRow> => {
  const row = (await board(who, code)).rows.find((r) => r.actorCode === actor)
  if (!row) throw new Error(`${actor} is not on the board`)
  return row
}
const answer = (who: Person | null, code: string, body: unknown, headers = key()) =>
  t.as(who)('POST', `/api/call-outs/boards/${code}/answers`, body, headers)
const reached = (who: Person | null, code: string, actorId: string, body: unknown, headers = key()) =>
  t.as(who)('POST', `/api/call-outs/boards/${code}/actors/${actorId}/reached`, body, headers)
const again = (who: Person | null, code: string, body: unknown, headers = key()) =>
  t.as(who)('POST', `/api/call-outs/boards/${code}/calls`, body, headers)
const byLink = (token: string, body: unknown) => t.as(null)('POST', `/api/call-outs/links/${token}`, body)
const close = async (incident: Incident, at = 0) => {
  const fresh = (await t.as(tib)('GET', `/api/incidents/${incident.code}`)).json<Incident>().activations[at]
  return t.as(tib)('POST', `/api/activations/${fresh?.id}/close`, { note: 'Läget är under kontroll.', version: fresh?.version })
}
const journal = (code: string) =>
  t.owner<{ type: string; data: Record<string, unknown> }>(
    'SELECT type, data FROM journal WHERE incident_id = (SELECT id FROM incidents WHERE code = $1) ORDER BY id',
    [code],
  )
const missing = '019a0000-0000-7000-8000-0000000000ff'

describe('the board', () => {
  test('shows contacts to those who see the region and to the actor itself, and nobody else', async () => {
    const { code } = await press()
    expect((await rowOf(tib, code, 'nacka')).contacts).toHaveLength(1)
    expect((await rowOf(nacka, code, 'nacka')).contacts?.[0]).toMatchObject({
      label: 'Kontaktfunktion dygnet runt',
      phones: ['070-174 06 05'],
      messageState: 'queued',
    })
    expect((await rowOf(salem, code, 'nacka')).contacts).toBeNull()
    expect((await board(salem, code)).rows.filter((r) => r.contacts !== null).map((r) => r.actorCode)).toEqual(['salem'])
  })

  test('says what each viewer may do', async () => {
    const { code } = await press()
    const allowed = async (who: Person) => (await board(who, code)).allowed.sort()
    expect(await allowed(tib)).toEqual(['call-outs.answer', 'call-outs.call-again', 'call-outs.mark-reached'])
    expect(await allowed(rsib)).toEqual(['call-outs.mark-reached'])
    expect(await allowed(nacka)).toEqual(['call-outs.answer'])
    expect(await allowed(reader)).toEqual([])
    expect((await board(rsib, code)).ownActorId).toBeNull()
    const { code: other } = await press(few('salem'))
    expect(await allowed(nacka)).toEqual(['call-outs.answer'])
    expect((await board(nacka, other)).allowed).toEqual([])
    // Who calls is not asked to answer for the actor they called from; its contact function is.
    const contact = await t.person('contact-function', 'lst-stockholm')
    const isAsked = async (who: Person, of = code) => (await board(who, of)).isOwnAsked
    expect([await isAsked(tib), await isAsked(contact), await isAsked(nacka), await isAsked(nacka, other)]).toEqual([
      false,
      true,
      true,
      false,
    ])
  })

  test('puts those who have not answered first: late, unreachable, waiting, done', async () => {
    const { code } = await press(few('nacka', 'salem', 'ekero', 'tyreso'))
    await t.owner(
      "UPDATE activation_actors SET gap = 'no_channel' WHERE actor_id = $1 AND activation_id = (SELECT v.id FROM activations v JOIN incidents i ON i.id = v.incident_id WHERE i.code = $2)",
      [idOf('tyreso'), code],
    )
    await answer(nacka, code, { answer: 'participates' })
    expect((await board(tib, code)).rows.map((r) => r.actorCode)).toEqual(['tyreso', 'ekero', 'salem', 'nacka'])
    t.clock.at(dated('2026-11-24T02:29:01Z'))
    expect((await board(tib, code)).rows.map((r) => r.actorCode)).toEqual(['ekero', 'salem', 'tyreso', 'nacka'])
  })

  test('is not found for a code nobody has, and needs a session', async () => {
    expect(problemOf(await t.as(tib)('GET', '/api/call-outs/boards/2026-999')).code).toBe('not-found')
    expect(problemOf(await t.as(tib)('GET', '/api/call-outs/boards/nonsense')).code).toBe('invalid')
    expect(problemOf(await t.as(null)('GET', '/api/call-outs/boards/2026-001')).code).toBe('not-signed-in')
  })
})

test('the second wall: a handler that forgot its question gets nothing of another actor from Postgres', async () => {
  await press()
  const counts = (who: Person, scope: 'actor' | 'region') =>
    t.db.inViewer({ userId: who.id, actorId: who.actorId, functionCode: 'contact-function', scope }, async (tx) => {
      const count = async (table: Fragment) => (await tx.one<{ n: number }>(sql`SELECT count(DISTINCT actor_id)::int AS n FROM ${table}`)).n
      return [
        await count(fragment`call_out_recipients`),
        await count(fragment`outbox_messages`),
        await count(fragment`actor_contact_channels`),
      ]
    })
  expect(await counts(salem, 'actor')).toEqual([1, 1, 1])
  expect(await counts(tib, 'region')).toEqual([37, 37, 37])
  const [other] = await t.owner<{ id: string }>('SELECT id FROM outbox_messages WHERE actor_id = $1 LIMIT 1', [idOf('nacka')])
  const stolen = await t.db.inViewer({ userId: salem.id, actorId: salem.actorId, functionCode: 'contact-function', scope: 'actor' }, (tx) =>
    tx.run(sql`UPDATE outbox_messages SET destination = 'thief@x.example' WHERE id = ${other?.id}`),
  )
  expect(stolen).toBe(0)
})

describe('an answer in the portal', () => {
  test('is kept, journaled, and may be changed: the last one wins and the first one stays', async () => {
    const { code } = await press(few('nacka', 'salem'))
    const first = await answer(nacka, code, { answer: 'participates', person: ' Nils ', etaMinutes: 20 })
    expect(first.statusCode).toBe(200)
    expect(first.json<BoardRow>()).toMatchObject({
      actorId: idOf('nacka'),
      state: 'answered',
      answers: [
        { answer: 'participates', person: 'Nils', etaAt: dated('2026-11-24T02:34:00.000Z'), via: 'portal', isLate: false, earlier: 0 },
      ],
    })
    t.clock.advance(2)
    expect((await answer(nacka, code, { answer: 'follows', deputy: 'Dag' })).json<BoardRow>().answers).toMatchObject([
      { answer: 'follows', deputy: 'Dag', earlier: 1 },
    ])
    const history = (await t.as(salem)('GET', `/api/call-outs/boards/${code}/actors/${idOf('nacka')}/answers`)).json<{
      items: { answer: string; by: string }[]
    }>()
    expect(history.items.map((i) => i.answer)).toEqual(['follows', 'participates'])
    expect((await journal(code)).filter((j) => j.type === 'call-outs.answered').map((j) => [j.data['answer'], j.data['changed']])).toEqual([
      ['participates', false],
      ['follows', true],
    ])
  })

  test('that is sent twice is one answer: by its key, and by saying the same', async () => {
    const { code } = await press(few('nacka'))
    const header = key()
    await Promise.all(Array.from({ length: 10 }, () => answer(nacka, code, { answer: 'participates' }, header)))
    await answer(nacka, code, { answer: 'participates' })
    expect((await rowOf(tib, code, 'nacka')).answers[0]?.earlier).toBe(0)
    expect(problemOf(await answer(nacka, code, { answer: 'follows' }, header)).code).toBe('key-reused')
  })

  test('is for one’s own actor, by somebody who speaks for it', async () => {
    const { code } = await press(few('nacka'))
    expect(problemOf(await answer(salem, code, { answer: 'participates' })).code).toBe('not-found')
    expect(problemOf(await answer(reader, code, { answer: 'participates' })).code).toBe('forbidden')
    expect(problemOf(await answer(rsib, code, { answer: 'participates' })).code).toBe('forbidden')
    expect(problemOf(await answer(null, code, { answer: 'participates' })).code).toBe('not-signed-in')
    expect(problemOf(await answer(nacka, '2026-999', { answer: 'participates' })).code).toBe('not-found')
    expect(problemOf(await answer(nacka, code, { answer: 'participates', activationIds: [missing] })).code).toBe('not-found')
    for (const bad of [
      { answer: 'maybe' },
      {},
      { answer: 'follows', etaMinutes: -1 },
      { answer: 'follows', comment: 'x'.repeat(501) },
      { answer: 'follows', actorId: idOf('salem') },
    ]) {
      expect(problemOf(await answer(nacka, code, bad)).code).toBe('invalid')
    }
    expect((await rowOf(tib, code, 'nacka')).answers).toEqual([])
  })

  test('may be given for one forum at a time', async () => {
    const incident = await press({ forums: [{ forumCode: 'regionalt-samordnande-forum' }, { forumCode: 'regionalt-inriktande-forum' }] })
    const [directing, coordinating] = incident.activations
    const row = (await answer(nacka, incident.code, { answer: 'participates', activationIds: [coordinating?.id] })).json<BoardRow>()
    expect([row.state, row.answers.length, Date.parse(row.lateAt)]).toEqual(['received', 1, Date.parse(directing?.lateAt ?? '')])
    expect((await answer(nacka, incident.code, { answer: 'not_concerned', activationIds: [directing?.id] })).json<BoardRow>().state).toBe(
      'answered',
    )
  })

  test.each([
    ['regionalt-samordnande-forum', 15],
    ['regionalt-inriktande-forum', 60],
    ['samverkansstab', 120],
  ])('into %s is late when more than %i minutes have gone, and is kept all the same', async (forumCode, minutes) => {
    const { code } = await press({ forums: [{ forumCode, actorIds: [idOf('nacka'), idOf('salem')] }], narrowingReason: 'ett prov' })
    t.clock.advance(minutes)
    expect((await answer(nacka, code, { answer: 'participates' })).json<BoardRow>().answers[0]?.isLate).toBe(false)
    t.clock.at(new Date(t.clock.now().getTime() + 1))
    expect((await answer(salem, code, { answer: 'participates' })).json<BoardRow>().answers[0]?.isLate).toBe(true)
  })

  test('is just as late across the change of clocks', async () => {
    const tibInMarch = await (async () => {
      t.clock.at('2027-03-28T00:50:00Z')
      return t.person('lst-tib', 'lst-stockholm')
    })()
    const incident = (
      await t.as(tibInMarch)('POST', '/api/activations', activation({ conferenceAt: '2027-03-28T01:05:00Z' }), key())
    ).json<Incident>()
    // 01.50 + 15 minutes is 03.05 on the wall that night, and still fifteen minutes.
    expect(incident.activations[0]?.lateAt).toBe('2027-03-28T01:05:00+00:00')
    const [letter] = await t.owner<{ body: string }>('SELECT body FROM outbox_messages WHERE incident_id = $1 LIMIT 1', [incident.id])
    expect(letter?.body).toContain('sön 28 mars 03:05')
  })

  test('of thirty-seven actors at once, and changed at once, loses none and never waits forever', async () => {
    const { code } = await press()
    const people = await Promise.all([...ids.keys()].map((actor) => t.person('contact-function', actor)))
    const all = await Promise.all([
      ...people.map((p) => answer(p, code, { answer: 'participates' })),
      ...people.map((p) => answer(p, code, { answer: 'follows' })),
    ])
    expect(new Set(all.map((r) => r.statusCode))).toEqual(new Set([200]))
    const { rows, activations } = await board(tib, code)
    expect(rows.every((r) => r.state === 'answered' && r.answers[0]?.earlier === 1)).toBe(true)
    expect(activations[0]?.answered).toBe(37)
  })
})

describe('reached another way', () => {
  test('the duty officer and RSIB record what was said by phone or Rakel', async () => {
    const { code } = await press(few('nacka', 'salem'))
    const row = (await reached(tib, code, idOf('nacka'), { answer: 'participates', person: 'Nils', means: 'rakel' })).json<BoardRow>()
    expect(row.answers[0]).toMatchObject({ via: 'manual', means: 'rakel' })
    expect((await reached(rsib, code, idOf('salem'), { answer: 'follows', means: 'phone' })).statusCode).toBe(200)
    expect(problemOf(await reached(nacka, code, idOf('nacka'), { answer: 'follows', means: 'phone' })).code).toBe('forbidden')
    expect(problemOf(await reached(null, code, idOf('nacka'), { answer: 'follows', means: 'phone' })).code).toBe('not-signed-in')
    expect(problemOf(await reached(tib, code, idOf('ekero'), { answer: 'follows', means: 'phone' })).code).toBe('not-found')
    expect(problemOf(await reached(tib, code, idOf('nacka'), { answer: 'follows', means: 'pigeon' })).code).toBe('invalid')
    expect(problemOf(await reached(tib, code, 'nacka', { answer: 'follows', means: 'phone' })).code).toBe('invalid')
  })
})

describe('H3 · taken down without a network and sent later', () => {
  const said = { answer: 'follows', person: 'Nils', means: 'phone' }
  const minutesAgo = (minutes: number) => new Date(t.clock.now().getTime() - minutes * 60_000).toISOString()

  test('counts from when it was said: in time although it came late, with the ETA from then', async () => {
    const { code } = await press(few('nacka'))
    const before = await rowOf(tib, code, 'nacka')
    t.clock.advance(10)
    const takenDownAt = t.clock.now().toISOString()
    t.clock.advance(180)
    const row = (await reached(tib, code, idOf('nacka'), { ...said, etaMinutes: 20, takenDownAt, basedOn: null })).json<BoardRow>()
    expect(Date.parse(takenDownAt)).toBeLessThan(Date.parse(before.lateAt))
    expect(row.answers[0]).toMatchObject({ answeredAt: takenDownAt, isLate: false })
    expect(Date.parse(row.answers[0]?.etaAt ?? '')).toBe(Date.parse(takenDownAt) + 20 * 60_000)
  })

  test('a clock that runs ahead says now, and one that has stopped says three days', async () => {
    const { code } = await press(few('nacka', 'salem'))
    const ahead = (await reached(tib, code, idOf('nacka'), { ...said, takenDownAt: minutesAgo(-180) })).json<BoardRow>()
    expect(ahead.answers[0]?.answeredAt).toBe(t.clock.now().toISOString())
    const behind = (await reached(tib, code, idOf('salem'), { ...said, takenDownAt: '1970-01-01T00:00:00.000Z' })).json<BoardRow>()
    expect(behind.answers[0]?.answeredAt).toBe(minutesAgo(72 * 60))
  })

  test('never in the place of what the actor has said itself since, until somebody has seen it', async () => {
    const { code } = await press(few('nacka'))
    const takenDownAt = t.clock.now().toISOString()
    t.clock.advance(5)
    await answer(nacka, code, { answer: 'participates' })
    t.clock.advance(5)
    const refused = await reached(tib, code, idOf('nacka'), { ...said, takenDownAt, basedOn: null })
    expect(problemOf(refused)).toMatchObject({ code: 'stale-version', current: { answers: [{ answer: 'participates', via: 'portal' }] } })
    const own = await rowOf(tib, code, 'nacka')
    expect(own.answers[0]).toMatchObject({ answer: 'participates', via: 'portal' })
    const seen = await reached(tib, code, idOf('nacka'), { ...said, takenDownAt, basedOn: own.answers[0]?.answeredAt })
    expect(seen.json<BoardRow>().answers[0]).toMatchObject({ answer: 'follows', via: 'manual', earlier: 1 })
  })

  test('what another duty officer took down is no word of the actor itself: it is followed, and the history keeps both', async () => {
    const { code } = await press(few('nacka'))
    await reached(rsib, code, idOf('nacka'), { ...said, answer: 'participates' })
    t.clock.advance(1)
    const row = (await reached(tib, code, idOf('nacka'), { ...said, basedOn: null })).json<BoardRow>()
    expect(row.answers[0]).toMatchObject({ answer: 'follows', earlier: 1 })
  })
})

describe('calling again', () => {
  test('writes to those who have not answered, and names only the forums that wait', async () => {
    const incident = await press({
      forums: [
        { forumCode: 'regionalt-samordnande-forum', actorIds: [idOf('nacka'), idOf('salem')] },
        { forumCode: 'regionalt-inriktande-forum', actorIds: [idOf('nacka')] },
      ],
      narrowingReason: 'ett prov',
    })
    const coordinating = incident.activations.find((a) => a.forumCode === 'regionalt-samordnande-forum')
    await answer(salem, incident.code, { answer: 'participates' })
    await answer(nacka, incident.code, { answer: 'participates', activationIds: [coordinating?.id] })
    t.clock.advance(5)
    const response = await again(tib, incident.code, { kind: 'again', actorIds: [idOf('nacka'), idOf('salem')] })
    expect(response.statusCode).toBe(201)
    expect(response.json()).toMatchObject({ actors: 1, recipients: 2, gaps: [] })
    const letters = await t.owner<{ destination: string; body: string }>(
      "SELECT m.destination, m.body FROM outbox_messages m JOIN call_out_recipients r ON r.id = m.recipient_id JOIN call_outs c ON c.id = r.call_out_id WHERE c.kind = 'again' AND c.incident_id = $1 ORDER BY 1",
      [incident.id],
    )
    expect(letters.map((l) => l.destination)).toEqual([mailTo('inriktande', 'nacka'), mailTo('kontakt', 'nacka')])
    expect(letters[0]?.body).toContain('Forum: Regionalt inriktande forum')
    expect(letters[0]?.body).not.toContain('samordnande')
    expect((await rowOf(tib, incident.code, 'nacka')).contacts?.map((c) => c.callOutKind)).toEqual(['first', 'first', 'again', 'again'])
  })

  test('calls the deputies, and says where there is none', async () => {
    const { code } = await press(few('nacka', 'salem'))
    await t.owner('UPDATE actor_contact_points SET archived_at = app_now() WHERE actor_id = $1 AND is_deputy', [idOf('salem')])
    const response = await again(tib, code, { kind: 'deputy', actorIds: [idOf('nacka'), idOf('salem')] })
    expect(response.json()).toMatchObject({ actors: 2, recipients: 1, gaps: [{ actorName: 'Salems kommun', gap: 'no_contact_point' }] })
    await t.owner('UPDATE actor_contact_points SET archived_at = NULL WHERE actor_id = $1', [idOf('salem')])
    expect(
      (await t.owner("SELECT 1 FROM outbox_messages WHERE destination = $1 AND body LIKE '%ersättare%'", [mailTo('ersattare', 'nacka')]))
        .length,
    ).toBe(1)
  })

  test('closes a gap when somebody can be reached now', async () => {
    await t.owner("DELETE FROM actor_contact_channels WHERE actor_id = $1 AND address LIKE 'kontakt%'", [idOf('ekero')])
    const { code } = await press(few('ekero'))
    expect((await rowOf(tib, code, 'ekero')).gap).toBe('no_channel')
    expect((await again(tib, code, { kind: 'deputy', actorIds: [idOf('ekero')] })).json()).toMatchObject({ recipients: 1 })
    expect((await rowOf(tib, code, 'ekero')).gap).toBeNull()
    await t.owner(
      "INSERT INTO actor_contact_channels (id, contact_point_id, actor_id, channel, address) SELECT gen_random_uuid(), id, actor_id, 'email', $2 FROM actor_contact_points WHERE actor_id = $1 AND function_code = 'contact-function' AND NOT is_deputy",
      [idOf('ekero'), mailTo('kontakt', 'ekero')],
    )
  })

  const lettersTo = (code: string) =>
    t.owner<{ destination: string; kind: string }>(
      'SELECT m.destination, o.kind FROM outbox_messages m JOIN call_out_recipients r ON r.id = m.recipient_id JOIN call_outs o ON o.id = r.call_out_id JOIN incidents i ON i.id = o.incident_id WHERE i.code = $1 AND o.kind <> $2',
      [code, 'first'],
    )

  test('H2 · pressed twice within a second the letters leave once, and the second press says who was called when', async () => {
    const { code } = await press(few('nacka', 'salem', 'ekero', 'tyreso'))
    const body = { kind: 'again', actorIds: ['nacka', 'salem', 'ekero', 'tyreso'].map(idOf) }
    expect((await again(tib, code, body)).json()).toMatchObject({ recipients: 4, resting: [] })
    t.clock.at(dated('2026-11-24T02:14:00.700Z'))
    const second = await again(tib, code, body)
    expect(problemOf(second).code).toBe('called-recently')
    const { current, retryAfterSeconds } = second.json<{ current: CalledRecently; retryAfterSeconds: number }>()
    expect(current.resting.map(({ actorName }) => actorName)).toEqual(['Ekerö kommun', 'Nacka kommun', 'Salems kommun', 'Tyresö kommun'])
    expect(current.resting[0]?.calledAt).toBe(dated('2026-11-24T02:14:00.000Z'))
    // Counted from the press that called, and not begun anew by the one that was stopped.
    expect([current.until, retryAfterSeconds]).toEqual([dated('2026-11-24T02:17:00.000Z'), 180])
    expect(await lettersTo(code)).toHaveLength(4)
    expect((await rowOf(tib, code, 'nacka')).contacts?.at(-1)).toMatchObject({
      callOutKind: 'again',
      calledAt: expect.stringContaining(dated('2026-11-24T02:14:00Z').slice(0, 19)),
    })
    t.clock.at(dated('2026-11-24T02:17:00Z'))
    expect((await again(tib, code, body)).json()).toMatchObject({ recipients: 4 })
    expect(await lettersTo(code)).toHaveLength(8)
  })

  test('H2 · those in the pause are left out and named, the others are called; a deputy has a pause of its own', async () => {
    const { code } = await press(few('nacka', 'salem'))
    await again(tib, code, { kind: 'again', actorIds: [idOf('nacka')] })
    const both = { actorIds: [idOf('nacka'), idOf('salem')] }
    expect((await again(tib, code, { kind: 'again', ...both })).json()).toMatchObject({
      actors: 1,
      recipients: 1,
      resting: [{ actorName: 'Nacka kommun', calledAt: dated('2026-11-24T02:14:00.000Z') }],
    })
    expect((await again(tib, code, { kind: 'deputy', ...both })).json()).toMatchObject({ recipients: 2, resting: [] })
    expect(problemOf(await again(tib, code, { kind: 'deputy', ...both })).code).toBe('called-recently')
    expect(await lettersTo(code)).toHaveLength(4)
  })

  test('H2 · two coordinators at the same second send once', async () => {
    const other = await t.person('lst-tib', 'lst-stockholm', 'Anders Ek')
    const { code } = await press(few('nacka', 'salem'))
    const body = { kind: 'again', actorIds: [idOf('nacka'), idOf('salem')] }
    const answers = await Promise.all([again(tib, code, body), again(other, code, body), again(tib, code, body), again(other, code, body)])
    expect(answers.map((response) => response.statusCode).sort()).toEqual([201, 409, 409, 409])
    expect(await lettersTo(code)).toHaveLength(2)
  })

  test('H2 · a call that reached nobody is no call, and a clock that jumps back holds nobody up for an hour', async () => {
    const { code } = await press(few('nacka'))
    const body = { kind: 'again', actorIds: [idOf('nacka')] }
    await again(tib, code, body)
    await t.owner("UPDATE outbox_messages SET state = 'failed' WHERE incident_id = (SELECT id FROM incidents WHERE code = $1)", [code])
    expect((await again(tib, code, body)).json()).toMatchObject({ recipients: 1 })
    t.clock.at(dated('2026-11-24T01:14:00Z'))
    expect((await again(tib, code, body)).json()).toMatchObject({ recipients: 1 })
  })

  test('H2 · the pause is a setting', async () => {
    await t.owner(
      "INSERT INTO settings (key, value, note) VALUES ('call_pause_minutes', '1', '') ON CONFLICT (key) DO UPDATE SET value = '1'",
    )
    const { code } = await press(few('nacka'))
    const body = { kind: 'again', actorIds: [idOf('nacka')] }
    await again(tib, code, body)
    t.clock.at(dated('2026-11-24T02:14:59Z'))
    expect(problemOf(await again(tib, code, body)).code).toBe('called-recently')
    t.clock.at(dated('2026-11-24T02:15:00Z'))
    expect((await again(tib, code, body)).statusCode).toBe(201)
    await t.owner("UPDATE settings SET value = '3' WHERE key = 'call_pause_minutes'")
  })

  test('is refused when everybody has answered, for unknown actors, for others than the duty officer, and after the end', async () => {
    const incident = await press(few('nacka'))
    const body = { kind: 'again', actorIds: [idOf('nacka')] }
    expect(problemOf(await again(rsib, incident.code, body)).code).toBe('forbidden')
    expect(problemOf(await again(nacka, incident.code, body)).code).toBe('forbidden')
    expect(problemOf(await again(null, incident.code, body)).code).toBe('not-signed-in')
    expect(problemOf(await again(tib, incident.code, { kind: 'again', actorIds: [idOf('salem')] })).code).toBe('not-found')
    expect(problemOf(await again(tib, '2026-999', body)).code).toBe('not-found')
    expect(problemOf(await again(tib, incident.code, { kind: 'again', actorIds: [] })).code).toBe('invalid')
    const header = key()
    const both = await Promise.all([again(tib, incident.code, body, header), again(tib, incident.code, body, header)])
    expect(new Set(both.map((r) => r.json<{ callOutId: string }>().callOutId)).size).toBe(1)
    await answer(nacka, incident.code, { answer: 'participates' })
    expect(problemOf(await again(tib, incident.code, body)).code).toBe('nobody-to-call')
    await close(incident)
    expect(problemOf(await again(tib, incident.code, body)).code).toBe('activation-closed')
  })
})

describe('an answer link', () => {
  test('that changes its mind without end waits, and fills neither journal nor history; the actor answers all the same', async () => {
    const incident = await press(few('nacka', 'salem'))
    const token = await giveToken(t.owner, incident.code, mailTo('kontakt', 'nacka'))
    const before = (await journal(incident.code)).length
    const statuses: number[] = []
    for (let i = 0; i < 40; i += 1) statuses.push((await byLink(token, { answer: 'participates', person: `Nils ${i}` })).statusCode)
    expect(statuses.filter((status) => status === 200)).toHaveLength(11)
    const refused = await byLink(token, { answer: 'not_concerned' })
    expect([problemOf(refused).code, refused.headers['retry-after']]).toEqual(['too-many', '1'])
    // Sent again because the answer got lost on the way: it says nothing new, and is told what stands.
    expect((await byLink(token, { answer: 'participates', person: 'Nils 10' })).statusCode).toBe(200)
    expect((await journal(incident.code)).length).toBe(before + 11)
    expect((await answer(nacka, incident.code, { answer: 'not_concerned' })).statusCode).toBe(200)
    t.clock.at(new Date(t.clock.now().getTime() + 1_000))
    expect((await byLink(token, { answer: 'participates', person: 'Nils' })).statusCode).toBe(200)
  })

  test('shows and never changes; answers as often as its holder changes their mind', async () => {
    const incident = await press(few('nacka', 'salem'))
    const token = await giveToken(t.owner, incident.code, mailTo('kontakt', 'nacka'))
    const before = await t.owner('SELECT count(*) FROM journal')
    for (let i = 0; i < 3; i++)
      expect((await t.as(null)('GET', `/api/call-outs/links/${token}`)).json<AnswerLink>()).toMatchObject({
        actorName: 'Nacka kommun',
        current: null,
        open: true,
        calledBy: 'Tove Ibsen',
      })
    expect(await t.owner('SELECT count(*) FROM journal')).toEqual(before)
    expect((await byLink(token, { answer: 'participates', person: 'Nils' })).json<AnswerLink>().current).toMatchObject({
      answer: 'participates',
      person: 'Nils',
      via: 'link',
    })
    expect((await byLink(token, { answer: 'participates', person: 'Nils' })).statusCode).toBe(200)
    expect((await byLink(token, { answer: 'not_concerned' })).json<AnswerLink>().current).toMatchObject({ answer: 'not_concerned' })
    const row = await rowOf(tib, incident.code, 'nacka')
    expect([row.answers[0]?.answer, row.answers[0]?.earlier, row.answers[0]?.via]).toEqual(['not_concerned', 1, 'link'])
    expect((await rowOf(tib, incident.code, 'salem')).answers).toEqual([])
    const [entry] = (await t.as(tib)('GET', `/api/incidents/${incident.code}/timeline`)).json<{
      items: { type: string; person: string | null; actor: { code: string } | null }[]
    }>().items
    expect([entry?.type, entry?.person, entry?.actor?.code]).toEqual(['call-outs.answered', null, 'nacka'])
  })

  test('that nobody made is not found, whatever it looks like', async () => {
    const { code } = await press(few('nacka'))
    const token = await giveToken(t.owner, code, mailTo('kontakt', 'nacka'))
    for (const bad of [
      'x'.repeat(43),
      `${token}x`,
      token.slice(0, 42),
      `${token.slice(0, 42)}${token.endsWith('A') ? 'B' : 'A'}`,
      token.toLowerCase(),
      '%2e%2e%2f'.repeat(5),
    ]) {
      expect(problemOf(await t.as(null)('GET', `/api/call-outs/links/${bad}`)).code, bad).toBe('not-found')
      expect(problemOf(await byLink(bad, { answer: 'participates' })).code, bad).toBe('not-found')
    }
    expect(problemOf(await byLink(token, { answer: 'maybe' })).code).toBe('invalid')
    expect(problemOf(await byLink(token, { answer: 'follows', actorId: idOf('salem') })).code).toBe('invalid')
    // Eight of twenty million guesses would be far too many: the hash of a token opens nothing either.
    const [row] = await t.owner<{ hash: string }>(
      "SELECT translate(encode(token_hash, 'base64'), '+/=', '-_') AS hash FROM outbox_attempts LIMIT 1",
    )
    expect(problemOf(await t.as(null)('GET', `/api/call-outs/links/${row?.hash}`)).code).toBe('not-found')
  })

  test('of a closed activation still shows, and says so; an answer comes too late', async () => {
    const incident = await press(few('nacka'))
    const token = await giveToken(t.owner, incident.code, mailTo('kontakt', 'nacka'))
    expect((await close(incident)).statusCode).toBe(200)
    expect((await t.as(null)('GET', `/api/call-outs/links/${token}`)).json<AnswerLink>().open).toBe(false)
    expect(problemOf(await byLink(token, { answer: 'participates' })).code).toBe('activation-closed')
    expect(problemOf(await answer(nacka, incident.code, { answer: 'participates' })).code).toBe('activation-closed')
    expect(problemOf(await reached(tib, incident.code, idOf('nacka'), { answer: 'participates', means: 'phone' })).code).toBe(
      'activation-closed',
    )
  })

  test('late is kept and marked', async () => {
    const { code } = await press(few('nacka'))
    const token = await giveToken(t.owner, code, mailTo('kontakt', 'nacka'))
    t.clock.advance(16)
    expect((await byLink(token, { answer: 'participates' })).json<AnswerLink>().current?.isLate).toBe(true)
    expect((await rowOf(tib, code, 'nacka')).answers[0]?.isLate).toBe(true)
  })
})

describe('everything at once', () => {
  test('answers, calls, a second forum and the end in the same moment: each is done or refused, nobody waits for anybody forever', async () => {
    const people = await Promise.all([...ids.keys()].map((actor) => t.person('contact-function', actor)))
    for (let round = 0; round < 3; round++) {
      const incident = await press({ title: `Allt på en gång ${round}` })
      const { code } = incident
      const version = incident.activations[0]?.version
      const second = activation({ incidentCode: code, forums: [{ forumCode: 'regionalt-inriktande-forum' }] })
      const responses = await Promise.all([
        ...people.slice(0, 20).map((p) => answer(p, code, { answer: 'participates' })),
        again(tib, code, { kind: 'again', actorIds: people.map((p) => p.actorId) }),
        t.as(tib)('POST', '/api/activations', second, key()),
        ...people.slice(20).map((p) => answer(p, code, { answer: 'follows' })),
        t.as(tib)('POST', `/api/activations/${incident.activations[0]?.id}/close`, { note: 'Slut.', version }),
        ...people.slice(0, 20).map((p) => reached(tib, code, p.actorId ?? '', { answer: 'not_concerned', means: 'phone' })),
      ])
      expect(responses.map((r) => r.statusCode).filter((status) => ![200, 201, 409].includes(status))).toEqual([])
      const entries = await journal(code)
      const kept = await t.owner<{ n: number }>(
        'SELECT count(*)::int AS n FROM activation_answers w JOIN activations v ON v.id = w.activation_id WHERE v.incident_id = $1',
        [incident.id],
      )
      const told = entries.filter((e) => e.type === 'call-outs.answered').flatMap((e) => e.data['answerIds'] as string[])
      expect(told).toHaveLength(kept[0]?.n ?? -1)
    }
  })
})

describe('two incidents side by side', () => {
  test('never mix: links, answers, boards, timelines and what is stopped', async () => {
    const [flood, exercise] = [
      await press(few('nacka', 'salem')),
      await press({ title: 'Övning Vinter', isExercise: true, ...few('nacka', 'ekero') }),
    ]
    const token = await giveToken(t.owner, exercise.code, mailTo('kontakt', 'nacka'))
    expect((await t.as(null)('GET', `/api/call-outs/links/${token}`)).json<AnswerLink>()).toMatchObject({
      title: 'Övning Vinter',
      isExercise: true,
    })
    await byLink(token, { answer: 'participates' })
    expect((await rowOf(tib, exercise.code, 'nacka')).answers).toHaveLength(1)
    expect((await rowOf(tib, flood.code, 'nacka')).answers).toHaveLength(0)
    expect((await board(tib, flood.code)).rows.map((r) => r.actorCode).sort()).toEqual(['nacka', 'salem'])
    expect((await board(tib, exercise.code)).rows.map((r) => r.actorCode).sort()).toEqual(['ekero', 'nacka'])
    const states = (code: string) =>
      t.owner<{ state: string }>(
        'SELECT state FROM outbox_messages WHERE incident_id = (SELECT id FROM incidents WHERE code = $1) AND actor_id = $2',
        [code, idOf('nacka')],
      )
    expect([await states(exercise.code), await states(flood.code)]).toEqual([[{ state: 'delivered' }], [{ state: 'queued' }]])
    expect((await journal(flood.code)).map((j) => j.type)).toEqual(['activations.activated'])
    expect((await journal(exercise.code)).map((j) => j.type)).toEqual(['activations.activated', 'call-outs.answered'])
    await close(exercise)
    expect((await t.as(tib)('GET', `/api/incidents/${flood.code}`)).json<Incident>().state).toBe('open')
    expect(
      problemOf(
        await t.as(tib)(
          'POST',
          `/api/call-outs/boards/${flood.code}/answers`,
          { answer: 'follows', activationIds: [exercise.activations[0]?.id] },
          key(),
        ),
      ).code,
    ).toBe('not-found')
  })
})
