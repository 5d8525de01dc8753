import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { asOwner } from '@samverkan/prisma/owner'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { parseSecretKeys } from '../../apps/api/src/config.ts'
import { verifyJournal } from '../../apps/api/src/lib/journal-verification.ts'
import { newDataFolder } from '../portal/portal.ts'
import { chosenFolder } from '../postgres/data-folder.ts'
import { type RunningPostgres, startPostgres } from '../postgres/server.ts'
import { type HeldLock, takeLock } from '../processes/lock.ts'
import { ensureDatabase } from '../start/embedded-database.ts'
import { currentOf } from '../start/secrets.ts'
import { makeBackup } from './backup.ts'
import { MANIFEST, type Manifest, written } from './manifest.ts'
import { restoreBackup } from './restore.ts'
import type { RestoreOptions } from './restore-work.ts'
import { change, changesIn, contentOf, fill, keepKeysIn, KEYS, lettersIn, OTHER_KEYS, restoredRows } from './restored.ts'

const CLONE = 'backup test'
const settings = { fsync: 'off' }
const root = newDataFolder()
const backups = join(root, 'backups')
const [first, second] = ['first', 'second'].map((name) => chosenFolder(join(root, name))) as [Folder, Folder]
type Folder = ReturnType<typeof chosenFolder>

const serverOf = (folder: Folder) => startPostgres({ dataDir: join(folder.path, 'postgres'), clusterName: CLONE, settings })
const said: string[] = []
const say = (text: string) => void said.push(text)
const back = (more: Partial<RestoreOptions> = {}) => {
  said.length = 0
  return restoreBackup({
    clone: CLONE,
    folder: second,
    from: whole,
    replaces: false,
    withoutKeys: false,
    say,
    warn: say,
    settings,
    ...more,
  })
}
const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: Error) => error.message,
  )

let running: RunningPostgres
let held: HeldLock
let ownerUrl: string
let whole: string
let manifest: Manifest
let content: Awaited<ReturnType<typeof contentOf>>
/** Changes that had been acknowledged when the copy began and when it ended. */
const acknowledged = { atStart: 0, atEnd: 0 }
/** How often, while it was copied, what the server no longer needs of its log was thrown away. */
let thrownAway = 0

beforeAll(async () => {
  keepKeysIn(first.path)
  cpSync(import.meta.filename, join(first.path, 'mail', 'one.eml'))
  held = takeLock(join(first.path, 'start.lock')) as HeldLock
  running = await serverOf(first)
  ownerUrl = await ensureDatabase(running.adminUrl, currentOf(KEYS))
  await fill(ownerUrl)
  content = await contentOf(ownerUrl)

  let number = 0
  let isOver = false
  let isCopying = false
  let enough = () => {}
  const thrownAwayEnough = new Promise<void>((resolve) => (enough = resolve))
  const writing = asOwner(running.adminUrl, (admin) =>
    asOwner(ownerUrl, async (client) => {
      while (!isOver) {
        await change(client, number + 1)
        number++
        if (!isCopying || thrownAway === 3) continue
        await admin.query('SELECT pg_switch_wal()')
        await admin.query('CHECKPOINT')
        if (++thrownAway === 3) enough()
      }
    }),
  )
  const asked = Reflect.get(pg.Client.prototype, 'query') as (...given: unknown[]) => unknown
  const watched = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...args: unknown[]) {
    const ask = () => Reflect.apply(asked, this, args) as Promise<unknown>
    if (String(args[0]).includes('pg_backup_stop'))
      return thrownAwayEnough.then(() => {
        acknowledged.atEnd = number
        return ask()
      }) as never
    const answer = ask()
    if (String(args[0]).includes('pg_backup_start'))
      void answer.then(() => {
        acknowledged.atStart = number
        isCopying = true
      })
    return answer as never
  })
  try {
    ;({ folder: whole, manifest } = await makeBackup({ clone: CLONE, folder: first, to: backups, say, settings }))
  } finally {
    watched.mockRestore()
    isOver = true
    await writing
  }
}, 180_000)
afterAll(async () => {
  await running?.stop()
  held?.release()
  rmSync(root, { recursive: true, force: true })
})

