import type { Board, Incident } from '@samverkan/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { dated, type Person, problemOf, startApp, type TestApp } from '../../test/app.ts'
import { activation, key, mailTo, makeCallList } from '../../test/call-list.ts'

let t: TestApp
let tib: Person
let rsib: Person
let nacka: Person
const idOf = async (code: string): Promise<string> =>
  (await t.owner<{ id: string }>('SELECT id FROM actors WHERE code = $1', [code]))[0]?.id ?? ''
const activate = (who: Person | null, body: unknown, headers = key()) => t.as(who)('POST', '/api/activations', body, headers)
const board = async (who: Person, code: string): Promise<Board> => (await t.as(who)('GET', `/api/call-outs/boards/${code}`)).json<Board>()
const counts = async () =>
  (
    await t.owner<
      Record<string, number>
    >(`SELECT (SELECT count(*)::int FROM incidents) AS incidents, (SELECT count(*)::int FROM call_outs) AS "callOuts", (SELECT count(*)::int FROM outbox_messages) AS messages,
      (SELECT count(*)::int FROM journal WHERE type LIKE 'activations.%') AS journal, (SELECT count(*)::int FROM graphile_worker.jobs) AS jobs`)
  )[0]

beforeAll(async () => {
  t = await startApp()
  await makeCallList(t.owner)
  tib = await t.person('lst-tib', 'lst-stockholm', 'Tove Ibsen')
  rsib = await t.person('rsib', null)
  nacka = await t.person('contact-function', 'nacka')
})
afterAll(() => t.close())
beforeEach(() => t.clock.at(dated('2026-11-24T02:14:00Z')))

describe('the preview', () => {
  test('names who would be called into each forum, and who could not be reached', async () => {
    const response = await t.as(tib)('GET', '/api/activations/preview')
    expect(response.statusCode).toBe(200)
    const { forums } = response.json<{
      forums: {
        forumCode: string
        rule: string
        responseMinutes: number | null
        lateAfterMinutes: number
        actors: { byDefault: boolean; contacts: { mailbox: string | null }[]; gap: string | null; confirmedAt: string }[]
      }[]
    }>()
    expect(
      forums.map((f) => [
        f.forumCode,
        f.rule,
        f.responseMinutes,
        f.lateAfterMinutes,
        f.actors.filter((a) => a.byDefault).length,
        f.actors[0]?.contacts.length,
      ]),
    ).toEqual([
      ['regionalt-samordnande-forum', 'all', 0, 15, 37, 1],
      ['regionalt-inriktande-forum', 'all', 60, 60, 37, 2],
      ['kommunikationssamordningskonferens', 'all', null, 15, 37, 1],
      ['samverkansstab', 'designated', 120, 120, 0, 1],
      ['operatorskluster', 'chosen', null, 15, 0, 1],
    ])
    expect(forums.flatMap((f) => f.actors).every((a) => a.gap === null && a.contacts.every((c) => c.mailbox !== null))).toBe(true)
    expect(forums[0]?.actors[0]?.confirmedAt).toBe(dated('2026-11-01T08:00:00.000Z'))
  })

  test('is for the duty officer', async () => {
    expect(problemOf(await t.as(null)('GET', '/api/activations/preview')).code).toBe('not-signed-in')
    expect(problemOf(await t.as(rsib)('GET', '/api/activations/preview')).code).toBe('forbidden')
  })
})

