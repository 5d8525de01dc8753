import type { Writable } from 'node:stream'
import type { Scope, Viewer } from '@samverkan/domain'
import pg from 'pg'
import { type Gate, gate } from './gate.ts'
import { Problem } from './problem.ts'
import { sql, type Sql } from './sql.ts'

/** What a store gets: one transaction of one viewer. Every row it sees, Postgres has let this viewer see. */
export type Tx = {
  readonly viewer: Viewer
  many: <T>(statement: Sql) => Promise<T[]>
  /** The row, or undefined when there is none that this viewer may see. */
  maybe: <T>(statement: Sql) => Promise<T | undefined>
  one: <T>(statement: Sql) => Promise<T>
  run: (statement: Sql) => Promise<number>
  /**
   * For the end of a use case: what `work` issues before it waits for anything, and COMMIT, leave together, in one round trip.
   * Nothing that comes back can undo the decision any more, except that a statement which Postgres refuses undoes everything.
   */
  last: <T>(work: () => Promise<T>) => Promise<T>
}

/**
 * What work is for, which decides how long it may hold up others. 'ordinary' is what is not said to be anything else; 'vital' answers for whether the
 * portal can be used at all and 'live' reads on for the open streams: both have connections of their own, so that no work of others stands before them.
 */
export type Work = 'ordinary' | 'list' | 'search' | 'press' | 'live' | 'vital' | 'worker'

/**
 * Milliseconds that a statement may run, and that it may wait for what somebody else holds. A list or a search that takes longer helps nobody any more;
 * a press for thousands of actors may take its time. Postgres cuts it, and the whole transaction is undone.
 */
export const timeLimits: Record<Work, { statement: number; lock: number }> = {
  ordinary: { statement: 20_000, lock: 10_000 },
  list: { statement: 10_000, lock: 3_000 },
  search: { statement: 5_000, lock: 2_000 },
  press: { statement: 60_000, lock: 20_000 },
  live: { statement: 10_000, lock: 3_000 },
  vital: { statement: 5_000, lock: 2_000 },
  worker: { statement: 120_000, lock: 30_000 },
}

export type Database = {
  /** The same database for work of this kind, with its limits. */
  within: (work: Work) => Database
  inViewer: <T>(viewer: Viewer, work: (tx: Tx) => Promise<T>) => Promise<T>
  /** As whoever holds an answer link, which Postgres finds out from the hash of its token; `app_recipient()` is the link's own contact. */
  inLink: <T>(tokenHash: Buffer, work: (tx: Tx) => Promise<T>) => Promise<T>
  /** For the session look-up of each request: one statement, before any viewer is known. */
  lookUp: <T>(statement: Sql) => Promise<T | undefined>
  /** True when the database answers; used by /readyz. */
  answers: () => Promise<boolean>
  close: () => Promise<void>
}

export const systemViewer: Viewer = { userId: null, actorId: null, functionCode: null, scope: 'system' }
/** Nobody who has logged in: sees the rows of the actor that the link was sent to. */
const linkHolder: Viewer = { userId: null, actorId: null, functionCode: null, scope: 'actor' }
export const workerViewer: Viewer = { userId: null, actorId: null, functionCode: null, scope: 'region' }

/** What a transaction of this viewer shows to begin: the hash of the token of their session (docs/adr/0015). Carried along by copies, seen by nobody. */
const shown = Symbol('shown to begin with')
type Bound = Viewer & { readonly [shown]?: Buffer }
/**
 * The viewer of a session. Postgres looks it up anew at the beginning of each transaction and says itself who that is, so whatever else is in
 * `viewer` counts for nothing there. Without a session a viewer is only claimed: it reads what it claims, and journals and gives nothing.
 */
export const ofSession = (viewer: Viewer, tokenHash: Buffer): Viewer => ({ ...viewer, [shown]: tokenHash }) as Bound

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const scopes: readonly Scope[] = ['actor', 'region', 'system']
const functionCode = /^[a-z0-9-]{2,40}$/

/**
 * Begins the transaction and tells Postgres who is looking, in one round trip. The values are checked against patterns that
 * leave no room for anything but an id or a word, because the simple protocol takes no parameters.
 */
const beginFor = (viewer: Viewer, limits: string): string => {
  const set = (name: string, value: string): string => `set_config('app.${name}','${value}',true)`
  const { userId, actorId, functionCode: code, scope } = viewer
  if ((userId !== null && !uuid.test(userId)) || (actorId !== null && !uuid.test(actorId))) throw new TypeError('a viewer is made of uuids')
  if ((code !== null && !functionCode.test(code)) || !scopes.includes(scope)) throw new TypeError('unknown function or scope')
  return `BEGIN${limits}; SELECT ${set('user', userId ?? '')},${set('actor', actorId ?? '')},${set('scope', scope)},${set('function', code ?? '')}`
}

