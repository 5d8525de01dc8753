import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { startFaultySmtp, type FaultySmtp } from '@samverkan/tools/mail-faults'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { origin, type Person, startApp, type TestApp } from '../test/app.ts'
import { activation, key, makeCallList } from '../test/call-list.ts'
import { startApi, startWorker, type TestProcess, until } from '../test/worker.ts'

let t: TestApp
let tib: Person
let smtp: FaultySmtp
const processes: TestProcess[] = []
beforeAll(async () => {
  t = await startApp({ runs: true })
  await makeCallList(t.owner)
  tib = await t.person('lst-tib', 'lst-stockholm')
  smtp = await startFaultySmtp()
})
afterAll(async () => {
  await smtp.stop()
  await t.close()
})
beforeEach(() => {
  smtp.received.length = 0
})
afterEach(async () => {
  await Promise.all(processes.splice(0).map((p) => p.kill('SIGKILL')))
})

const three = () =>
  activation({
    forums: [
      { forumCode: 'regionalt-samordnande-forum' },
      { forumCode: 'regionalt-inriktande-forum' },
      { forumCode: 'kommunikationssamordningskonferens' },
    ],
    conferenceAt: new Date(t.clock.now().getTime() + 900_000).toISOString(),
  })
const worker = async (): Promise<TestProcess> => {
  const started = await startWorker(t.database.workerUrl, smtp.url)
  processes.push(started)
  return started
}
const attemptIdOf = (raw: string): string => /^X-Attempt-Id: (\S+)/im.exec(raw)?.[1] ?? 'none'
const freePort = async (): Promise<number> => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.address() as AddressInfo
  await new Promise<void>((resolve) => server.close(() => resolve()))
  return port
}
type Counted = { open: number; sent: number; unknown: number; messages: number; callOuts: number }
const counted = async (): Promise<Counted> =>
  (
    await t.owner<Counted>(`SELECT count(*) FILTER (WHERE state IN ('queued', 'sending'))::int AS open, count(*) FILTER (WHERE state = 'sent')::int AS sent, count(*) FILTER (WHERE state = 'unknown')::int AS unknown,
    count(*)::int AS messages, (SELECT count(*)::int FROM call_outs) AS "callOuts" FROM outbox_messages`)
  )[0] as Counted

/** A kill hits another place each time: `npm run test:deep` tries more often. */
const kills = process.env['DEEP'] ? 6 : 3
test(`the worker killed ${kills} times in the middle of 111 letters: everybody reached, no attempt handed over twice`, async () => {
  const response = await t.as(tib)('POST', '/api/activations', three(), key())
  expect(response.statusCode).toBe(201)
  for (let round = 1; round <= kills; round++) {
    const running = await worker()
    const before = smtp.received.length
    // In the middle: some are through, some on the wire, some not yet begun.
    await until(
      () => smtp.received.length,
      (n) => n >= Math.min(before + 12, 100),
      30_000,
    )
    await running.kill('SIGKILL')
  }
  await worker()
  const done = await until(counted, (c) => c.open === 0, 60_000)
  expect(done).toEqual({ open: 0, sent: 111, unknown: 0, messages: 111, callOuts: 1 })

  const attempts = smtp.received.map((r) => attemptIdOf(r.raw))
  expect(attempts).not.toContain('none')
  expect(new Set(attempts).size).toBe(attempts.length)
  expect(new Set(smtp.received.map((r) => r.to[0])).size).toBe(111)
  // Twice only where nobody could know, and then marked.
  const twice = smtp.received.length - 111
  const [known] = await t.owner<{ unknown: number; marked: number }>(
    "SELECT count(*) FILTER (WHERE state = 'unknown')::int AS unknown, count(*) FILTER (WHERE may_be_duplicate)::int AS marked FROM outbox_attempts",
  )
  expect(known?.unknown).toBeGreaterThanOrEqual(twice)
  expect(known?.marked).toBe(known?.unknown)
}, 180_000)

test('the database cutting every connection three times: the same, and the worker goes on or is started again', async () => {
  const before = await counted()
  expect((await t.as(tib)('POST', '/api/activations', three(), key())).statusCode).toBe(201)
  const admin = new pg.Client({ connectionString: inject('testServer').adminUrl })
  await admin.connect()
  let running = await worker()
  try {
    for (let round = 1; round <= 3; round++) {
      const heard = smtp.received.length
      await until(
        () => smtp.received.length,
        (n) => n >= Math.min(heard + 15, 100),
        30_000,
      )
      await admin.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND usename LIKE '%worker'", [
        new URL(t.database.ownerUrl).pathname.slice(1),
      ])
      // What the supervisor does.
      if (running.child.exitCode !== null) running = await worker()
    }
    const done = await until(
      async () => {
        if (running.child.exitCode !== null) running = await worker()
        return counted()
      },
      (c) => c.open === 0,
      60_000,
    )
    expect([done.sent - before.sent, done.unknown - before.unknown]).toEqual([111, 0])
  } finally {
    await admin.end()
  }
  const attempts = smtp.received.map((r) => attemptIdOf(r.raw))
  expect(new Set(attempts).size).toBe(attempts.length)
  expect(new Set(smtp.received.map((r) => r.to[0])).size).toBe(111)
}, 120_000)

