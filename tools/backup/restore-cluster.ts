import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { SetupProblem, timeOf } from '@samverkan/prisma/owner'
import { serverAccount } from '../postgres/account.ts'
import { installedServer, serverFor } from '../postgres/binaries.ts'
import { startPostgres } from '../postgres/server.ts'
import { ensureDatabase } from '../start/embedded-database.ts'
import { currentOf } from '../start/secrets.ts'
import { assertRoom, counted, inWords, roomOn, writeWhole } from './copying.ts'
import { platform } from './facts.ts'
import { whenMade } from './manifest.ts'
import { BELONGS, bringBack, DRAFT, filesIn, moveAside, removeDrafts, refuseOccupied, stampOf, writeKeys } from './restore-files.ts'
import { refuseOtherMajor, type Restored, type Work } from './restore-work.ts'

/**
 * Put back beside the place, started there, brought up to date and looked at; only what has passed all that takes the place. What is there
 * until then is not touched, and afterwards it lies beside.
 */
export async function restoreCluster(work: Work): Promise<Restored> {
  const { options, manifest, from, keys } = work
  const { folder, say } = options
  const { version } = installedServer()
  refuseOtherMajor(manifest, Number.parseInt(version, 10), 'den inbyggda databasen')
  if (manifest.platform !== platform)
    throw new SetupProblem(
      `Säkerhetskopian är från en dator av slaget ${manifest.platform} och den här är ${platform}. Databasens filer passar bara samma slag. Ingenting har ändrats.`,
    )
  refuseOccupied(folder.path, options.replaces)
  await assertRoom(folder.path, manifest.bytes * 1.1, options.room ?? roomOn)
  await removeDrafts(options)
  const draft = join(folder.path, `${DRAFT}${randomBytes(6).toString('hex')}`)
  try {
    say(`Läser in säkerhetskopian från ${whenMade(manifest)} (${inWords(manifest.bytes)}) och prövar varje fil.`)
    const { restored, at } = await prepare(work, draft)
    const aside = await moveAside(folder.path, stampOf(at))
    if (aside) say(`Det som fanns ligger i ${aside}. Ta bort det när ni inte behöver det längre.`)
    mkdirSync(join(folder.path, 'postgres'), { recursive: true })
    for (const name of BELONGS.filter((one) => existsSync(join(draft, one)))) await rename(join(draft, name), join(folder.path, name))
    if (keys && !keys.isGiven) await writeKeys(folder.path, keys.keys)
    say(`Portalen är återläst i ${folder.path}.`)
    return restored
  } finally {
    await rm(draft, { recursive: true, force: true }).catch(() => {})
  }

  /** Everything that can go wrong, in a folder of its own. */
  async function prepare({ finish }: Work, into: string): Promise<{ restored: Restored; at: Date }> {
    const account = serverAccount()
    mkdirSync(join(into, 'postgres'), { recursive: true })
    for (const path of [into, join(into, 'postgres')]) chmodSync(path, account ? 0o711 : 0o700)
    await bringBack(manifest, from, 'database', join(into, 'postgres', 'cluster'), { account, count: counted(manifest.bytes, say) })
    for (const part of filesIn(manifest)) await bringBack(manifest, from, part, join(into, part.slice('data/'.length)))
    say('Startar databasen och läser in det som skrevs medan kopian gjordes.')
    const server = await startAs(work, into)
    try {
      const ownerUrl = await ensureDatabase(server.adminUrl, keys ? currentOf(keys.keys) : randomBytes(32))
      return { restored: await finish(ownerUrl), at: await timeOf(ownerUrl) }
    } finally {
      await server.stop()
    }
  }
}

/** The superuser's password is this folder's own and never in a copy: the server gets a new one before it listens to anybody. */
async function startAs({ options: { clone, folder, settings } }: Work, draft: string) {
  const account = serverAccount()
  const dataDir = join(draft, 'postgres')
  const copyServerTo = join(folder.path, 'postgres', 'server')
  const password = randomBytes(32).toString('base64url')
  await writeWhole(join(dataDir, 'superuser-password'), password)
  const args = ['--single', '-D', join(dataDir, 'cluster'), '-c', 'password_encryption=scram-sha-256', '-c', 'exit_on_error=true']
  for (const [name, value] of Object.entries(settings ?? {})) args.push('-c', `${name}=${value}`)
  await single(serverFor(account, copyServerTo).postgres, [...args, 'postgres'], `ALTER ROLE postgres PASSWORD '${password}';\n`)
  return startPostgres({ dataDir, clusterName: clone, copyServerTo, ...(settings ? { settings } : {}) })

  function single(program: string, given: string[], statement: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const child = spawn(program, given, {
        ...account,
        cwd: '/',
        env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
        stdio: ['pipe', 'pipe', 'pipe'],
      })
      let output = ''
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(-4_000)))
      child.once('error', reject)
      child.once('close', (code) =>
        code === 0
          ? resolve()
          : reject(new SetupProblem(`Databasen i säkerhetskopian går inte att starta. Så här svarade den:\n${output.trim()}`)),
      )
      child.stdin.on('error', () => {}) // it has ended: its answer says why
      child.stdin.end(statement)
    })
  }
}
