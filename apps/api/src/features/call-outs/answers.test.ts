import type { AnsweredRow, AnswerLink, Board, BoardRow, Incident, LinkAnswer, LinkAnswered } from '@samverkan/contract'
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { dated, type Person, startApp, type TestApp } from '../../test/app.ts'
import { activation, giveToken, key, mailTo, makeCallList } from '../../test/call-list.ts'

let t: TestApp
let tib: Person
let nacka: Person
beforeAll(async () => {
  t = await startApp()
  await makeCallList(t.owner)
  tib = await t.person('lst-tib', 'lst-stockholm')
  nacka = await t.person('contact-function', 'nacka')
})
afterAll(() => t.close())
beforeEach(() => t.clock.at(dated('2026-11-24T02:14:00Z')))

/** Nacka is called into all three at once, whose clocks are 15, 60 and 120 minutes. */
const forums = ['regionalt-samordnande-forum', 'regionalt-inriktande-forum', 'samverkansstab']
const press = async (codes = forums): Promise<Incident> => {
  const body = activation({
    forums: codes.map((forumCode) => ({ forumCode, actorIds: [nacka.actorId] })),
    narrowingReason: 'ett prov',
  })
  return (await t.as(tib)('POST', '/api/activations', body, key())).json<Incident>()
}
const read = async (code: string): Promise<BoardRow> => {
  const { rows } = (await t.as(tib)('GET', `/api/call-outs/boards/${code}`)).json<Board>()
  return rows.find((row) => row.actorId === nacka.actorId)!
}
const answer = (code: string, body: object, headers = key()): Promise<LightMyRequestResponse> =>
  t.as(nacka)('POST', `/api/call-outs/boards/${code}/answers`, body, headers)
const end = async ({ code }: Incident, forumCode: string): Promise<void> => {
  const { activations } = (await t.as(tib)('GET', `/api/incidents/${code}`)).json<Incident>()
  const { id, version } = activations.find((a) => a.forumCode === forumCode)!
  expect((await t.as(tib)('POST', `/api/activations/${id}/close`, { note: 'Slut.', version })).statusCode).toBe(200)
}

/** Postgres and the API write the same instant in two ways. */
const plain = ({ actorId, state, lateAt, answers, connected }: AnsweredRow) => ({
  actorId,
  state,
  lateAt: Date.parse(lateAt),
  answers: answers
    .map((a) => ({ ...a, answeredAt: Date.parse(a.answeredAt), etaAt: a.etaAt && Date.parse(a.etaAt) }))
    .toSorted((a, b) => a.activationId.localeCompare(b.activationId)),
  connected: connected.map((one) => ({ ...one, at: Date.parse(one.at) })).toSorted((a, b) => a.activationId.localeCompare(b.activationId)),
})

describe('what an answer gives back', () => {
  test('is the row as the board shows it, whatever was answered, changed or ended before', async () => {
    const incident = await press()
    const { code, activations } = incident
    const into = (forumCode: string) => [activations.find((a) => a.forumCode === forumCode)?.id]
    const [coordinating, directing, staff] = forums as [string, string, string]
    const steps: [object, string?][] = [
      [{ answer: 'follows', activationIds: into(directing), etaMinutes: 20, comment: 'Snö på vägen' }],
      [{ answer: 'participates', activationIds: into(directing) }],
      [{ answer: 'participates', activationIds: into(staff) }, coordinating],
      [{ answer: 'not_concerned', deputy: 'Dag' }],
      [{ answer: 'not_concerned', deputy: 'Dag' }, directing],
      [{ answer: 'participates' }],
    ]
    for (const [body, ending] of steps) {
      t.clock.advance(13)
      if (ending) await end(incident, ending)
      const response = await answer(code, body)
      expect(response.statusCode).toBe(200)
      expect(plain(response.json<AnsweredRow>())).toEqual(plain(await read(code)))
    }
    const header = key()
    const twice = [await answer(code, { answer: 'follows' }, header), await answer(code, { answer: 'follows' }, header)]
    expect(plain(twice[1]!.json<AnsweredRow>())).toEqual(plain(twice[0]!.json<AnsweredRow>()))
  })

  test('by link is what the link shows from then on', async () => {
    const { code } = await press()
    const token = await giveToken(t.owner, code, mailTo('kontakt', 'nacka'))
    const url = `/api/call-outs/links/${token}`
    for (const body of [{ answer: 'participates', person: 'Nils', etaMinutes: 5 }, { answer: 'follows' }, { answer: 'follows' }]) {
      t.clock.advance(9)
      const given = (await t.as(null)('POST', url, body)).json<{ current: LinkAnswer }>().current
      const shown = (await t.as(null)('GET', url)).json<{ current: LinkAnswer }>().current
      const instants = (a: LinkAnswer) => ({ ...a, answeredAt: Date.parse(a.answeredAt), etaAt: a.etaAt && Date.parse(a.etaAt) })
      expect(instants(given)).toEqual(instants(shown))
    }
  })
})

