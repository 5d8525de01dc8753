import { migrate } from '@samverkan/prisma/migrate'
import { SetupProblem } from '@samverkan/prisma/owner'
import { wallsExpected } from '@samverkan/prisma/walls'
import type { DataFolder } from '../postgres/data-folder.ts'
import type { Room } from './copying.ts'
import type { Found } from './keys.ts'
import type { Manifest } from './manifest.ts'

export type RestoreOptions = {
  clone: string
  folder: DataFolder
  from: string
  /** What is there already is moved aside, never removed. */
  replaces: boolean
  withoutKeys: boolean
  keysFile?: string
  databaseUrl?: string
  secretKeys?: string
  say: (text: string) => void
  warn: (text: string) => void
  room?: Room
  settings?: Record<string, string>
}
export type Restored = { letters: number; faults: number }
/** What both ways need: the copy, and what to do with the database while nobody else can reach it. */
export type Work = {
  options: RestoreOptions
  manifest: Manifest
  from: string
  keys: Found | undefined
  finish: (ownerUrl: string) => Promise<Restored>
}

export function refuseOtherMajor(manifest: Manifest, major: number, whose: string): void {
  if (manifest.postgresMajor === major) return
  throw new SetupProblem(
    `Säkerhetskopian är från Postgres ${manifest.postgresMajor} och ${whose} är Postgres ${major}. Den återläses bara i samma huvudversion. Ingenting har ändrats.`,
  )
}

/** Brought to this program's version, which is also what refuses a database without its walls. */
export async function lookedAt(ownerUrl: string, say: (text: string) => void): Promise<void> {
  const applied = await migrate(ownerUrl)
  if (applied.length > 0)
    say(`Databasen är uppdaterad till den här versionen (${applied.length === 1 ? 'en ändring' : `${applied.length} ändringar`}).`)
  const { policies, rights, triggers } = wallsExpected()
  say(`Alla ${policies.length} regler för vem som ser vad, ${rights.length} rättigheter och ${triggers.length} spärrar är på plats.`)
}
