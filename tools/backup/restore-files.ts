import { chownSync, existsSync, readdirSync, rmSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { SetupProblem } from '@samverkan/prisma/owner'
import type { Account } from '../postgres/account.ts'
import type { DataFolder } from '../postgres/data-folder.ts'
import { endLeftovers } from '../postgres/server.ts'
import { type Count, copyFile, makeClosedFolder, writeWhole } from './copying.ts'
import type { CopiedFile, Manifest } from './manifest.ts'

/** What of the data folder belongs to one portal's data, and so is moved aside together. */
export const BELONGS = ['postgres/cluster', 'postgres/superuser-password', 'secret-keys', 'mail', 'logs']

/** Copies what lies below `part` and holds each file to its sum, so that a copy that has been changed or cut short is never put to use. */
export async function bringBack(
  manifest: Manifest,
  from: string,
  part: string,
  to: string,
  { account, count = () => {} }: { account?: Account | undefined; count?: Count } = {},
): Promise<void> {
  const below = (path: string) => path.slice(part.length + 1)
  const isPart = (path: string) => path === part || path.startsWith(`${part}/`)
  const own = (path: string) => {
    if (account) chownSync(path, account.uid, account.gid)
  }
  for (const folder of manifest.folders.filter(isPart)) {
    await makeClosedFolder(join(to, below(folder)))
    own(join(to, below(folder)))
  }
  for (const file of manifest.files.filter(({ path }) => isPart(path))) {
    const target = join(to, below(file.path))
    await mkdir(dirname(target), { recursive: true, mode: 0o700 })
    refuseChanged(file, await copyFile(join(from, file.path), target, file.path))
    own(target)
    count(file.size)
  }
}

function refuseChanged(expected: CopiedFile, found: CopiedFile | undefined): void {
  if (!found) throw new SetupProblem(`Säkerhetskopian är inte hel: ${expected.path} saknas. Ingenting har ändrats. Välj en annan kopia.`)
  if (found.size === expected.size && found.sha256 === expected.sha256) return
  throw new SetupProblem(
    `Säkerhetskopian har ändrats sedan den gjordes: ${expected.path} har inte samma innehåll. Ingenting har ändrats. Välj en annan kopia.`,
  )
}

/** Of the copy's files beside the database: `data/mail`, `data/logs`. */
export const filesIn = (manifest: Manifest): string[] => manifest.folders.filter((path) => /^data\/[^/]+$/u.test(path))

export const DRAFT = 'restoring-'

/** Of a restore that was killed: its server, then its files. */
export async function removeDrafts({ folder, clone }: { folder: DataFolder; clone: string }): Promise<void> {
  for (const name of readdirSync(folder.path).filter((one) => one.startsWith(DRAFT))) {
    await endLeftovers({ dataDir: join(folder.path, name, 'postgres'), clusterName: clone })
    rmSync(join(folder.path, name), { recursive: true, force: true })
  }
}

export function refuseOccupied(folder: string, replaces: boolean, belongs: readonly string[] = BELONGS): void {
  const there = belongs.filter((name) => existsSync(join(folder, name)))
  if (there.length === 0 || replaces) return
  throw new SetupProblem(
    `Det finns redan en portal i ${folder} (${there.join(', ')}). Välj en annan datamapp med DATA_DIR, eller återläs med --replace: då flyttas det som finns åt sidan och tas inte bort. Ingenting har ändrats.`,
  )
}

/** Answers where it went; undefined when there was nothing. */
export async function moveAside(folder: string, stamp: string, belongs: readonly string[] = BELONGS): Promise<string | undefined> {
  const there = belongs.filter((name) => existsSync(join(folder, name)))
  if (there.length === 0) return undefined
  let aside = join(folder, `before-restore-${stamp}`)
  for (let again = 2; existsSync(aside); again++) aside = join(folder, `before-restore-${stamp}-${again}`)
  for (const name of there) {
    await mkdir(dirname(join(aside, name)), { recursive: true, mode: 0o700 })
    await rename(join(folder, name), join(aside, name))
  }
  return aside
}

export async function writeKeys(folder: string, keys: string): Promise<void> {
  await rm(join(folder, 'secret-keys.next'), { force: true })
  await writeWhole(join(folder, 'secret-keys.next'), keys)
  await rename(join(folder, 'secret-keys.next'), join(folder, 'secret-keys'))
}

export const stampOf = (at: Date): string => `${at.toISOString().slice(0, 19).replaceAll(':', '.')}Z`
