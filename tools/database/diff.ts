import { cloneDatabase, startTestServer } from '../test-database/server.ts'
import { writeFileSync } from 'node:fs'
import { asOwner } from '../../prisma/owner.ts'
import { WALLS, wallsExpected, wallsOf } from '../../prisma/walls.ts'
import { differenceFromSchema, validateSchema, writeSchema } from './schema.ts'

// npm run db:diff            – does prisma/schema say what the migrations make?
// npm run db:diff -- --write – make it say so
const server = await startTestServer()
try {
  const { ownerUrl } = await cloneDatabase(server)
  const walls = await asOwner(ownerUrl, wallsOf)
  if (process.argv.includes('--write')) {
    process.stdout.write(`prisma/schema: ${writeSchema(ownerUrl).join(', ')}\n`)
    writeFileSync(WALLS, `${JSON.stringify(walls, null, 2)}\n`)
  }
  const fault =
    validateSchema() ??
    differenceFromSchema(ownerUrl) ??
    (JSON.stringify(walls) === JSON.stringify(wallsExpected()) ? undefined : 'prisma/walls.json har andra regler och rättigheter.')
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
