import { cloneDatabase, startTestServer } from '../test-database/server.ts'
import { differenceFromSchema, validateSchema, writeSchema } from './schema.ts'

// npm run db:diff            – does prisma/schema say what the migrations make?
// npm run db:diff -- --write – make it say so
const server = await startTestServer()
try {
  const { ownerUrl } = await cloneDatabase(server)
  if (process.argv.includes('--write')) process.stdout.write(`prisma/schema: ${writeSchema(ownerUrl).join(', ')}\n`)
  const fault = validateSchema() ?? differenceFromSchema(ownerUrl)
  if (fault === undefined) process.stdout.write('Schemat och migreringarna säger samma sak.\n')
  else {
    process.stdout.write(
      `${fault}\nSchemat i prisma/schema säger inte samma sak som migreringarna. Skriv om det med: npm run db:diff -- --write\n`,
    )
    process.exitCode = 1
  }
} finally {
  await server.stop()
}
