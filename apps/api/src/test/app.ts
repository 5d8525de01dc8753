import type { Session } from '@samverkan/contract'
import { daysBetween, instantOf, localDateOf, plusDays, problems, type Viewer } from '@samverkan/domain'
import { chosenMoment } from '@samverkan/tools/test-moments'
import { runAt, standAt } from '@samverkan/tools/test-time'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import pg from 'pg'
import { buildApp } from '../app.ts'
import { type Config, readConfig } from '../config.ts'
import { type Clock, systemClock } from '../lib/clock.ts'
import { type Database, fairly, ofSession, openDatabase } from '../lib/db.ts'
import { newId, newToken, sha256 } from '../lib/ids.ts'
import { type EventSource, listenTo } from '../lib/listen.ts'
import type { Storage } from '../lib/storage.ts'
import { cloneDatabase, type TestDatabase } from './database.ts'

export const origin = 'http://localhost:3000'

/** The night in which most tests tell their story; they may be told at another moment as well (the stage *dates*). */
const night = new Date('2026-11-24T02:14:00Z')
const begins = chosenMoment()?.instant ?? night.toISOString()

/** A date or an instant of that night's story as it is at the moment at which it is told, written in the form in which it was given. */
export const dated = (written: string): string => {
  if (written.length === 10) return plusDays(written, daysBetween(localDateOf(night), localDateOf(new Date(begins))))
  const iso = new Date(Date.parse(written) + Date.parse(begins) - night.getTime()).toISOString()
  return `${iso.slice(0, 19)}${written.slice(19)}`
}

/** The first moment in Stockholm of a date of that story. */
export const midnight = (date: string): Date => instantOf(dated(date), '00:00')

/**
 * A clock that stands still until a test moves it, or one that runs (for tests with real processes, which live by the database's time).
 * `app_now()` is replaced by what it says before the next statement of the app or the owner, so that SQL and code never disagree.
 */
export type TestClock = Clock & {
  at: (instant: Date | string) => void
  advance: (minutes: number) => void
  /** The statement that makes `app_now()` answer the same, and which of the clock's settings that is. */
  inSql: () => { statement: string; setting: number }
}
export const testClock = (start: string, runs = false): TestClock => {
  const present = (): number => (runs ? systemClock.now().getTime() : 0)
  let distance = Date.parse(start) - present()
  let setting = 0
  const now = (): Date => new Date(present() + distance)
  const at = (instant: Date | string): void => {
    distance = new Date(instant).getTime() - present()
    setting++
  }
  return {
    now,
    at,
    advance: (minutes) => at(new Date(now().getTime() + minutes * 60_000)),
    inSql: () => ({
      statement: runs ? runAt(distance) : standAt(now()),
      setting,
    }),
  }
}

type Follower = { inTime: () => Promise<void>; over: (db: Database) => Database }
/** Replaces `app_now()` when the clock has been moved since, one replacement after the other. */
const sqlFollows = (clock: TestClock, asOwner: (statement: string) => Promise<unknown>): Follower => {
  let done = -1
  let last: Promise<void> = Promise.resolve()
  const inTime = (): Promise<void> => {
    const { statement, setting } = clock.inSql()
    if (setting === done) return last
    done = setting
    last = last.then(() => asOwner(statement)).then(() => {})
    return last
  }
  const over = (db: Database): Database => ({
    ...db,
    within: (work) => over(db.within(work)),
    inViewer: async (viewer, work) => inTime().then(() => db.inViewer(viewer, work)),
    inLink: async (tokenHash, work) => inTime().then(() => db.inLink(tokenHash, work)),
    lookUp: async (statement) => inTime().then(() => db.lookUp(statement)),
  })
  return { inTime, over }
}

export const testKeys = `1:${Buffer.alloc(32, 7).toString('base64')}`
export const testConfig = (databaseUrl: string, more: Record<string, string> = {}): Config =>
  readConfig({ DATABASE_URL: databaseUrl, SECRET_KEYS: testKeys, PUBLIC_URL: origin, LOG_LEVEL: 'silent', DEMO: 'true', ...more })

const silent: EventSource = { start: async () => {}, stop: async () => {} }

export type TestApp = {
  app: FastifyInstance
  database: TestDatabase
  db: Database
  clock: TestClock
  config: Config
  /** A person with this function at this actor (null: regional), logged in; `as(person)` makes requests with the cookie. */
  person: (functionCode: string, actorCode: string | null, name?: string) => Promise<Person>
  as: (
    who: Person | null,
  ) => (
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    body?: unknown,
    more?: InjectOptions['headers'],
  ) => Promise<LightMyRequestResponse>
  owner: <T = Record<string, unknown>>(text: string, values?: unknown[]) => Promise<T[]>
  close: () => Promise<void>
}
export type Person = {
  id: string
  name: string
  email: string
  functionId: string
  actorId: string | null
  sessionId: string
  token: string
}