type Begin = readonly (string | Sql)[]
/** For this transaction alone, in the same message as its beginning. */
const limitsWithin = (work: Work): string =>
  `; SET LOCAL statement_timeout = ${timeLimits[work].statement}; SET LOCAL lock_timeout = ${timeLimits[work].lock}`
/** The hash travels as a parameter: other connections of the same log-in can read the text of what runs in this one. */
const beginOf = (viewer: Viewer, limits: string): Begin => {
  const tokenHash = (viewer as Bound)[shown]
  if (!tokenHash) return [beginFor(viewer, limits)]
  return [
    `BEGIN${limits}`,
    viewer.scope === 'system' ? sql`SELECT viewer_enter_lapsed(${tokenHash})` : sql`SELECT viewer_enter(${tokenHash})`,
  ]
}
const beginForLink = (tokenHash: Buffer, limits: string): Begin => [`BEGIN${limits}`, sql`SELECT answer_link_enter(${tokenHash})`]

/** The session ended between the request's look-up and its transaction. */
const hasEnded = (error: unknown): boolean => (error as { code?: string }).code === '28000'

/** Nobody waits for it yet; whoever does later still hears of its failure. */
const later = <T>(promise: Promise<T>): Promise<T> => {
  promise.catch(() => {})
  return promise
}

/**
 * What `issue` sends leaves in one write. The driver gathers the parts of each statement in the same way; it does not name its socket in
 * its types.
 */
const gathered = <T>(client: pg.PoolClient, issue: () => T): T => {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection
  stream.cork()
  try {
    return issue()
  } finally {
    stream.uncork()
  }
}

/** Postgres has refused a statement before this one, and says of all that follow only that it has. */
const isAfterRefusal = (error: unknown): boolean => (error as { code?: string }).code === '25P02'

type OpenTx = {
  tx: Tx
  commit: () => Promise<void>
  /** Of statements sent at once the one that is waited for may not be the one that failed: why it was, for `error`. */
  reason: (error: unknown) => unknown
}
const txOf = (client: pg.PoolClient, viewer: Viewer): OpenTx => {
  let committed: Promise<void> | undefined
  let refusal: unknown
  const send = (statement: Sql): Promise<pg.QueryResult> => {
    if (committed) throw new Error('this transaction has already been sent to its end')
    const answer = client.query(statement)
    answer.catch((error: unknown) => {
      if (!isAfterRefusal(error)) refusal ??= error
    })
    return answer
  }
  const end = async (): Promise<void> => {
    // After a refused statement Postgres answers ROLLBACK; nobody may take that for a commit.
    if ((await client.query('COMMIT')).command !== 'COMMIT') throw new Error('the transaction was rolled back')
  }
  const commit = (): Promise<void> => (committed ??= later(end()))
  const query = async <T>(statement: Sql): Promise<T[]> => (await send(statement)).rows as T[]
  const tx: Tx = {
    viewer,
    many: query,
    maybe: async <T>(statement: Sql) => (await query<T>(statement))[0],
    one: async <T>(statement: Sql) => {
      const rows = await query<T>(statement)
      if (rows.length !== 1) throw new Error(`expected one row, got ${rows.length}`)
      return rows[0] as T
    },
    run: async (statement) => (await send(statement)).rowCount ?? 0,
    last: (work) => {
      const result = later(work())
      void commit()
      return result
    },
  }
  return { tx, commit, reason: (error) => (isAfterRefusal(error) ? (refusal ?? error) : error) }
}

/**
 * What each connection is told first. A statement is planned once per connection and not over again for the values of each call, which
 * took longer than many of them run; pages come from memory, so reading one out of turn costs no more; nothing here is worth compiling.
 * A transaction whose process has stopped between two statements gives back what it holds after a minute.
 */
const settings = (work: Work): string =>
  `SET plan_cache_mode = force_generic_plan; SET random_page_cost = 1.1; SET jit = off; SET max_parallel_workers_per_gather = 0;
  SET statement_timeout = ${timeLimits[work].statement}; SET lock_timeout = ${timeLimits[work].lock}; SET idle_in_transaction_session_timeout = 60000`

/** bigint ids of the journal fit a double for some hundred thousand years. */
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

