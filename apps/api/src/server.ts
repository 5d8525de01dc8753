import { buildApp } from './app.ts'
import { readConfig } from './config.ts'
import { PORT_TAKEN } from './exit-codes.ts'
import { followDatabase } from './lib/clock.ts'
import { fairly, openDatabase } from './lib/db.ts'
import { listenTo } from './lib/listen.ts'
import { refuseDemoPeople } from './lib/refuse-demo.ts'

const config = readConfig(process.env)
const complain = (error: Error): void =>
  void process.stderr.write(`${JSON.stringify({ level: 'error', time: clock.now().toISOString(), msg: error.message })}\n`)
const db = fairly(openDatabase(config.databaseUrl, config.databasePool, complain), config.databasePool)
const clock = followDatabase(db, { onJump: (milliseconds) => complain(new Error(`the clock jumped by ${Math.round(milliseconds)} ms`)) })
await clock.follow()
if (!config.isDemo) await refuseDemoPeople(db)
const app = await buildApp({ config, db, clock, events: listenTo(config.databaseUrl, complain) })
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