describe('one press', () => {
  test('makes the incident, its activation, 37 called actors, their letters and one journal row', async () => {
    const before = await counts()
    const response = await activate(tib, activation())
    expect(response.statusCode).toBe(201)
    const incident = response.json<Incident>()
    expect(incident).toMatchObject({
      code: `${dated('2026-11-24').slice(0, 4)}-001`,
      state: 'open',
      openedBy: 'Tove Ibsen',
      allowed: ['activations.activate'],
    })
    expect(incident.activations).toMatchObject([
      { forumCode: 'regionalt-samordnande-forum', state: 'convened', called: 37, answered: 0, lateAt: dated('2026-11-24T02:29:00+00:00') },
    ])
    expect(incident.activations[0]?.allowed).toEqual(
      expect.arrayContaining(['activations.close', 'call-outs.call-again', 'call-outs.mark-reached']),
    )
    const after = await counts()
    expect({ ...after }).toEqual({
      incidents: before!['incidents']! + 1,
      callOuts: before!['callOuts']! + 1,
      messages: before!['messages']! + 37,
      journal: before!['journal']! + 1,
      jobs: before!['jobs']! + 37,
    })
  })

  test('into two forums writes each contact once and names both forums to those called to both', async () => {
    const code = (
      await activate(
        tib,
        activation({ forums: [{ forumCode: 'regionalt-samordnande-forum' }, { forumCode: 'regionalt-inriktande-forum' }] }),
      )
    ).json<Incident>().code
    const [one] = await t.owner<{ total: number; actors: number }>(
      'SELECT count(*)::int AS total, count(DISTINCT actor_id)::int AS actors FROM outbox_messages WHERE incident_id = (SELECT id FROM incidents WHERE code = $1)',
      [code],
    )
    expect(one).toEqual({ total: 74, actors: 37 })
    const bodies = new Map(
      (
        await t.owner<{ destination: string; body: string }>(
          'SELECT destination, body FROM outbox_messages WHERE incident_id = (SELECT id FROM incidents WHERE code = $1)',
          [code],
        )
      ).map((m) => [m.destination, m.body]),
    )
    expect(bodies.get(mailTo('kontakt', 'nacka'))).toContain('Forum: Regionalt samordnande forum, Regionalt inriktande forum')
    expect(bodies.get(mailTo('inriktande', 'nacka'))).toContain('Forum: Regionalt inriktande forum\n')
    expect([...bodies.keys()].some((to) => to.startsWith('ersattare'))).toBe(false)
    const lates = (await board(tib, code)).activations.map((a) => a.lateAt)
    expect(lates).toEqual([dated('2026-11-24T03:14:00+00:00'), dated('2026-11-24T02:29:00+00:00')])
  })

  test('an exercise begins with the word ÖVNING, even in an edited text', async () => {
    const code = (await activate(tib, activation({ isExercise: true, message: { subject: 'Kom', body: 'Ring in nu.' } }))).json<Incident>()
      .code
    const [letter] = await t.owner<{ subject: string; body: string }>(
      `SELECT subject, body FROM outbox_messages
        WHERE incident_id = (SELECT id FROM incidents WHERE code = $1) AND actor_id = (SELECT id FROM actors WHERE code = 'danderyd')`,
      [code],
    )
    expect(letter?.subject).toBe('ÖVNING Kom – Danderyds kommun')
    expect(letter?.body).toMatch(/^ÖVNING – inget skarpt larm\. Ring in nu\.[^]*\{\{svarslänk\}\}/)
  })

  test('words that say the opposite of the mode are asked about once, whoever sends them, and nothing is made meanwhile', async () => {
    const before = await counts()
    const real = activation({ title: 'ÖVNING: elavbrott i Boo' })
    expect(problemOf(await activate(tib, real)).code).toBe('mode-in-doubt')
    expect(problemOf(await activate(tib, activation({ message: { subject: 'Vinterövning', body: 'Ring in.' } }))).code).toBe(
      'mode-in-doubt',
    )
    expect(problemOf(await activate(tib, activation({ title: 'Skarpt läge i Boo', isExercise: true }))).code).toBe('mode-in-doubt')
    expect(await counts()).toEqual(before)
    // The same press with the answer, under the same key.
    const press = key()
    expect(problemOf(await activate(tib, real, press)).code).toBe('mode-in-doubt')
    expect((await activate(tib, { ...real, wordsMeant: true }, press)).statusCode).toBe(201)
    expect((await activate(tib, activation({ title: 'Övning Elavbrott', isExercise: true }))).statusCode).toBe(201)
    const [letter] = await t.owner<{ subject: string }>(
      "SELECT subject FROM outbox_messages WHERE subject LIKE '%Elavbrott – Nacka kommun' LIMIT 1",
    )
    expect(letter?.subject, 'said once').toBe('ÖVNING Inkallning: Elavbrott – Nacka kommun')
  })

  test('calls the communication function into the communication conference, and the chosen actors only where it says so', async () => {
    const [salem, ekero] = [await idOf('salem'), await idOf('ekero')]
    const code = (
      await activate(
        tib,
        activation({
          forums: [{ forumCode: 'kommunikationssamordningskonferens' }, { forumCode: 'samverkansstab', actorIds: [salem, ekero] }],
        }),
      )
    ).json<Incident>().code
    const to = (
      await t.owner<{ destination: string }>(
        'SELECT destination FROM outbox_messages WHERE incident_id = (SELECT id FROM incidents WHERE code = $1) ORDER BY 1',
        [code],
      )
    ).map((m) => m.destination)
    expect(to.filter((a) => a.startsWith('kommunikation.'))).toHaveLength(37)
    expect(to.filter((a) => a.startsWith('kontakt.'))).toEqual([mailTo('kontakt', 'ekero'), mailTo('kontakt', 'salem')])
  })

  test('designated actors are called into the staff without being chosen', async () => {
    const sos = await idOf('sos-alarm')
    await t.owner(
      "INSERT INTO actor_designations (id, actor_id, kind, basis, valid_from) VALUES ('019a0000-0000-7000-8000-00000000d001', $1, 'staff_designated', 'a test', '2026-01-01')",
      [sos],
    )
    const incident = (await activate(tib, activation({ forums: [{ forumCode: 'samverkansstab' }] }))).json<Incident>()
    expect(incident.activations[0]?.called).toBe(1)
    await t.owner('DELETE FROM actor_designations')
    expect(problemOf(await activate(tib, activation({ forums: [{ forumCode: 'samverkansstab' }] }))).code).toBe('nobody-to-call')
  })

  test('shows a contact without e-mail and an actor without contact as gaps', async () => {
    const [salem, ekero] = [await idOf('salem'), await idOf('ekero')]
    await t.owner("DELETE FROM actor_contact_channels WHERE actor_id = $1 AND channel = 'email' AND address LIKE 'kontakt%'", [salem])
    await t.owner("UPDATE actor_contact_points SET archived_at = app_now() WHERE actor_id = $1 AND function_code = 'contact-function'", [
      ekero,
    ])
    const code = (await activate(tib, activation())).json<Incident>().code
    const rows = (await board(tib, code)).rows
    expect(rows.slice(0, 2).map((r) => [r.actorCode, r.gap, r.contacts?.[0]?.gap, r.contacts?.[0]?.phones.length])).toEqual([
      ['ekero', 'no_contact_point', 'no_contact_point', 0],
      ['salem', 'no_channel', 'no_channel', 1],
    ])
    expect(rows).toHaveLength(37)
    await t.owner('UPDATE actor_contact_points SET archived_at = NULL WHERE actor_id = $1', [ekero])
    await t.owner(
      "INSERT INTO actor_contact_channels (id, contact_point_id, actor_id, channel, address) SELECT gen_random_uuid(), id, actor_id, 'email', $2 FROM actor_contact_points WHERE actor_id = $1 AND function_code = 'contact-function' AND NOT is_deputy",
      [salem, mailTo('kontakt', 'salem')],
    )
  })
})