test('a forum that has ended makes no row late while another goes on', async () => {
  const incident = await press(['regionalt-samordnande-forum', 'regionalt-inriktande-forum'])
  const directing = incident.activations.find((a) => a.forumCode === 'regionalt-inriktande-forum')
  t.clock.advance(10)
  await end(incident, 'regionalt-samordnande-forum')
  t.clock.advance(20)
  expect([(await read(incident.code)).state, (await read(incident.code)).lateAt]).toEqual(['alerted', directing?.lateAt])
  await answer(incident.code, { answer: 'participates', activationIds: [directing?.id] })
  expect((await read(incident.code)).state).toBe('answered')
})

test('a link to two forums shows what was said to each, and says which of them the next answer was given to', async () => {
  const incident = await press(['regionalt-samordnande-forum', 'regionalt-inriktande-forum'])
  const idIn = (forumCode: string) => incident.activations.find((a) => a.forumCode === forumCode)?.id
  await answer(incident.code, { answer: 'follows', activationIds: [idIn('regionalt-samordnande-forum')] })
  const token = await giveToken(t.owner, incident.code, mailTo('kontakt', 'nacka'))
  const url = `/api/call-outs/links/${token}`
  const shown = async () =>
    Object.fromEntries((await t.as(null)('GET', url)).json<AnswerLink>().forums.map(({ code, answer: said }) => [code, said]))
  expect(await shown()).toEqual({ 'regionalt-samordnande-forum': 'follows', 'regionalt-inriktande-forum': null })
  await end(incident, 'regionalt-samordnande-forum')
  const given = (await t.as(null)('POST', url, { answer: 'participates' })).json<LinkAnswered>()
  expect([given.current.answer, given.givenTo]).toEqual(['participates', [idIn('regionalt-inriktande-forum')]])
  expect(await shown()).toEqual({ 'regionalt-samordnande-forum': 'follows', 'regionalt-inriktande-forum': 'participates' })
})

// Ten by the link, which is how often it may change its mind without waiting.
test('the same answer through link and portal, forty times at once, is written once per change of mind', async () => {
  const { code } = await press(['regionalt-samordnande-forum'])
  const token = await giveToken(t.owner, code, mailTo('kontakt', 'nacka'))
  const all = await Promise.all(
    Array.from({ length: 40 }, (_, i) =>
      i % 4 === 0
        ? t.as(null)('POST', `/api/call-outs/links/${token}`, { answer: 'participates', person: 'Nils' })
        : answer(code, { answer: 'participates', person: 'Nils' }),
    ),
  )
  expect(new Set(all.map((response) => response.statusCode))).toEqual(new Set([200]))
  const given = await t.owner<{ number: number; via: string }>(
    `SELECT w.number, w.via FROM activation_answers w JOIN activations v ON v.id = w.activation_id JOIN incidents i ON i.id = v.incident_id
     WHERE i.code = $1 ORDER BY w.number`,
    [code],
  )
  expect(given.map(({ number }) => number)).toEqual(given.map((_, i) => i + 1))
  // Another way of saying it is something new; the same way again is not.
  expect(given.every(({ via }, i) => i === 0 || via !== given[i - 1]?.via)).toBe(true)
  expect((await read(code)).answers[0]?.earlier).toBe(given.length - 1)
})

