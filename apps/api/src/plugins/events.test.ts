import type { Viewer } from '@samverkan/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../lib/ids.ts'
import { append } from '../lib/journal.ts'
import { sql } from '../lib/sql.ts'
import { loggedIn, type Person, startApp, type TestApp } from '../test/app.ts'
import { listen, openStream } from '../test/stream.ts'

let t: TestApp
let tib: Person
let nacka: Person
let salem: Person
beforeAll(async () => {
  t = await startApp({ live: true, onDatabaseError: () => {} })
  await listen(t)
  tib = await t.person('lst-tib', 'lst-stockholm')
  nacka = await t.person('contact-function', 'nacka')
  salem = await t.person('contact-function', 'salem')
})
afterAll(() => t.close())

const viewer = (): Viewer => loggedIn(tib, { userId: tib.id, actorId: tib.actorId, functionCode: 'lst-tib', scope: 'region' })
/** Something happens, for everybody or for these; answers its id in the journal once it is committed. */
const happen = (audience?: string[]): Promise<number> =>
  t.db.inViewer(viewer(), (tx) =>
    append(tx, {
      at: t.clock.now(),
      type: 'outbox.attempted',
      subject: { type: 'outbox-message', id: newId() },
      ...(audience ? { audience } : {}),
      data: { attemptId: newId(), messageState: 'sent', state: 'sent', number: 1, channel: 'email' },
    }),
  )
const ready = (one: { event: string }): boolean => one.event === 'ready'

test('what happens is heard within a second of its commit, as ids only', async () => {
  const stream = await openStream(t, nacka)
  await stream.until(ready)
  const id = await happen()
  const committed = performance.now()
  const heard = await stream.until((one) => one.id === id && one.event === 'change')
  expect(heard.at - committed).toBeLessThan(1_000)
  expect(Object.keys(heard.data).sort()).toEqual(['id', 'incidentId', 'subject', 'type', 'version'])
  stream.close()
})

test('a row about one actor’s weakness is heard by that actor and the office, not by the duty officers or the system', async () => {
  const rsib = await t.person('rsib', 'solna')
  const office = await t.person('koordinator', null)
  const system = await t.person('system-admin', null)
  const everybody = [nacka, salem, tib, rsib, office, system]
  const streams = await Promise.all(everybody.map((who) => openStream(t, who)))
  await Promise.all(streams.map((stream) => stream.until(ready)))
  const audience = [nacka.actorId ?? '']
  const told: number[] = []
  await t.db.inViewer(viewer(), async (tx) => {
    const subject = { type: 'measure' as const, id: newId() }
    told.push(await append(tx, { at: t.clock.now(), type: 'measures.noted', subject, audience, data: { gap: true } }))
    const answered = { actorId: audience[0] ?? '', indicatorCode: '1.1.1', version: 1 }
    told.push(await append(tx, { at: t.clock.now(), type: 'assessments.answered', subject, audience, data: answered }))
  })
  const common = await happen()
  await Promise.all(streams.map((stream) => stream.until((one) => one.id === common)))
  expect(streams.map((stream) => stream.changes().filter((id) => told.includes(id)).length)).toEqual([2, 0, 0, 0, 2, 0])
  // And read from the table with the same eyes.
  const rows = (of: Viewer) =>
    t.db.inViewer(of, (tx) => tx.many<{ id: number }>(sql`SELECT id FROM journal WHERE id = ANY(${told}::bigint[])`))
  expect(await rows(viewer())).toEqual([])
  expect(await rows({ userId: tib.id, actorId: null, functionCode: 'koordinator', scope: 'region' })).toHaveLength(2)
  expect(await rows({ userId: tib.id, functionCode: 'contact-function', actorId: nacka.actorId, scope: 'actor' })).toHaveLength(2)
  for (const stream of streams) stream.close()
})

test('one person holds forty streams and no more: the oldest goes, told to stay away for a while, and nobody else’s is touched', async () => {
  const others = await openStream(t, salem)
  const [first, second] = [await openStream(t, nacka), await openStream(t, nacka)]
  await Promise.all([others, first, second].map((stream) => stream.until(ready)))
  const rest = await Promise.all(Array.from({ length: 39 }, () => openStream(t, nacka)))
  await first.closed
  await Promise.all(rest.map((stream) => stream.until(ready)))
  const id = await happen()
  await Promise.all([others, second, ...rest].map((stream) => stream.until((one) => one.id === id)))
  expect(first.changes()).not.toContain(id)
  for (const stream of [others, second, ...rest]) stream.close()
})

test('what happens in a draft is heard by those who may read it, live and when taken up again', async () => {
  const office = await t.person('koordinator', null)
  const streams = await Promise.all([nacka, tib, office].map((who) => openStream(t, who)))
  await Promise.all(streams.map((stream) => stream.until(ready)))
  const before = await happen()
  const told: number[] = []
  await t.db.inViewer(viewer(), async (tx) => {
    const subject = { type: 'situational-picture' as const, id: newId() }
    told.push(
      await append(tx, {
        at: t.clock.now(),
        type: 'situational-pictures.line-saved',
        subject,
        data: { lineId: newId(), version: 1, lifted: false },
      }),
    )
    told.push(await append(tx, { at: t.clock.now(), type: 'situational-pictures.line-moved', subject, data: { lineId: newId() } }))
    told.push(
      await append(tx, { at: t.clock.now(), type: 'situational-pictures.text-saved', subject, data: { field: 'summary', version: 2 } }),
    )
  })
  const common = await happen()
  await Promise.all(streams.map((stream) => stream.until((one) => one.id === common)))
  const heard = (stream: { changes: () => number[] }) => stream.changes().filter((id) => told.includes(id)).length
  expect(streams.map(heard)).toEqual([0, 3, 3])
  for (const stream of streams) stream.close()
  const again = await openStream(t, nacka, before)
  await again.until((one) => one.id === common)
  expect(heard(again)).toBe(0)
  again.close()
})