test('W15 · one mailbox of several contact points gets one letter for each actor, which says for whom; board, receipt and another call agree', async () => {
  const shared = 'larm@larmcentral.example'
  const [nackaId, danderydId] = [await idOf('nacka'), await idOf('danderyd')]
  await t.owner(
    `UPDATE actor_contact_channels SET address = $2 WHERE channel = 'email' AND contact_point_id IN (SELECT id FROM actor_contact_points WHERE actor_id = ANY($1) AND NOT is_deputy)`,
    [[nackaId, danderydId], shared],
  )
  await t.owner(
    `INSERT INTO actor_contact_points (id, actor_id, function_code, label) VALUES ('019a0000-0000-7000-8000-000000000151', $1, 'contact-function', 'Reserv')`,
    [nackaId],
  )
  await t.owner(
    `INSERT INTO actor_contact_channels (id, contact_point_id, actor_id, channel, address) SELECT gen_random_uuid(), '019a0000-0000-7000-8000-000000000151', $1, c.channel, c.address
      FROM (VALUES ('email', 'LARM@larmcentral.example'), ('phone', '08-123 45 99')) c(channel, address)`,
    [nackaId],
  )
  const forums = [{ forumCode: 'regionalt-samordnande-forum' }, { forumCode: 'regionalt-inriktande-forum' }].map((one) => ({
    ...one,
    actorIds: [nackaId, danderydId],
  }))
  const { code } = (await activate(tib, activation({ forums }))).json<Incident>()
  const letters = () =>
    t.owner<{ actor: string; subject: string; body: string }>(
      `SELECT a.code AS actor, m.subject, m.body FROM outbox_messages m JOIN incidents i ON i.id = m.incident_id JOIN actors a ON a.id = m.actor_id WHERE i.code = $1 AND m.destination ILIKE $2 ORDER BY m.created_at, a.code`,
      [code, shared],
    )
  const first = await letters()
  expect(first.map(({ actor }) => actor)).toEqual(['danderyd', 'nacka'])
  for (const { subject, body } of first) {
    const name = subject.includes('Nacka') ? 'Nacka kommun' : 'Danderyds kommun'
    expect(subject.endsWith(` – ${name}`)).toBe(true)
    expect(body).toContain(`Svara för ${name}: {{svarslänk}}`)
    expect(body).toMatch(/Forum: .*samordnande.*, .*inriktande/)
  }
  const row = (await board(tib, code)).rows.find(({ actorId }) => actorId === nackaId)
  expect(row?.contacts?.filter(({ messageState }) => messageState !== null)).toHaveLength(1)
  expect(row?.contacts?.[0]?.label).toContain('Reserv')
  expect(row?.contacts?.[0]?.phones).toContain('08-123 45 99')
  const [entry] = await t.owner<{ data: { recipients: number } }>(
    `SELECT j.data FROM journal j JOIN incidents i ON i.id = j.incident_id WHERE i.code = $1 AND j.type = 'activations.activated'`,
    [code],
  )
  expect(entry?.data.recipients).toBe(2)
  t.clock.advance(20)
  const again = await t.as(tib)('POST', `/api/call-outs/boards/${code}/calls`, { kind: 'again', actorIds: [nackaId, danderydId] }, key())
  expect(again.json()).toMatchObject({ recipients: 2 })
  expect((await letters()).slice(2).map(({ subject }) => subject.split(' – ').at(-1))).toEqual(['Danderyds kommun', 'Nacka kommun'])
})

