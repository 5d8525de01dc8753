import { migrate } from '@samverkan/prisma/migrate'
import { SetupProblem } from '@samverkan/prisma/owner'
import { loadReference } from '@samverkan/prisma/seed'

// npm run db:migrate – brings an outside database up to date before the first new process starts there. `npm start` does the same.
const say = (line: string) => process.stdout.write(`· ${line}\n`)
try {
  const ownerUrl = process.env['DATABASE_URL']
  if (!ownerUrl) throw new SetupProblem('Ange databasen i DATABASE_URL. Den inbyggda databasen uppdateras av npm start.')
  const applied = await migrate(ownerUrl)
  say(applied.length === 0 ? 'Databasen var redan uppdaterad.' : `Körda migreringar: ${applied.join(', ')}.`)
  await loadReference(ownerUrl, say)
} catch (error) {
  process.stderr.write(`! ${error instanceof SetupProblem ? error.message : (error as Error).stack}\n`)
  process.exitCode = 1
}
