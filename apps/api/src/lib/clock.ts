import type { Database } from './db.ts'
import { sql } from './sql.ts'

/** The one place that code asks what time it is; SQL asks `app_now()`, which this follows (ADR 0013). Tests give their own. */
export type Clock = { now: () => Date }

/** The machine's own: for what has no database, and until one has answered. */
export const systemClock: Clock = { now: () => new Date() }

export type FollowingClock = Clock & {
  /** Asks the database at once instead of at the next round; never throws. */
  follow: () => Promise<void>
  stop: () => void
}
type Following = {
  /** Milliseconds between two questions. */
  every?: number
  /** Told by how many milliseconds the database's time moved beside the time that passed, when that was more than a second. */
  onJump?: (milliseconds: number) => void
  /** Milliseconds that only ever go forward, one at a time, whatever is done to the machine's clock. */
  passed?: () => number
}

/**
 * The database's time, for a process that speaks with it: the machine's own until `follow` has been answered once. Between two questions
 * time is counted by a clock that nobody can set, so a machine whose clock jumps changes nothing here until the database says so, and a
 * database that is away leaves the time running. The answer was true at some moment between asking and hearing: the clock moves only as
 * far as that leaves no doubt, and so not at all for an answer that was merely slow.
 */
export const followDatabase = (
  db: Pick<Database, 'lookUp'>,
  { every = 1_000, onJump, passed = () => performance.now() }: Following = {},
): FollowingClock => {
  let start = systemClock.now().getTime() - passed()
  let hasAnswered = false
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  const follow = async (): Promise<void> => {
    const asked = passed()
    const row = await db.lookUp<{ now: Date }>(sql`SELECT app_now() AS now`).catch(() => undefined)
    if (!row || isStopped) return
    const now = row.now.getTime()
    const followed = Math.min(Math.max(start, now - passed()), now - asked)
    const moved = followed - start
    start = followed
    if (hasAnswered && Math.abs(moved) > 1_000) onJump?.(moved)
    hasAnswered = true
  }
  const round = (): void => {
    timer = setTimeout(() => void follow().then(() => isStopped || round()), every).unref()
  }
  round()
  return {
    now: () => new Date(start + passed()),
    follow,
    stop: () => {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