describe('the roll of a conference', () => {
  const tick = (who: Person, code: string, activationId: string | undefined, connected: boolean, more: object = {}, headers = key()) =>
    t.as(who)('PUT', `/api/call-outs/boards/${code}/actors/${nacka.actorId}/connected`, { activationId, connected, ...more }, headers)
  const types = (code: string) =>
    t.owner<{ type: string; data: Record<string, unknown> }>(
      "SELECT type, data FROM journal WHERE incident_id = (SELECT id FROM incidents WHERE code = $1) AND type LIKE 'call-outs.%' ORDER BY id",
      [code],
    )

  test('a tick made without a network keeps its moment, within bounds, and is one tick however often it is sent', async () => {
    const { code, activations } = await press(['regionalt-samordnande-forum'])
    const id = activations[0]?.id
    t.clock.advance(30)
    const made = new Date(t.clock.now().getTime() - 20 * 60_000).toISOString()
    const headers = key()
    for (const response of [
      await tick(tib, code, id, true, { tickedAt: made }, headers),
      await tick(tib, code, id, true, { tickedAt: made }, headers),
    ])
      expect(response.json<AnsweredRow>()).toMatchObject({
        connected: [{ activationId: id, at: made }],
        answers: [{ answer: 'participates', answeredAt: made, isLate: false }],
      })
    expect((await types(code)).map(({ type, data }) => [type, data['tickedAt']])).toEqual([
      ['call-outs.answered', undefined],
      ['call-outs.connected', made],
    ])
    // Taken back since; the first one, sent once more, brings nothing back.
    await tick(tib, code, id, false)
    expect((await tick(tib, code, id, true, { tickedAt: made }, headers)).json<AnsweredRow>().connected).toEqual([])
    // A clock that goes wrong on a device: never later than now, nor before anybody could have been called.
    const now = t.clock.now().toISOString()
    const ahead = new Date(t.clock.now().getTime() + 3_600_000).toISOString()
    expect((await tick(tib, code, id, true, { tickedAt: ahead })).json<AnsweredRow>().connected).toMatchObject([{ at: now }])
    expect((await tick(tib, code, id, true, { tickedAt: made }, { ...headers })).statusCode).toBe(200)
    // Made or taken back without a network before what a colleague has done since, and sent after it: the later one stands.
    t.clock.advance(10)
    const before = new Date(t.clock.now().getTime() - 15 * 60_000).toISOString()
    expect((await tick(tib, code, id, false, { tickedAt: before })).json<AnsweredRow>().connected).toMatchObject([{ at: now }])
    expect((await tick(tib, code, id, false)).json<AnsweredRow>().connected).toEqual([])
    t.clock.advance(10)
    expect((await tick(tib, code, id, true, { tickedAt: before })).json<AnsweredRow>().connected).toEqual([])
    expect((await tick(tib, code, id, false, {}, headers)).json()).toMatchObject({ code: 'key-reused' })
  })

  test('ticks an actor that has answered, takes the tick back, and changes nothing when told the same again', async () => {
    const { code, activations } = await press(['regionalt-samordnande-forum'])
    const id = activations[0]?.id
    await answer(code, { answer: 'follows' })
    t.clock.advance(40)
    for (const connected of [true, true, false, false, true]) {
      const response = await tick(tib, code, id, connected)
      expect(response.statusCode).toBe(200)
      expect(response.json<AnsweredRow>().state).toBe(connected ? 'connected' : 'answered')
      expect(plain(response.json<AnsweredRow>())).toEqual(plain(await read(code)))
    }
    expect((await read(code)).answers).toMatchObject([{ answer: 'follows', via: 'portal' }])
    expect((await types(code)).map(({ type, data }) => [type, data['connected']])).toEqual([
      ['call-outs.answered', undefined],
      ['call-outs.connected', true],
      ['call-outs.connected', false],
      ['call-outs.connected', true],
    ])
  })

  test('an actor that joins without having answered takes part from then on, taken the way the conference is held', async () => {
    const { code, activations } = await press(['regionalt-samordnande-forum', 'regionalt-inriktande-forum'])
    const id = activations.find((a) => a.forumCode === 'regionalt-inriktande-forum')?.id
    const response = await tick(tib, code, id, true)
    expect(plain(response.json<AnsweredRow>())).toEqual(plain(await read(code)))
    const row = await read(code)
    expect([row.state, row.connected.map((one) => one.activationId)]).toEqual(['received', [id]])
    expect(row.answers).toMatchObject([{ activationId: id, answer: 'participates', via: 'manual', means: 'phone' }])
    expect((await types(code)).map(({ type }) => type)).toEqual(['call-outs.answered', 'call-outs.connected'])
    // A slip of the finger: with the tick goes the answer that it gave, and nothing but the history knows of it.
    const back = await tick(tib, code, id, false)
    expect(plain(back.json<AnsweredRow>())).toEqual(plain(await read(code)))
    expect(await read(code)).toMatchObject({ state: 'alerted', answers: [], connected: [] })
    // What the actor has said since is its own.
    await tick(tib, code, id, true)
    t.clock.advance(1)
    await answer(code, { answer: 'follows', activationIds: [id] })
    await tick(tib, code, id, false)
    expect((await read(code)).answers).toMatchObject([{ answer: 'follows', via: 'portal' }])
  })

  test('is kept by who leads the call-out, for forums the actor was called to, while they go on', async () => {
    const incident = await press(['regionalt-samordnande-forum'])
    const other = await press(['regionalt-samordnande-forum'])
    const id = incident.activations[0]?.id
    expect((await tick(nacka, incident.code, id, true)).statusCode).toBe(403)
    expect((await tick(tib, incident.code, other.activations[0]?.id, true)).statusCode).toBe(404)
    await end(incident, 'regionalt-samordnande-forum')
    expect((await tick(tib, incident.code, id, true)).statusCode).toBe(409)
    expect((await read(incident.code)).connected).toEqual([])
  })

  test('ticked by two at once it is one tick, and one answer', async () => {
    const { code, activations } = await press(['regionalt-samordnande-forum'])
    const all = await Promise.all(Array.from({ length: 12 }, () => tick(tib, code, activations[0]?.id, true)))
    expect(new Set(all.map((response) => response.statusCode))).toEqual(new Set([200]))
    expect((await types(code)).map(({ type }) => type)).toEqual(['call-outs.answered', 'call-outs.connected'])
  })
})
