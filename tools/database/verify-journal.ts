import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { SetupProblem } from '@samverkan/prisma/owner'
import { parseSecretKeys } from '../../apps/api/src/config.ts'
import { verifyJournal } from '../../apps/api/src/lib/journal-verification.ts'
import { dataFolderOf } from '../postgres/data-folder.ts'
import { keptSecrets } from '../start/secrets.ts'
import { runningDatabase } from './running.ts'

// npm run db:verify-journal [-- <row>:<hash> …] – reads the whole journal and names each row that is not as it was written. Hashes from
// the worker's log, or from an earlier run, show what was cut off even where the signed heads went with it.
try {
  const folder = dataFolderOf(join(import.meta.dirname, '..', '..')).path
  if (!process.env['SECRET_KEYS'] && !existsSync(join(folder, 'secret-keys')))
    throw new SetupProblem('SECRET_KEYS saknas: utan nycklarna går signaturerna inte att pröva.')
  const secrets = keptSecrets(folder, process.env['SECRET_KEYS'])
  const url = process.env['DATABASE_URL'] || runningDatabase(folder, secrets.current)
  if (!url) throw new SetupProblem('Ange databasen i DATABASE_URL, eller starta portalen med npm start och kör igen.')
  const heads = process.argv.slice(2).map((given) => {
    const [id, hash] = given.split(':', 2)
    if (!/^\d+$/.test(id ?? '') || !/^[0-9a-f]{64}$/.test(hash ?? ''))
      throw new SetupProblem(`Skriv en kopia som radnummer:hash. Det går inte att läsa: ${given}`)
    return { id: Number(id), hash: hash ?? '' }
  })
  const verdict = await verifyJournal(url, parseSecretKeys(secrets.keys), heads)
  for (const { says } of verdict.faults) process.stderr.write(`! ${says}\n`)
  process.stdout.write(`· ${verdict.rows} rader, ${verdict.signedHeads} signerade. Senaste raden: ${verdict.lastId}:${verdict.lastHash}\n`)
  process.stdout.write(verdict.faults.length === 0 ? '· Journalen är hel.\n' : `! ${verdict.faults.length} fel.\n`)
  process.exitCode = verdict.faults.length === 0 ? 0 : 1
} catch (error) {
  process.stderr.write(`! ${error instanceof SetupProblem ? error.message : (error as Error).stack}\n`)
  process.exitCode = 2
}
