import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { SetupProblem } from '@samverkan/prisma/owner'
import { dataFolderOf } from '../postgres/data-folder.ts'
import { say, warn } from '../start/say.ts'
import { makeBackup } from './backup.ts'
import { restoreBackup } from './restore.ts'

// npm run db:backup  [-- --to folder] [--keys file]
// npm run db:restore -- --from folder [--replace] [--keys file] [--without-keys]
const CLONE = join(import.meta.dirname, '..', '..')
const USAGE = {
  backup: 'npm run db:backup -- --to <mapp> [--keys <fil>]',
  restore: 'npm run db:restore -- --from <säkerhetskopia> [--replace] [--keys <fil>] [--without-keys]',
}

async function backup(args: string[]): Promise<void> {
  const { values } = read(args, { to: { type: 'string' }, keys: { type: 'string' } }, USAGE.backup)
  const folder = dataFolderOf(CLONE)
  const databaseUrl = process.env['DATABASE_URL'] || undefined
  const secretKeys = process.env['SECRET_KEYS'] || undefined
  const to = resolve(String(values['to'] ?? join(folder.path, 'backups')))
  const made = await makeBackup({
    clone: CLONE,
    folder,
    to,
    say,
    ...(values['keys'] ? { keysTo: resolve(String(values['keys'])) } : {}),
    ...(databaseUrl ? { databaseUrl } : {}),
    ...(secretKeys ? { secretKeys } : {}),
  })
  if (values['to'] === undefined) say('Den ligger på samma dator som portalen. Flytta den till en annan, eller välj plats med --to.')
  if (made.keys) {
    say(
      `Nycklarna ligger för sig: ${made.keys}. Förvara dem på ett annat ställe än kopian: den som har båda kan skriva under som portalen.`,
    )
    say(
      'Utan dem går kopian att läsa in, men signaturerna i journalen går inte att pröva, det som ligger osänt på enheter går inte att läsa, och väntande inbjudningar måste skickas om.',
    )
  } else if (secretKeys)
    say(
      'Nycklarna kommer från SECRET_KEYS och är inte med i kopian. Spara dem där ni förvarar dem i dag: utan dem går journalens signaturer inte att pröva.',
    )
  else if (!existsSync(join(folder.path, 'secret-keys')))
    warn(
      'Inga nycklar hittades här. Spara SECRET_KEYS från den dator där portalen körs: utan dem går journalens signaturer inte att pröva.',
    )
  say(`Den återläses i Postgres ${made.manifest.postgresMajor}: npm run db:restore -- --from ${made.folder}`)
}

async function restore(args: string[]): Promise<void> {
  const { values } = read(
    args,
    { from: { type: 'string' }, keys: { type: 'string' }, replace: { type: 'boolean' }, 'without-keys': { type: 'boolean' } },
    USAGE.restore,
  )
  if (typeof values['from'] !== 'string') throw new SetupProblem(`Ange vilken säkerhetskopia: ${USAGE.restore}`)
  const databaseUrl = process.env['DATABASE_URL'] || undefined
  const secretKeys = process.env['SECRET_KEYS'] || undefined
  const { faults } = await restoreBackup({
    clone: CLONE,
    folder: dataFolderOf(CLONE),
    from: resolve(values['from']),
    replaces: values['replace'] === true,
    withoutKeys: values['without-keys'] === true,
    say,
    warn,
    ...(values['keys'] ? { keysFile: resolve(String(values['keys'])) } : {}),
    ...(databaseUrl ? { databaseUrl } : {}),
    ...(secretKeys ? { secretKeys } : {}),
  })
  // Put back, but not as it was written: whoever runs this from a script has to hear so.
  if (faults > 0) process.exitCode = 3
}

type Options = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>
function read(args: string[], options: Options, usage: string) {
  try {
    return parseArgs({ args, options, allowPositionals: false })
  } catch {
    throw new SetupProblem(`Det går inte att förstå: ${args.join(' ')}. Skriv så här: ${usage}`)
  }
}

const [command, ...args] = process.argv.slice(2)
try {
  await (command === 'restore' ? restore(args) : backup(args))
} catch (error) {
  warn(error instanceof SetupProblem ? error.message : ((error as Error).stack ?? String(error)))
  process.exitCode = 1
}