describe('what is refused', () => {
  test('who may not', async () => {
    expect(problemOf(await activate(null, activation())).code).toBe('not-signed-in')
    expect(problemOf(await activate(nacka, activation())).code).toBe('forbidden')
    expect(problemOf(await activate(rsib, activation())).code).toBe('forbidden')
    expect(problemOf(await activate(await t.person('system-admin', null), activation())).code).toBe('forbidden')
  })

  test.each<[string, Record<string, unknown>, string]>([
    ['an empty title', { title: '  ' }, '/title'],
    ['a description of 10,000 characters', { description: 'x'.repeat(10_000) }, '/description'],
    ['a title of which nothing can be seen', { title: '\u200b\u00ad' }, '/title'],
    ['1,001 characters of how to dial in', { dialIn: 'x'.repeat(1_001) }, '/dialIn'],
    ['half a character in the subject', { message: { subject: 'Brand \ud83d', body: 'c' } }, '/message/subject'],
    ['no forum', { forums: [] }, '/forums'],
    ['the same forum twice', { forums: [{ forumCode: 'samverkansstab' }, { forumCode: 'samverkansstab' }] }, '/forums'],
    ['a forum that cannot be activated', { forums: [{ forumCode: 'regional-samverkanskonferens' }] }, '/forums/0/forumCode'],
    [
      'an unknown actor',
      { forums: [{ forumCode: 'samverkansstab', actorIds: ['019a0000-0000-7000-8000-0000000000ff'] }] },
      '/forums/0/actorIds/0',
    ],
    ['a conference that is over', { conferenceAt: dated('2026-11-24T02:08:59Z') }, '/conferenceAt'],
    ['a field nobody knows', { audience: 'all' }, '/'],
  ])('%s is invalid, and nothing is made', async (_what, more, pointer) => {
    const before = await counts()
    const response = await activate(tib, activation(more))
    const problem = problemOf(response)
    expect([problem.code, problem.errors?.[0]?.pointer]).toEqual(['invalid', pointer])
    expect(await counts()).toEqual(before)
  })

  test('W7 · a tab and a line break in a one-line field become a space, in the incident and in its letters', async () => {
    const title = 'Elavbrott\tNacka\r\nBcc: x@y.example'
    const { code } = (await activate(tib, activation({ title, dialIn: '08-123\tkod 4512#' }))).json<Incident>()
    const [letter] = await t.owner<{ title: string; dialIn: string; subject: string; body: string }>(
      `SELECT i.title, v.dial_in AS "dialIn", m.subject, m.body FROM incidents i JOIN activations v ON v.incident_id = i.id JOIN outbox_messages m ON m.incident_id = i.id
        WHERE i.code = $1 LIMIT 1`,
      [code],
    )
    expect(letter).toMatchObject({
      title: 'Elavbrott Nacka Bcc: x@y.example',
      dialIn: '08-123 kod 4512#',
      subject: expect.stringMatching(/^SKARPT Inkallning: Elavbrott Nacka Bcc: x@y.example – [^\n]+$/),
      body: expect.stringContaining('Anslut: 08-123 kod 4512#'),
    })
  })

  test('W5 · a link with its number and password is held whole, in every letter of a text that is as long as it may be', async () => {
    const dialIn = `https://teams.microsoft.example/${'l'.repeat(900)} lösenord ${'å'.repeat(50)}`
    const { code } = (
      await activate(tib, activation({ isExercise: true, dialIn, message: { subject: 'x'.repeat(180), body: 'x'.repeat(4_000) } }))
    ).json<Incident>()
    const [letter] = await t.owner<{ body: string; subject: string }>(
      'SELECT m.body, m.subject FROM outbox_messages m JOIN incidents i ON i.id = m.incident_id WHERE i.code = $1 LIMIT 1',
      [code],
    )
    expect(letter?.body).toContain(dialIn)
    expect(letter?.subject).toMatch(/^ÖVNING x+… – .+ kommun$/)
    expect(letter?.subject).toHaveLength(180)
    const actorIds = (await board(tib, code)).rows.map((row) => row.actorId)
    const again = await t.as(tib)('POST', `/api/call-outs/boards/${code}/calls`, { kind: 'again', actorIds }, key())
    expect(again.statusCode).toBe(201)
  })

  test('W6 · a character at the cut of a subject stays whole', async () => {
    const title = `${`Skogsbrand vid Älgsjön – ${'ord '.repeat(60)}`.slice(0, 159)}🔥 och mera rök`
    const { code } = (await activate(tib, activation({ title }))).json<Incident>()
    const [letter] = await t.owner<{ subject: string }>(
      'SELECT m.subject FROM outbox_messages m JOIN incidents i ON i.id = m.incident_id WHERE i.code = $1 LIMIT 1',
      [code],
    )
    expect(letter?.subject).toMatch(/… – .+ kommun$/)
    expect(letter?.subject.isWellFormed()).toBe(true)
  })

  test('a conference that began five minutes ago is not too late', async () => {
    expect((await activate(tib, activation({ conferenceAt: dated('2026-11-24T02:09:00Z') }))).statusCode).toBe(201)
  })

  test('unknown forums, incidents and requests are not found; a press without a key is invalid', async () => {
    expect(problemOf(await activate(tib, activation({ forums: [{ forumCode: 'atlantis' }] }))).code).toBe('not-found')
    expect(problemOf(await activate(tib, activation({ incidentCode: '2026-999' }))).code).toBe('not-found')
    expect(problemOf(await activate(tib, activation({ requestId: '019a0000-0000-7000-8000-0000000000ff' }))).code).toBe('not-found')
    expect(problemOf(await t.as(tib)('POST', '/api/activations', activation())).errors).toEqual([
      { pointer: '/headers/idempotency-key', code: 'required' },
    ])
    expect(problemOf(await activate(tib, activation({ forums: [{ forumCode: 'operatorskluster' }] }))).code).toBe('nobody-to-call')
  })

  test('a forum that is already active in the incident, and an exercise within a real incident', async () => {
    const { code } = (await activate(tib, activation())).json<Incident>()
    expect(problemOf(await activate(tib, activation({ incidentCode: code }))).code).toBe('already-activated')
    expect(
      problemOf(
        await activate(tib, activation({ incidentCode: code, isExercise: true, forums: [{ forumCode: 'regionalt-inriktande-forum' }] })),
      ).errors,
    ).toEqual([{ pointer: '/isExercise', code: 'differs-from-incident' }])
    const grown = await activate(tib, activation({ incidentCode: code, forums: [{ forumCode: 'regionalt-inriktande-forum' }] }))
    expect(grown.statusCode).toBe(201)
    expect(grown.json<Incident>()).toMatchObject({ code, version: 2, activations: [{ called: 37 }, { called: 37 }] })
  })
})