const openPool = (url: string, size: number, work: Work, onError: (error: Error) => void): pg.Pool => {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    application_name: 'samverkansportalen',
    // Statements that do not wait for one another's answers are sent at once; Postgres runs them in that order all the same.
    pipeline: true,
  })
  pool.on('error', onError)
  // A connection that dies while somebody holds it fails that query; without a listener of its own it would end the process as well.
  pool.on('connect', (client) => {
    client.on('error', () => {})
    client.query(settings(work)).catch(onError)
  })
  return pool
}

const transaction = async <T>(pool: pg.Pool, begin: Begin, viewer: Viewer, work: (tx: Tx) => Promise<T>): Promise<T> => {
  const client = await pool.connect()
  const { tx, commit, reason } = txOf(client, viewer)
  let broken: Error | undefined
  try {
    // BEGIN travels with the first statements. Should it fail, they fail too.
    const [begun, result] = gathered(
      client,
      () => [begin.map((statement) => later(client.query(statement as string))), later(work(tx))] as const,
    )
    // Its answer came before any other: what follows a refused beginning says nothing of why.
    await Promise.all(begun)
    const value = await result
    await commit()
    return value
  } catch (error) {
    await client.query('ROLLBACK').catch((e: Error) => {
      broken = e
    })
    throw hasEnded(error) ? new Problem('not-signed-in') : reason(error)
  } finally {
    client.release(broken)
  }
}

/** Made when first asked for, then the same. */
const eachOnce = <K, T>(make: (of: K) => T): ((of: K) => T) => {
  const made = new Map<K, T>()
  return (of) => {
    const known = made.get(of) ?? make(of)
    made.set(of, known)
    return known
  }
}

/** Connections beside the pool: two for the live streams at most, one always for whoever asks whether the portal is ready. */
const apartSize = { live: 2, all: 3 }
const isApart = (work: Work): boolean => work === 'live' || work === 'vital'

/** Opens a pool. `inViewer` is the only way to a transaction (architecture.md, One use case). `usual`: what nothing else is said of. */
export const openDatabase = (url: string, size: number, onError: (error: Error) => void, usual: Work = 'ordinary'): Database => {
  let closing = false
  const heard = (error: Error): void => {
    if (!closing) onError(error)
  }
  const pools = { shared: openPool(url, size, usual, heard), apart: openPool(url, apartSize.all, 'vital', heard) }
  const within = eachOnce((work: Work): Database => {
    const pool = isApart(work) ? pools.apart : pools.shared
    const limits = work === (isApart(work) ? 'vital' : usual) ? '' : limitsWithin(work)
    return {
      within,
      inViewer: async (viewer, task) => transaction(pool, beginOf(viewer, limits), viewer, task),
      inLink: async (tokenHash, task) => transaction(pool, beginForLink(tokenHash, limits), linkHolder, task),
      lookUp: async <T>(statement: Sql) => (await pool.query(statement)).rows[0] as T | undefined,
      answers: async () => {
        try {
          await pool.query('SELECT 1')
          return true
        } catch {
          return false
        }
      },
      close: async () => {
        closing = true
        await Promise.all([pools.shared.end(), pools.apart.end()])
      },
    }
  })
  return within(usual)
}

/**
 * The same database for the requests of many: of its `size` connections two stay outside, for the question of each request who is asking; the others are given out
 * person by person, and one of them is always left for somebody else. A thousand searches at once wait for one another and hold up nobody: all searches
 * together get a quarter of the connections and all long lists half, however many people ask, and give up when an answer would come too late to be read.
 */
export const fairly = (db: Database, size: number): Database => {
  const width = Math.max(2, size - 2)
  const turn = gate(width, { each: width - 1, patience: 10_000 })
  const narrow: Partial<Record<Work, Gate>> = {
    search: gate(Math.max(1, Math.floor(width / 4)), { patience: 20, refusal: 'too-many', longest: timeLimits.search.statement }),
    list: gate(Math.max(1, Math.floor(width / 2)), { patience: 200, longest: timeLimits.list.statement }),
  }
  const live = gate(apartSize.live)
  const straight: Gate = (_asker, work) => work()
  const wayFor = (work: Work): Gate => {
    if (work === 'vital') return straight
    if (work === 'live') return live
    const first = narrow[work]
    return first ? (asker, task) => first(asker, () => turn(asker, task)) : turn
  }
  const within = eachOnce((work: Work): Database => {
    const [one, way] = [db.within(work), wayFor(work)]
    return {
      ...one,
      within,
      inViewer: (viewer, task) => way(viewer.userId ?? viewer.scope, () => one.inViewer(viewer, task)),
      inLink: (tokenHash, task) => way(tokenHash.toString('hex'), () => one.inLink(tokenHash, task)),
    }
  })
  return within('ordinary')
}
