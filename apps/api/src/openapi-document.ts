import { buildApp } from './app.ts'
import { readConfig } from './config.ts'
import { systemClock } from './lib/clock.ts'
import type { Database } from './lib/db.ts'

const refuse = async (): Promise<never> => {
  throw new Error('the published document is made without a database')
}
/** Answers the one question that every start asks: how far the journal has come. */
const noDatabase: Database = {
  within: () => noDatabase,
  inViewer: async <T>() => ({ id: 0 }) as T,
  inLink: async <T>() => ({ id: 0 }) as T,
  lookUp: refuse,
  answers: async () => false,
  close: async () => {},
}

/** The OpenAPI document of a portal outside the demo, as docs/openapi.json holds it. */
export const openapiDocument = async (): Promise<string> => {
  const config = readConfig({ DATABASE_URL: 'none', SECRET_KEYS: `1:${Buffer.alloc(32).toString('base64')}`, LOG_LEVEL: 'silent' })
  const app = await buildApp({ config, db: noDatabase, clock: systemClock, events: { start: async () => {}, stop: async () => {} } })
  await app.ready()
  const document = app.swagger()
  await app.close()
  return `${JSON.stringify(document, null, 2)}\n`
}