describe('a copy that was made while the portal was written to', () => {
  test('has its name, is closed to others and has the keys beside it, not in it', () => {
    expect(readdirSync(backups).sort()).toEqual([whole.split('/').at(-1), `${whole.split('/').at(-1)}.keys`])
    expect(statSync(whole).mode & 0o777).toBe(0o700)
    expect(statSync(`${whole}.keys`).mode & 0o777).toBe(0o600)
    expect(readFileSync(`${whole}.keys`, 'utf8').trim()).toBe(KEYS)
    const names = manifest.files.map(({ path }) => path)
    expect(names.filter((path) => /secret-keys|superuser-password|postmaster\.pid/u.test(path))).toEqual([])
    expect(names).toEqual(expect.arrayContaining(['database/backup_label', 'database/global/pg_control', 'data/mail/one.eml']))
    for (const { path } of manifest.files) expect(statSync(join(whole, path)).mode & 0o077, path).toBe(0)
    expect(manifest).toMatchObject({ kind: 'cluster', postgresMajor: 18, lastMigration: expect.stringMatching(/^\d{4}_/u) })
  })

  test('is put back in another folder: everything acknowledged until its end, the same walls, a whole journal', async () => {
    expect(acknowledged.atEnd, 'it was written to meanwhile').toBeGreaterThan(acknowledged.atStart + 2)
    expect(thrownAway).toBe(3)
    expect(await back()).toEqual({ letters: 3, faults: 0 })
    expect(said.join('\n')).toMatch(/Journalen är hel: \d+ rader, 1 signerade\.\n[^]*3 brev väntade när kopian gjordes/u)
    expect(existsSync(join(second.path, 'mail', 'one.eml'))).toBe(true)
    expect(readdirSync(second.path).filter((name) => name.startsWith('restoring-'))).toEqual([])
    const server = await serverOf(second)
    try {
      const url = await ensureDatabase(server.adminUrl, currentOf(readFileSync(join(second.path, 'secret-keys'), 'utf8').trim()))
      const { last, gaps } = await changesIn(url)
      expect(gaps).toBe(0)
      expect(last).toBeGreaterThanOrEqual(acknowledged.atEnd)
      expect(await contentOf(url)).toEqual(content)
      expect(content.walls.policies.length).toBeGreaterThan(80)
      expect(content.answers).toBeGreaterThan(0)
      expect((await verifyJournal(url, parseSecretKeys(KEYS), manifest.journal ? [manifest.journal] : [])).faults).toEqual([])
      expect(await lettersIn(url)).toEqual([
        { subject: 'Brev 0', state: 'queued', due: false, unknown: 1 },
        { subject: 'Brev 1', state: 'cancelled', due: false, unknown: 0 },
        { subject: 'Brev 2', state: 'sent', due: false, unknown: 0 },
        { subject: 'Brev 3', state: 'queued', due: false, unknown: 0 },
        { subject: 'Brev 4', state: 'queued', due: false, unknown: 0 },
      ])
      expect(await restoredRows(url)).toEqual([{ data: { madeAt: manifest.madeAt, letters: 3, underWay: 1 } }])
    } finally {
      await server.stop()
    }
  })

  test('is not put over what is there; with --replace that is moved aside, and nothing of it is removed', async () => {
    const kept = join(second.path, 'mail', 'kept.eml')
    writeFileSync(kept, 'from before')
    expect(await refusal(back())).toMatch(/^Det finns redan en portal i .*postgres\/cluster.*--replace.*Ingenting har ändrats\.$/u)
    expect(readFileSync(kept, 'utf8')).toBe('from before')
    await back({ replaces: true })
    expect(existsSync(kept)).toBe(false)
    const aside = readdirSync(second.path).find((name) => name.startsWith('before-restore-'))!
    expect(readFileSync(join(second.path, aside, 'mail', 'kept.eml'), 'utf8')).toBe('from before')
    expect(readdirSync(join(second.path, aside)).sort()).toEqual(['mail', 'postgres', 'secret-keys'])
    expect(readdirSync(join(second.path, aside, 'postgres')).sort()).toEqual(['cluster', 'superuser-password'])
  })
})

