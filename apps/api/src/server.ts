import { buildApp } from './app.ts'
import { readConfig } from './config.ts'
import { PORT_TAKEN } from './exit-codes.ts'
import { followDatabase } from './lib/clock.ts'
import { fairly, openDatabase } from './lib/db.ts'
import { listenTo } from './lib/listen.ts'
import { tellOfLost } from './lib/log.ts'
import { logWriter } from './lib/log-writer.ts'
import { refuseDemoPeople } from './lib/refuse-demo.ts'
import { unknownStorage, watchStorage } from './lib/storage.ts'

const config = readConfig(process.env)
const say = (level: string, msg: string, more: Record<string, unknown> = {}): void =>
  log.write(`${JSON.stringify({ level, time: clock.now().toISOString(), msg, ...more })}\n`)
const complain = (error: Error): void => say('error', error.message)
const db = fairly(openDatabase(config.databaseUrl, config.databasePool, complain), config.databasePool)
const clock = followDatabase(db.within('vital'), {
  onJump: (milliseconds) => complain(new Error(`the clock jumped by ${Math.round(milliseconds)} ms`)),
})
const log = logWriter(1, { tell: tellOfLost(clock) })
await clock.follow()
if (!config.isDemo) await refuseDemoPeople(db)
const storage = config.storageFolder
  ? watchStorage({
      folder: config.storageFolder,
      reserve: config.storageReserveMb,
      onChange: (room, free) =>
        say(room === 'scarce' || room === 'low' ? 'warn' : 'info', 'room on the disk of the database', { room, freeMb: free }),
    })
  : unknownStorage
await storage.look()
const app = await buildApp({ config, db, clock, storage, logTo: log, events: listenTo(config.databaseUrl, complain) })
await app.listen({ host: config.host, port: config.port }).catch((error: NodeJS.ErrnoException) => {
  if (error.code !== 'EADDRINUSE') throw error
  complain(error)
  process.exit(PORT_TAKEN)
})

let closing = false
const close = async (): Promise<void> => {
  if (closing) return
  closing = true
  clock.stop()
  storage.stop()
  await app.close()
  await db.close()
  process.exit(0)
}
process.on('SIGTERM', () => void close())
process.on('SIGINT', () => void close())
// A state nobody foresaw is not worth keeping: the supervisor starts the process again (security.md F5).
process.on('unhandledRejection', (reason) => {
  app.log.fatal({ err: reason }, 'unhandled rejection')
  process.exit(1)
})
