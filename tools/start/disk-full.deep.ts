import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmodSync, closeSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asOwner } from '@samverkan/prisma/owner'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '../../apps/api/src/lib/clock.ts'
import { type Portal, startPortal } from '../portal/portal.ts'
import { identityOf, isRunning } from '../processes/identity.ts'

/** The database of the demo, its log of changes and the room that a call-out needs. */
const SIZE_MB = 700
const RESERVE_MB = 40
const MEGA = 1024 ** 2

const folder = mkdtempSync(join(tmpdir(), 'full-disk-'))
const dataFolder = join(folder, 'data')
const filler = join(folder, 'filler')
let portal: Portal

const mount = (): void => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE_MB}m,mode=755`, 'tmpfs', folder], { stdio: ['ignore', 'ignore', 'pipe'] })
  } catch (error) {
    throw new Error(`ej körd: en liten disk går inte att montera här (Linux och root behövs): ${(error as Error).message}`, {
      cause: error,
    })
  }
}
beforeAll(async () => {
  mount()
  mkdirSync(dataFolder)
  chmodSync(dataFolder, 0o711)
  portal = await startPortal({ dataFolder, env: { STORAGE_RESERVE_MB: String(RESERVE_MB) }, readyMs: 280_000 })
}, 300_000)
afterAll(async () => {
  free()
  await portal?.stop()
  execFileSync('umount', [folder])
  rmSync(folder, { recursive: true, force: true })
}, 60_000)

const left = (): number => {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}
/** Something else on the machine runs wild, until so much is left. */
const fill = (leave: number): void => {
  const file = openSync(filler, 'a')
  const chunk = Buffer.alloc(MEGA)
  try {
    while (left() > leave) writeSync(file, chunk, 0, Math.min(MEGA, left() - leave))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  } finally {
    closeSync(file)
  }
}
const free = (): void => {
  const file = openSync(filler, 'a')
  ftruncateSync(file, 0)
  closeSync(file)
}

type Who = { cookie: string }
type Answer = { status: number; code: string; body: string; ms: number }
const nobody: Who = { cookie: '' }
const ask = async (who: Who, method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer> => {
  const from = performance.now()
  const response = await fetch(`http://127.0.0.1:${portal.port}${path}`, {
    method,
    headers: {
      origin: portal.url,
      cookie: who.cookie,
      ...(body === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  })
  const given = response.headers.getSetCookie().find((one) => one.includes('sid='))
  if (given) who.cookie = given.split(';')[0] ?? ''
  const text = await response.text()
  const problem = response.status < 400 ? {} : (JSON.parse(text) as { code?: string })
  return { status: response.status, code: problem.code ?? '', body: text, ms: performance.now() - from }
}
const until = async (what: string, holds: () => Promise<boolean> | boolean, seconds: number): Promise<number> => {
  const from = performance.now()
  for (;;) {
    if (await Promise.resolve(holds()).catch(() => false)) return (performance.now() - from) / 1_000
    if (performance.now() - from > seconds * 1_000) throw new Error(`${what}: not within ${seconds} s\n${portal.output()}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
const ready = async () => JSON.parse((await ask(nobody, 'GET', '/readyz')).body) as { ok: boolean; database: boolean; storage: string }

/** Superuser of the embedded server, as only this machine's account can be. */
const inDatabase = async <T extends pg.QueryResultRow>(text: string): Promise<T[]> => {
  const read = (name: string) => readFileSync(join(dataFolder, 'postgres', name), 'utf8')
  const { postgres } = JSON.parse(read('port.json')) as { postgres: number }
  const url = `postgres://postgres:${read('superuser-password').trim()}@127.0.0.1:${postgres}/samverkan`
  return asOwner(url, async (client) => (await client.query<T>(text)).rows)
}

const logIn = async (login: string): Promise<Who> => {
  const who: Who = { cookie: '' }
  const { status, body } = await ask(who, 'POST', '/api/demo/sessions', { email: `${login}@demo.example` })
  expect(status, body).toBe(201)
  return who
}
let tib: Who
let contact: Who
let code: string
const press = (more: { title: string; isExercise?: boolean }) =>
  ask(tib, 'POST', '/api/activations', {
    isExercise: false,
    forums: [{ forumCode: 'regionalt-samordnande-forum' }],
    channel: 'telephone',
    conferenceAt: new Date(systemClock.now().getTime() + 3_600_000).toISOString(),
    ...more,
  })

const kept = new Set<string>()
const refused: Answer[] = []
let number = 0
/** One answer to the call-out, acknowledged or refused. */
const answer = async (): Promise<Answer> => {
  const comment = `Svar nummer ${++number}`
  const given = await ask(contact, 'POST', `/api/call-outs/boards/${code}/answers`, {
    answer: number % 2 === 0 ? 'follows' : 'participates',
    comment,
  })
  if (given.status === 200) kept.add(comment)
  else refused.push(given)
  return given
}
/** Four who answer again and again, until they are told to stop; a request that breaks off is refused by nobody, and acknowledged by nobody either. */
const answering = (): { stop: () => Promise<void> } => {
  let isOver = false
  const one = async (): Promise<void> => {
    while (!isOver) await answer().catch(() => undefined)
  }
  const all = Array.from({ length: 4 }, one)
  return {
    stop: async () => {
      isOver = true
      await Promise.all(all)
    },
  }
}
const lines: string[] = []

test('a disk that is nearly full: call-outs and answers go on, what is practised waits and is told why', async () => {
  tib = await logIn('tib')
  contact = await logIn('kontakt.nacka')
  const first = await press({ title: 'Gasläcka i Solna' })
  expect(first.status, first.body).toBe(201)
  code = (JSON.parse(first.body) as { code: string }).code
  fill((RESERVE_MB / 2) * MEGA)
  const seconds = await until('the disk is seen to be nearly full', async () => (await ready()).storage === 'scarce', 30)
  lines.push(`${RESERVE_MB / 2} MB kvar → sett efter ${seconds.toFixed(1)} s`)
  expect((await press({ title: 'Övning Vinter', isExercise: true })).code).toBe('storage-low')
  expect((await press({ title: 'Översvämning i Mälaren' })).status).toBe(201)
  expect((await answer()).status).toBe(200)
})

test('a disk that is full: refused with words, never a hang, and everything that runs goes on running', async () => {
  const everybody = answering()
  await until('a hundred answers are acknowledged', () => kept.size > 100, 120)
  fill(0)
  const seconds = await until('an answer is refused', () => refused.length > 0, 120)
  lines.push(`full disk → första svaret 503 efter ${seconds.toFixed(1)} s, ${kept.size} svar kvitterade`)
  let slowest = 0
  while (refused.length < 100) slowest = Math.max(slowest, (await ask(nobody, 'GET', '/healthz')).ms)
  lines.push(`/healthz svarar under tiden inom ${(slowest / 1_000).toFixed(1)} s`)
  // The log of changes needs another file and gets none: Postgres goes down, and cannot come up.
  await until(
    'Postgres is down',
    async () => {
      await inDatabase(`SELECT pg_logical_emit_message(true, 'a', repeat('x', 1000000)), pg_switch_wal()`).catch(() => {})
      return !(await ready()).database
    },
    120,
  )
  await everybody.stop()
  await until('the supervisor says why', () => portal.output().includes('Disken med databasen är full.'), 120)
  expect((await answer()).status).toBe(503)
  expect((await ask(nobody, 'GET', '/healthz')).status).toBe(200)
  expect(refused.map(({ status }) => status).filter((status) => status !== 503)).toEqual([])
  expect(
    [...new Set(refused.map((one) => one.code))].filter((one) => !['storage-full', 'unavailable', 'took-too-long'].includes(one)),
  ).toEqual([])
  lines.push(`${refused.length} svar nekade, det längsamaste efter ${(Math.max(...refused.map(({ ms }) => ms)) / 1_000).toFixed(1)} s`)
})

test('when there is room again everything comes back by itself, and no answer that was acknowledged is lost', async () => {
  const everybody = answering()
  const before = kept.size
  free()
  const seconds = await until('an answer is taken', () => kept.size > before, 120)
  await until('a hundred more are', () => kept.size > before + 100, 120)
  await everybody.stop()
  lines.push(`plats igen → svar tas emot efter ${seconds.toFixed(1)} s`)
  await until('ready', async () => (await ready()).ok, 60)
  await until(
    'all letters are away',
    async () => (await inDatabase(`SELECT FROM outbox_messages WHERE state IN ('queued', 'sending')`)).length === 0,
    120,
  )
  const rows = await inDatabase<{ comment: string }>('SELECT comment FROM activation_answers')
  const there = new Set(rows.map(({ comment }) => comment))
  expect([...kept].filter((comment) => !there.has(comment))).toEqual([])
  lines.push(`${kept.size} kvitterade svar, 0 förlorade`)
  expect(isRunning(identityOf(portal.pid)!)).toBe(true)
  // A line that was cut ends where it was cut, and how many are missing is said.
  const log = readFileSync(join(dataFolder, 'logs', 'api.log'), 'utf8')
  expect(log).toContain('lines of the log could not be written')
  process.stdout.write(`${lines.map((line) => `    ${line}`).join('\n')}\n`)
})