test('the API killed in the middle of the press and of the answers: one call-out, nothing confirmed is lost', async () => {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const env = { PORT: String(port) }
  const start = async (): Promise<TestProcess> => {
    const api = await startApi(t.database.appUrl, Number(env.PORT))
    processes.push(api)
    return api
  }
  const post = async (path: string, who: Person | null, body: unknown, idempotencyKey = ''): Promise<number> => {
    const headers = {
      origin,
      'content-type': 'application/json',
      ...(who ? { cookie: `__Host-sid=${who.token}` } : {}),
      ...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}),
    }
    return fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body), signal: AbortSignal.timeout(10_000) }).then(
      (r) => r.status,
      () => 0,
    )
  }
  const before = await counted()
  const body = three()
  let api = await start()
  // Killed while the press is being written: asked again with the same key, as the form does, until it is answered.
  const pressed = post('/api/activations', tib, body, 'the-press-of-the-night')
  await until(
    async () =>
      (
        await t.owner<{ n: number }>(
          "SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND state <> 'idle' AND application_name = 'samverkansportalen' AND query NOT LIKE '%pg_stat_activity%'",
        )
      )[0]?.n ?? 0,
    (n) => n > 0,
    1_000,
  ).catch(() => null)
  await api.kill('SIGKILL')
  await pressed
  api = await start()
  // A service that has just risen may still say that it cannot: whoever presses again then makes no second call-out.
  const pressedAgain = await until(
    () => post('/api/activations', tib, body, 'the-press-of-the-night'),
    (status) => status !== 503,
    30_000,
  )
  expect(pressedAgain).toBe(201)
  const after = await counted()
  expect([after.callOuts - before.callOuts, after.messages - before.messages]).toEqual([1, 111])

  // Answers come in while the API dies three times; whoever gets no answer sends again.
  const [incident] = await t.owner<{ code: string }>('SELECT code FROM incidents ORDER BY opened_at DESC, id DESC LIMIT 1')
  const people = await Promise.all(
    (await t.owner<{ code: string }>('SELECT code FROM actors ORDER BY code')).map((a) => t.person('contact-function', a.code)),
  )
  const confirmed = new Set<string>()
  const answerAll = async (): Promise<void> => {
    await Promise.all(
      people
        .filter((p) => !confirmed.has(p.id))
        .map(async (p) => {
          if (
            (await post(
              `/api/call-outs/boards/${incident?.code}/answers`,
              p,
              { answer: 'participates', person: p.name },
              `answer-of-${p.id}`,
            )) === 200
          )
            confirmed.add(p.id)
        }),
    )
  }
  for (let round = 1; round <= 3; round++) {
    const round0 = confirmed.size
    const answering = answerAll()
    await until(
      () => confirmed.size,
      (n) => n > round0 || n === people.length,
      5_000,
    ).catch(() => null)
    await api.kill('SIGKILL')
    await answering
    const kept = await t.owner<{ by_user_id: string }>('SELECT by_user_id FROM activation_answers')
    for (const id of confirmed) expect(kept.some((k) => k.by_user_id === id)).toBe(true)
    api = await start()
  }
  await until(
    async () => (await answerAll(), confirmed.size),
    (n) => n === people.length,
    30_000,
  )
  expect(confirmed.size).toBe(37)
  const answers = await t.owner<{ n: number }>('SELECT count(*)::int AS n FROM activation_answers GROUP BY activation_id, actor_id')
  expect(answers).toHaveLength(111)
  expect(answers.every((a) => a.n === 1)).toBe(true)
}, 120_000)

test('SIGTERM lets the hand-over that is running end, and begins no other', async () => {
  const running = await worker()
  const [salem] = await t.owner<{ id: string }>("SELECT id FROM actors WHERE code = 'salem'")
  await t.as(tib)(
    'POST',
    '/api/activations',
    activation({
      conferenceAt: new Date(t.clock.now().getTime() + 900_000).toISOString(),
      forums: [{ forumCode: 'operatorskluster', actorIds: [salem?.id] }],
    }),
    key(),
  )
  await until(
    () => smtp.received.length,
    (n) => n > 0,
  )
  expect(await running.kill('SIGTERM')).toBe(0)
  const [left] = await t.owner<{ n: number }>("SELECT count(*)::int AS n FROM outbox_attempts WHERE state = 'sending'")
  expect(left?.n).toBe(0)
}, 60_000)