test('nobody hears what is for others; the region hears all; log-ins are heard by nobody', async () => {
  const [forNacka, forSalem, forTib] = await Promise.all([openStream(t, nacka), openStream(t, salem), openStream(t, tib)])
  await Promise.all([forNacka, forSalem, forTib].map((stream) => stream.until(ready)))
  const secret = await happen([nacka.actorId ?? ''])
  const login = await t.db.inViewer(viewer(), (tx) =>
    append(tx, { at: t.clock.now(), type: 'sessions.started', subject: { type: 'session', id: newId() }, data: { via: 'password' } }),
  )
  const common = await happen()
  await Promise.all([forNacka, forSalem, forTib].map((stream) => stream.until((one) => one.id === common)))
  expect(forNacka.changes()).toEqual([secret, common])
  expect(forTib.changes()).toEqual([secret, common])
  expect(forSalem.changes()).toEqual([common])
  expect(forTib.changes()).not.toContain(login)

  const resumed = await openStream(t, salem, secret - 1)
  await resumed.until(ready)
  expect(resumed.changes()).toEqual([common])
  for (const stream of [forNacka, forSalem, forTib, resumed]) stream.close()
})

test('a connection that comes and goes misses nothing while others commit at the same time', async () => {
  const first = await happen()
  const made: number[] = []
  let done = false
  const writers = Promise.all(
    Array.from({ length: 6 }, async () => {
      for (let i = 0; i < 25; i += 1) made.push(await happen())
    }),
  ).then(() => {
    done = true
  })
  const got: number[] = []
  let resumeAt = first
  while (!done) {
    const stream = await openStream(t, nacka, resumeAt)
    await stream.until((one) => one.event === 'change' || ready(one))
    stream.close()
    await stream.closed
    const ids = stream.heard.map((one) => one.id).filter((id) => id !== null)
    got.push(...stream.changes())
    resumeAt = ids.at(-1) ?? resumeAt
  }
  await writers
  const last = await openStream(t, nacka, resumeAt)
  await last.until(ready)
  got.push(...last.changes())
  last.close()
  const journal = (await t.owner<{ id: string }>('SELECT id FROM journal WHERE id > $1 ORDER BY id', [first])).map((row) => Number(row.id))
  expect(made).toHaveLength(150)
  expect([...new Set(got)].sort((a, b) => a - b)).toEqual(journal)
  expect(got).toEqual([...got].sort((a, b) => a - b))
}, 60_000)

test('what is too old to replay, or newer than this journal, says so instead of leaving a gap', async () => {
  const first = await happen()
  await t.db.inViewer(viewer(), async (tx) => {
    for (let i = 0; i < 501; i += 1)
      await append(tx, {
        at: t.clock.now(),
        type: 'activations.request-acknowledged',
        subject: { type: 'activation-request', id: newId() },
        data: {},
      })
  })
  for (const from of [first, 1_000_000]) {
    const stream = await openStream(t, nacka, from)
    await stream.until((one) => one.event === 'reload')
    await stream.until(ready)
    expect(stream.changes()).toEqual([])
    stream.close()
  }
  const resumed = await openStream(t, nacka, first + 1)
  await resumed.until(ready)
  expect(resumed.changes()).toHaveLength(500)
  resumed.close()
}, 60_000)

test('the stream is cut within five seconds of the session’s end, the person’s or the function’s', async () => {
  const ends = [
    "UPDATE user_sessions SET ended_at = app_now(), end_reason = 'ended_by_admin' WHERE id = $1",
    "UPDATE users SET status = 'disabled' WHERE id = (SELECT user_id FROM user_sessions WHERE id = $1)",
    'UPDATE user_functions SET valid_to = valid_from WHERE id = (SELECT user_function_id FROM user_sessions WHERE id = $1)',
    "UPDATE user_sessions SET last_seen_at = last_seen_at - interval '13 hours' WHERE id = $1",
  ]
  const people = await Promise.all(ends.map(() => t.person('contact-function', 'solna')))
  const streams = await Promise.all(people.map((who) => openStream(t, who)))
  const stays = await openStream(t, nacka)
  await Promise.all(streams.map((stream) => stream.until(ready)))
  await Promise.all(ends.map((statement, i) => t.owner(statement, [people[i]?.sessionId])))
  const from = performance.now()
  for (const stream of streams) {
    expect((await stream.closed) - from).toBeLessThan(5_000)
    expect(stream.heard.at(-1)?.event).toBe('ended')
  }
  const id = await happen()
  await stays.until((one) => one.id === id)
  stays.close()
}, 20_000)

describe('when the database goes away', () => {
  test('it comes back by itself and what happened meanwhile is heard', async () => {
    const stream = await openStream(t, nacka)
    await stream.until(ready)
    const cut = await t.db.lookUp<{ n: number }>(
      sql`SELECT count(pg_terminate_backend(pid))::int AS n FROM pg_stat_activity WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()`,
    )
    expect(cut?.n).toBeGreaterThan(0)
    const id = await happen().catch(() => happen())
    await stream.until((one) => one.id === id, 10_000)
    stream.close()
    expect((await t.as(nacka)('GET', '/api/home')).statusCode).toBe(200)
    expect((await t.as(null)('GET', '/healthz')).statusCode).toBe(200)
  }, 20_000)
})
