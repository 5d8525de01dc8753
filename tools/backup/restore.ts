import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { readMigrations } from '@samverkan/prisma/migrate'
import { SetupProblem } from '@samverkan/prisma/owner'
import { parseSecretKeys } from '../../apps/api/src/config.ts'
import { verifyJournal } from '../../apps/api/src/lib/journal-verification.ts'
import { takeLock } from '../processes/lock.ts'
import { lockOf } from './embedded.ts'
import { holdLetters } from './hold-letters.ts'
import { type Found, keysFor } from './keys.ts'
import { type Manifest, readManifest } from './manifest.ts'
import { restoreCluster } from './restore-cluster.ts'
import { restoreDump } from './restore-dump.ts'
import { lookedAt, type Restored, type RestoreOptions, type Work } from './restore-work.ts'

/** Puts a copy back. Everything that could be wrong with it is found before anything that is there is touched. */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const from = resolve(options.from)
  if (!existsSync(from)) throw new SetupProblem(`Det finns ingen säkerhetskopia i ${from}.`)
  const manifest = readManifest(from)
  refuseOther(manifest, options)
  const keys = options.withoutKeys ? undefined : keysFor(manifest, from, options.keysFile, options.secretKeys)
  if (!keys && !options.withoutKeys)
    throw new SetupProblem(
      'Nycklarna saknas. Ange filen som säkerhetskopieringen skrev med --keys, eller nycklarna i SECRET_KEYS. ' +
        'Är de förlorade: återläs med --without-keys. Ingenting har ändrats.',
    )
  const lock = takeLock(lockOf(options.folder))
  if (!lock.held)
    throw new SetupProblem(
      `Portalen körs från ${options.folder.path} (process ${lock.by.pid}). Stoppa den först, med Ctrl-C där den startades. Ingenting har ändrats.`,
    )
  try {
    const work: Work = { options, manifest, from, keys, finish: (ownerUrl) => finish(ownerUrl, manifest, keys, options) }
    const restored = await (options.databaseUrl ? restoreDump(work, options.databaseUrl) : restoreCluster(work))
    sayWhatFollows(restored, keys, options)
    return restored
  } finally {
    lock.release()
  }
}

function refuseOther(manifest: Manifest, { databaseUrl }: RestoreOptions): void {
  if (manifest.kind === 'cluster' && databaseUrl)
    throw new SetupProblem(
      'Säkerhetskopian är av den inbyggda databasen och går inte att läsa in i en annan. Ta bort DATABASE_URL. Ingenting har ändrats.',
    )
  if (manifest.kind === 'dump' && !databaseUrl)
    throw new SetupProblem('Säkerhetskopian är av en egen databas. Ange en tom databas i DATABASE_URL. Ingenting har ändrats.')
  if (readMigrations().some(({ name }) => name === manifest.lastMigration)) return
  throw new SetupProblem(
    `Säkerhetskopian är nyare än det här programmet: den gjordes med version ${manifest.portalVersion} och har ändringen ${manifest.lastMigration}, som programmet inte känner till. ` +
      'Återläs med en version som är minst lika ny. Ingenting har ändrats.',
  )
}

/** The letters first: whoever starts this database must not send them again, whatever else is found. */
async function finish(ownerUrl: string, manifest: Manifest, keys: Found | undefined, { say, warn }: RestoreOptions): Promise<Restored> {
  const { letters } = await holdLetters(ownerUrl, manifest.madeAt)
  await lookedAt(ownerUrl, say)
  if (!keys) return { letters, faults: 0 }
  say('Prövar journalen.')
  const verdict = await verifyJournal(ownerUrl, parseSecretKeys(keys.keys), manifest.journal ? [manifest.journal] : [])
  for (const fault of verdict.faults) warn(fault.says)
  say(
    verdict.faults.length === 0
      ? `Journalen är hel: ${verdict.rows} rader, ${verdict.signedHeads} signerade.`
      : `Journalen har ${verdict.faults.length} fel. De följde med säkerhetskopian eller har kommit till i den; databasen är återläst som den är.`,
  )
  return { letters, faults: verdict.faults.length }
}

function sayWhatFollows({ letters }: Restored, keys: Found | undefined, { say, databaseUrl }: RestoreOptions): void {
  if (letters > 0)
    say(
      `${letters === 1 ? 'Ett brev väntade' : `${letters} brev väntade`} när kopian gjordes och kan redan ha kommit fram. ` +
        `${letters === 1 ? 'Det hålls' : 'De hålls'} tills någon skickar eller kastar ${letters === 1 ? 'det' : 'dem'} på sidan Utkorg. Nya brev skickas som vanligt.`,
    )
  const start = databaseUrl ? 'Starta portalen med samma DATABASE_URL' : 'Starta portalen: npm start'
  if (!keys)
    say(
      `${start}${databaseUrl ? '' : ', den första gången så här: NEW_SECRET_KEYS=1 npm start'}. Nya nycklar används då${databaseUrl ? ' (NEW_SECRET_KEYS=1 den första gången)' : ''}, och äldre signaturer i journalen går inte att pröva.`,
    )
  else say(`${start}${keys.isGiven ? ', med samma SECRET_KEYS' : ''}.`)
}