describe('the same press again', () => {
  test('fifty at once with one key make one call-out, and all get its answer', async () => {
    const before = await counts()
    const header = key()
    const responses = await Promise.all(Array.from({ length: 50 }, () => activate(tib, activation({ title: 'Femtio på en gång' }), header)))
    expect(new Set(responses.map((r) => r.statusCode))).toEqual(new Set([201]))
    expect(new Set(responses.map((r) => r.json<Incident>().code)).size).toBe(1)
    const after = await counts()
    expect([
      after!['incidents']! - before!['incidents']!,
      after!['callOuts']! - before!['callOuts']!,
      after!['messages']! - before!['messages']!,
    ]).toEqual([1, 1, 37])
  })

  test('the same key with another body is refused; another person may use the same key', async () => {
    const header = key()
    expect((await activate(tib, activation(), header)).statusCode).toBe(201)
    expect(problemOf(await activate(tib, activation({ title: 'Något annat' }), header)).code).toBe('key-reused')
    const other = await t.person('lst-tib', 'lst-stockholm')
    expect((await activate(other, activation(), header)).statusCode).toBe(201)
  })

  test('a press that was refused may be made again with the same key', async () => {
    const header = key()
    expect(problemOf(await activate(tib, activation({ incidentCode: '2026-998' }), header)).code).toBe('not-found')
    expect((await activate(tib, activation(), header)).statusCode).toBe(201)
  })

  test('ten different presses at once get ten codes of their own', async () => {
    const codes = (await Promise.all(Array.from({ length: 10 }, (_, i) => activate(tib, activation({ title: `Händelse ${i}` }))))).map(
      (r) => r.json<Incident>().code,
    )
    expect(new Set(codes).size).toBe(10)
  })
})