/** The real app over a database of its own. `live` listens to Postgres as in production. */
export const startApp = async (
  options: {
    start?: string
    /** The clock runs from there instead of standing still. */
    runs?: boolean
    live?: boolean
    env?: Record<string, string>
    before?: (app: FastifyInstance) => unknown
    logTo?: { write: (line: string) => void }
    /** The address by which the app reaches its database, when that is not the straight one. */
    through?: (url: string) => string
    onDatabaseError?: (error: Error) => void
    storage?: Storage
  } = {},
): Promise<TestApp> => {
  const database = await cloneDatabase()
  const config = testConfig(options.through ? options.through(database.appUrl) : database.appUrl, options.env)
  const clock = testClock(options.start ?? begins, options.runs)
  const ownerPool = new pg.Pool({ connectionString: database.ownerUrl, max: 2 })
  // The database is dropped under connections that are still saying goodbye.
  ownerPool.on('error', () => {})
  const inSql = sqlFollows(clock, (statement) => ownerPool.query(statement))
  await inSql.inTime()
  const fail = (error: Error): never => {
    throw error
  }
  const db = inSql.over(fairly(openDatabase(config.databaseUrl, 8, options.onDatabaseError ?? fail), 8))
  const app = await buildApp({
    config,
    db,
    clock,
    events: options.live ? listenTo(config.databaseUrl, () => {}) : silent,
    checkResponses: true,
    shedsLoad: false,
    ...(options.logTo ? { logTo: options.logTo } : {}),
    ...(options.storage ? { storage: options.storage } : {}),
  })
  options.before?.(app)
  try {
    await app.ready()
  } catch (error) {
    await db.close()
    await ownerPool.end()
    await database.drop()
    throw error
  }
  const owner = async <T>(text: string, values: unknown[] = []): Promise<T[]> => {
    await inSql.inTime()
    return (await ownerPool.query(text, values)).rows as T[]
  }

  const person = async (
    functionCode: string,
    actorCode: string | null,
    name = `${functionCode} ${actorCode ?? 'regionen'}`,
  ): Promise<Person> => {
    const actor =
      actorCode === null
        ? null
        : ((await owner<{ id: string }>('SELECT id FROM actors WHERE code = $1', [actorCode]))[0]?.id ??
          fail(new Error(`no actor ${actorCode}`)))
    const p: Person = {
      id: newId(),
      name,
      email: `${newId()}@test.example`,
      functionId: newId(),
      actorId: actor,
      sessionId: newId(),
      token: newToken(),
    }
    const now = clock.now()
    const from = new Date(now.getTime() - 86_400_000)
    await owner('INSERT INTO users (id, name, actor_id) VALUES ($1, $2, $3)', [p.id, p.name, actor])
    await owner('INSERT INTO user_accounts (user_id, actor_id, email) VALUES ($1, $2, $3)', [p.id, actor, p.email])
    await owner('INSERT INTO user_functions (id, user_id, function_code, actor_id, valid_from) VALUES ($1, $2, $3, $4, $5)', [
      p.functionId,
      p.id,
      functionCode,
      actor,
      from,
    ])
    await owner(
      'INSERT INTO user_sessions (id, token_hash, user_id, user_function_id, created_at, last_seen_at, expires_at) VALUES ($1, $2, $3, $4, $5, $5, $6)',
      [p.sessionId, sha256(p.token), p.id, p.functionId, now, new Date(now.getTime() + 72 * 3_600_000)],
    )
    return p
  }
  return {
    app,
    database,
    db,
    clock,
    config,
    person,
    owner,
    as: (who) => (method, url, body, more) =>
      app.inject({
        method,
        url,
        headers: {
          origin,
          'sec-fetch-site': 'same-origin',
          ...(who ? { cookie: `__Host-sid=${who.token}` } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...more,
        },
        ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    close: async () => {
      await app.close()
      await db.close()
      await ownerPool.end()
      await database.drop()
    },
  }
}

/** This viewer, with the session that the person has: Postgres says who it is, and lets it journal. */
export const loggedIn = (who: Person, viewer: Viewer): Viewer => ofSession(viewer, sha256(who.token))

/** What a refused answer must be: a problem document with this code and its status. */
export const problemOf = (
  response: LightMyRequestResponse,
): { code: string; status: number; type: string; errors?: { pointer: string; code: string }[] } => {
  const body = response.json<{ code: keyof typeof problems; status: number; type: string }>()
  if (!response.headers['content-type']?.toString().startsWith('application/problem+json'))
    throw new Error(`not a problem document: ${response.statusCode} ${response.body}`)
  if (problems[body.code] !== response.statusCode || body.status !== response.statusCode)
    throw new Error(`status ${response.statusCode} does not belong to ${body.code}`)
  return body
}
export type { Session }