describe('nothing is put back, and nothing is touched,', () => {
  let third: Folder
  const relation = () => join(whole, manifest.files.find(({ path, size }) => /base\/\d+\/\d+$/u.test(path) && size > 8_192)!.path)
  /** The copy with something wrong about it, and mended again. */
  const spoilt = async (spoil: () => void): Promise<string> => {
    third = chosenFolder(join(root, 'third'))
    const files = [join(whole, MANIFEST), `${whole}.keys`, relation()].map((file) => [file, readFileSync(file)] as const)
    spoil()
    const words = await refusal(back({ folder: third }))
    for (const [file, bytes] of files) writeFileSync(file, bytes)
    return words
  }
  const says = (more: Partial<Manifest>) => () => writeFileSync(join(whole, MANIFEST), written({ ...manifest, ...more }))

  test.each<[string, () => void, RegExp]>([
    [
      'of one that was interrupted',
      () => rmSync(join(whole, MANIFEST)),
      /är ingen säkerhetskopia av portalen: filen manifest\.json finns inte där/u,
    ],
    [
      'of one where a byte is another',
      () => {
        const bytes = readFileSync(relation())
        bytes[5_000]! ^= 1
        writeFileSync(relation(), bytes)
      },
      /har ändrats sedan den gjordes: database\/base\/\d+\/\d+ har inte samma innehåll/u,
    ],
    ['of one where a file is gone', () => rmSync(relation()), /är inte hel: database\/base\/.* saknas/u],
    [
      'of one whose list was edited',
      () => writeFileSync(join(whole, MANIFEST), written(manifest).replace('"postgresMajor": 18', '"postgresMajor": 19')),
      /manifest\.json har ändrats sedan säkerhetskopian gjordes/u,
    ],
    [
      'of one that points out of its folder',
      says({ files: [{ path: '../../etc/passwd', size: 1, sha256: '' }] }),
      /pekar utanför sin egen mapp/u,
    ],
    [
      'of another major version',
      says({ postgresMajor: 17 }),
      /är från Postgres 17 och den inbyggda databasen är Postgres 18\. Den återläses bara i samma huvudversion/u,
    ],
    ['of another kind of machine', says({ platform: 'darwin-arm64' }), /av slaget darwin-arm64/u],
    ['of a newer portal', says({ lastMigration: '9999_later' }), /är nyare än det här programmet.*9999_later/u],
    ['of a database that lies elsewhere', says({ kind: 'dump' }), /Ange en tom databas i DATABASE_URL/u],
    ['without its keys', () => rmSync(`${whole}.keys`), /Nycklarna saknas.*--without-keys/u],
    [
      'with the keys of another',
      () => writeFileSync(`${whole}.keys`, OTHER_KEYS),
      /är inte säkerhetskopians: den signerades senast med ed25519:1:/u,
    ],
  ])('%s', async (_what, spoil, words) => {
    expect(await spoilt(spoil)).toMatch(words)
    expect(readdirSync(third.path)).toEqual([])
  })

  test('of one that still has the name of a half one', async () => {
    const half = join(root, 'portal.half')
    mkdirSync(half)
    expect(await refusal(back({ from: half, folder: third }))).toMatch(/som avbröts innan den var hel/u)
  })
  test('where it would not fit', async () => {
    expect(await refusal(back({ folder: third, room: async () => 1_000_000 }))).toMatch(
      /Det finns inte plats i .*third: [\d,]+ [MG]B behövs och 1 MB är ledigt/u,
    )
  })
  test('under a portal that runs', async () => {
    expect(await refusal(back({ folder: first, replaces: true }))).toMatch(/^Portalen körs från .*Stoppa den först/u)
  })
  test('into a database that somebody else runs', async () => {
    expect(await refusal(back({ folder: third, databaseUrl: ownerUrl }))).toMatch(/är av den inbyggda databasen/u)
  })
})

describe('a copy', () => {
  const make = (more: object = {}) => refusal(makeBackup({ clone: CLONE, folder: first, to: backups, say, settings, ...more }))
  const before = () => readdirSync(backups).length

  test('is not begun where it would not fit, and never lies among the database’s own files', async () => {
    const there = before()
    expect(await make({ room: async () => 1_000_000 })).toMatch(
      /^Det finns inte plats i .*: \d+ MB behövs och 1 MB är ledigt\. Ingenting har skrivits\.$/u,
    )
    expect(await make({ to: join(first.path, 'postgres', 'cluster', 'copies') })).toMatch(/ligger i databasens egen mapp/u)
    expect(before()).toBe(there)
  })
  test('leaves nothing behind when it cannot be finished, and does not write over keys', async () => {
    const there = before()
    const keysTo = join(root, 'somebody’s keys')
    writeFileSync(keysTo, 'others')
    expect(await make({ keysTo })).toMatch(/finns redan och skrivs inte över/u)
    expect([before(), readFileSync(keysTo, 'utf8')]).toEqual([there, 'others'])
  })
  test('of a portal that is stopped starts its database, also after a crash, and stops it again', async () => {
    await running.stop()
    held.release()
    said.length = 0
    const to = join(root, 'cold')
    const made = await makeBackup({ clone: CLONE, folder: first, to, secretKeys: KEYS, say, settings })
    expect(said[0]).toBe('Portalen är stoppad. Databasen startas medan kopian görs.')
    expect(readdirSync(to), 'keys that the operator keeps are not written down').toEqual([made.folder.split('/').at(-1)])
    expect(existsSync(join(first.path, 'postgres', 'cluster', 'postmaster.pid'))).toBe(false)
    expect(takeLock(join(first.path, 'start.lock'))).toMatchObject({ held: true })
  })
})
