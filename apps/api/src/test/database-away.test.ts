import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../lib/ids.ts'
import { append } from '../lib/journal.ts'
import { loggedIn, type Person, problemOf, startApp, type TestApp } from './app.ts'
import { type Cable, layCable } from './cable.ts'
import { listen, openStream } from './stream.ts'

let cable: Cable
let t: TestApp
let nacka: Person
beforeAll(async () => {
  cable = await layCable()
  t = await startApp({ live: true, through: cable.through, onDatabaseError: () => {} })
  await listen(t)
  nacka = await t.person('contact-function', 'nacka')
})
afterAll(async () => {
  await t.close()
  await cable.pull()
})

const happen = (): Promise<number> =>
  t.db.inViewer(loggedIn(nacka, { userId: nacka.id, actorId: nacka.actorId, functionCode: 'contact-function', scope: 'actor' }), (tx) =>
    append(tx, {
      at: t.clock.now(),
      type: 'activations.request-acknowledged',
      subject: { type: 'activation-request', id: newId() },
      data: {},
    }),
  )

test('a database that cannot be reached is 503 with a plain text, never a wrong answer, and the rest follows when it is back', async () => {
  const stream = await openStream(t, nacka)
  await stream.until((one) => one.event === 'ready')
  const before = await happen()
  await stream.until((one) => one.id === before)

  await cable.pull()
  for (const [method, url, body] of [
    ['GET', '/api/home', undefined],
    ['GET', '/api/actors', undefined],
    ['POST', '/api/sessions', { email: 'a@b.example', password: 'x' }],
  ] as const) {
    const answers = await Promise.all(Array.from({ length: 10 }, () => t.as(url === '/api/sessions' ? null : nacka)(method, url, body)))
    for (const answer of answers) expect(problemOf(answer).code, url).toBe('unavailable')
  }
  expect((await t.as(null)('GET', '/healthz')).statusCode).toBe(200)
  const ready = await t.as(null)('GET', '/readyz')
  expect([ready.statusCode, ready.json<{ database: boolean }>().database]).toEqual([503, false])

  await cable.plugIn()
  expect((await t.as(nacka)('GET', '/api/home')).statusCode).toBe(200)
  const after = await happen()
  await stream.until((one) => one.id === after, 15_000)
  expect(stream.changes()).toEqual([before, after])
  stream.close()
}, 40_000)
