import { hostname } from 'node:os'
import { readConfig } from './config.ts'
import { emailChannel } from './jobs/email.ts'
import { keepSeries } from './jobs/meetings.ts'
import { makeOutbox } from './jobs/outbox.ts'
import { startQueue } from './jobs/queue.ts'
import { beat, forgetOldKeys, signJournalHead } from './jobs/upkeep.ts'
import { followDatabase } from './lib/clock.ts'
import { openDatabase } from './lib/db.ts'
import { tellOfLost } from './lib/log.ts'
import { logWriter } from './lib/log-writer.ts'
import { refuseDemoPeople } from './lib/refuse-demo.ts'

const concurrency = 10
const every = { sweepMs: 2_000, beatMs: 5_000, signMs: 60_000, forgetMs: 3_600_000, seriesMs: 3_600_000 }

const say = (level: string, msg: string, more: Record<string, unknown> = {}): void =>
  log.write(`${JSON.stringify({ level, time: clock.now().toISOString(), msg, ...more })}\n`)
const complain = (message: string): void => say('error', message)

const config = readConfig(process.env)
if (!config.smtpUrl) throw new Error('SMTP_URL is missing: the worker has nowhere to hand mail over')
const db = openDatabase(config.databaseUrl, concurrency, (error) => complain(error.message), 'worker')
const clock = followDatabase(db, { onJump: (milliseconds) => complain(`the clock jumped by ${Math.round(milliseconds)} ms`) })
const log = logWriter(1, { tell: tellOfLost(clock) })
await clock.follow()
if (!config.isDemo) await refuseDemoPeople(db)
const channel = emailChannel({ smtpUrl: config.smtpUrl, from: config.mailFrom, clock, connections: concurrency })
const outbox = makeOutbox({ db, clock, channel, config })
const queue = await startQueue({ url: config.databaseUrl, concurrency, deliver: outbox.deliver, complain })

const timers = new Map<string, NodeJS.Timeout>()
let stopping = false
/** Rounds never pile up: the next one is planned when this one is over, whether or not it went well. */
const repeat = (what: string, milliseconds: number, work: () => Promise<unknown>): void => {
  const round = async (): Promise<void> => {
    await work().catch((error: Error) => complain(`${what}: ${error.message}`))
    if (!stopping)
      timers.set(
        what,
        setTimeout(() => void round(), milliseconds),
      )
  }
  void round()
}
const workerId = `${hostname()}:${process.pid}`
repeat('heartbeat', every.beatMs, () => beat(db, workerId, clock.now()))
repeat('sweep', every.sweepMs, outbox.sweep)
repeat('journal head', every.signMs, async () => {
  const head = await signJournalHead(db, config.keys, clock.now())
  // In the log as well: a copy outside the database is what a cut-off journal is compared with.
  if (head) say('info', 'journal head signed', head)
})
repeat('series', every.seriesMs, () => keepSeries(db, clock.now()))
repeat('old keys', every.forgetMs, () => forgetOldKeys(db, clock.now()))
say('info', 'worker ready', { workerId })

/** Finishes what is being handed over, begins nothing new. */
const stop = async (): Promise<void> => {
  if (stopping) return
  stopping = true
  clock.stop()
  for (const timer of timers.values()) clearTimeout(timer)
  await queue.stop().catch((error: Error) => complain(error.message))
  channel.close()
  await db.close()
  process.exit(0)
}
process.on('SIGTERM', () => void stop())
process.on('SIGINT', () => void stop())
process.on('unhandledRejection', (reason) => {
  say('fatal', String(reason))
  process.exit(1)
})
// The queue gives up when the database is gone for long: the supervisor starts the process again.
const ended = (why: string): void => {
  if (stopping) return
  say('fatal', why)
  process.exit(1)
}
queue.ended.then(
  () => ended('the queue ended'),
  (error: Error) => ended(error.message),
)
