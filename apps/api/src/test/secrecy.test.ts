import { routes } from '@samverkan/contract'
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { holdsWords, isAskedAbout } from '../lib/secrecy.ts'
import { dated, type Person, problemOf, startApp, type TestApp } from './app.ts'
import { activation, key, makeCallList } from './call-list.ts'

let t: TestApp
let tib: Person
let office: Person
let admin: Person
beforeAll(async () => {
  t = await startApp()
  await makeCallList(t.owner)
  tib = await t.person('lst-tib', 'lst-stockholm')
  office = await t.person('koordinator', null)
  admin = await t.person('actor-admin', 'nacka')
})
afterAll(() => t.close())

describe('D3 · words that leave or are read by others', () => {
  test('are asked about on every route that takes them', () => {
    const named = ({ method, path }: (typeof routes)[number]) => `${method} ${path}`
    const taking = routes.filter((route) => holdsWords(route.body))
    expect(taking.length).toBeGreaterThan(25)
    const not = taking.filter((route) => !isAskedAbout(route)).map(named)
    expect(not.filter((one) => !one.includes('/api/situational-pictures/'))).toEqual([])
    // Held by situational-pictures/markings.test.ts.
    expect(not.length).toBe(8)
  })

  const journal = (subject: string) =>
    t.owner<{ type: string; data: Record<string, unknown>; audience: string[] | null }>(
      'SELECT type, data, audience FROM journal WHERE subject_id = $1 ORDER BY id',
      [subject],
    )
  const asked = (response: LightMyRequestResponse) => {
    expect(problemOf(response).code).toBe('looks-secret')
    return response.json<{ current: { asked: { pointer: string; text: string; marks: string[] }[] } }>().current.asked
  }

  test('a call-out: title, dial-in and the text of the letter are asked about before anybody is called, and let through once said to be none', async () => {
    const body = activation({
      title: 'HEMLIG: ledningsplats flyttas',
      dialIn: 'Kod TOP SECRET 1',
      message: { subject: 'Kom', body: 'KONFIDENTIELL plats' },
    })
    const headers = key()
    const before = await t.owner<{ n: number }>('SELECT count(*)::int AS n FROM incidents')
    expect(asked(await t.as(tib)('POST', '/api/activations', body, headers))).toEqual([
      { pointer: '/title', text: 'HEMLIG: ledningsplats flyttas', marks: ['class'] },
      { pointer: '/dialIn', text: 'Kod TOP SECRET 1', marks: ['foreign'] },
      { pointer: '/message/body', text: 'KONFIDENTIELL plats', marks: ['class'] },
    ])
    expect(await t.owner('SELECT count(*)::int AS n FROM incidents')).toEqual(before)
    const done = await t.as(tib)('POST', '/api/activations', body, { ...headers, 'not-secret': '1' })
    expect(done.statusCode, done.body).toBe(201)
    const [{ id } = { id: '' }] = await t.owner<{ id: string }>('SELECT id FROM incidents WHERE title LIKE $1', ['HEMLIG%'])
    const rows = await journal(id)
    expect(rows.map(({ type }) => type)).toEqual(['activations.activated', 'texts.marking-overridden'])
    expect(rows[1]).toMatchObject({ data: { marks: ['class', 'foreign'], fields: ['/title', '/dialIn', '/message/body'] } })
    expect(JSON.stringify(rows)).not.toContain('ledningsplats')
    // The same press again does nothing, and says nothing more.
    await t.as(tib)('POST', '/api/activations', body, { ...headers, 'not-secret': '1' })
    expect(await journal(id)).toHaveLength(2)
  })

  test('an answer that is written down for an actor', async () => {
    const { code } = (await t.as(tib)('POST', '/api/activations', activation(), key())).json<{ code: string }>()
    const board = (await t.as(tib)('GET', `/api/call-outs/boards/${code}`)).json<{ rows: { actorId: string }[] }>()
    const actorId = board.rows[0]?.actorId ?? ''
    const at = `/api/call-outs/boards/${code}/actors/${actorId}/reached`
    const body = { answer: 'participates', comment: 'NATO RESTRICTED', means: 'phone' }
    expect(asked(await t.as(tib)('POST', at, body, key()))).toMatchObject([{ pointer: '/comment', marks: ['foreign'] }])
    const answered = await t.as(tib)('POST', at, body, { ...key(), 'not-secret': '1' })
    expect(answered.statusCode, answered.body).toBeLessThan(300)
    expect((await journal(actorId)).map(({ type }) => type)).toEqual(['call-outs.answered', 'texts.marking-overridden'])
  })

  test.each([
    [
      'a measure',
      () =>
        [
          'POST',
          '/api/measures',
          { title: 'HEMLIG åtgärd', description: '', owner: { office: true }, dueOn: dated('2026-12-01'), origin: { kind: 'none' } },
        ] as const,
      () => office,
    ],
    [
      'a contact',
      () =>
        [
          'POST',
          '/api/actors/nacka/contact-points',
          { label: 'KONFIDENTIELL jour', functionCode: 'contact-function', isDeputy: false, channels: [] },
        ] as const,
      () => admin,
    ],
    [
      'a request',
      () =>
        [
          'POST',
          '/api/activations/requests',
          { reason: 'säkerhetsskyddsklassificerad anläggning', forumCode: 'regionalt-samordnande-forum', isExercise: false },
        ] as const,
      () => tib,
    ],
  ])('%s is asked about', async (_what, request, who) => {
    const [method, url, body] = request()
    expect(asked(await t.as(who())(method, url, body, key()))).toHaveLength(1)
    const done = await t.as(who())(method, url, body, { ...key(), 'not-secret': '1' })
    expect([200, 201], done.body).toContain(done.statusCode)
    const [last] = await t.owner<{ type: string }>('SELECT type FROM journal ORDER BY id DESC LIMIT 1')
    expect(last?.type).toBe('texts.marking-overridden')
  })

  test('a person’s name is no text, and a word in a sentence stops nobody', async () => {
    const body = {
      title: 'Hemlig gäst, ring HEMLIGA numret',
      description: '',
      owner: { office: true },
      dueOn: dated('2026-12-01'),
      origin: { kind: 'none' },
    }
    expect((await t.as(office)('POST', '/api/measures', body, key())).statusCode).toBe(201)
  })
})
