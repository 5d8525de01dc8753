import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { isAbsolute, join, normalize } from 'node:path'
import { SetupProblem } from '@samverkan/prisma/owner'

export const MANIFEST = 'manifest.json'
/** What a copy is called until it is whole. */
export const HALF = '.half'

export type CopiedFile = { path: string; size: number; sha256: string }
/** `cluster`: the files of the embedded server. `dump`: what pg_dump wrote of a database somebody else runs. */
export type Kind = 'cluster' | 'dump'
export type Manifest = {
  format: 1
  kind: Kind
  madeAt: string
  portalVersion: string
  postgresMajor: number
  /** The files of a server fit the kind of machine that wrote them. */
  platform: string
  lastMigration: string
  /** The newest row of the journal when the copy began: it has to be there again. */
  journal: { id: number; hash: string } | null
  /** The name of the key that the journal was last signed with. */
  keyId: string | null
  /** Whom the rights and policies of a dump name. In the files of a server they are inside. */
  roles: string[]
  /** Empty ones too: whoever moves a copy with other tools may lose them. */
  folders: string[]
  files: CopiedFile[]
  bytes: number
}

/** When it was made, as it is said at a terminal: 2026-12-01 08.41 UTC. */
export const whenMade = ({ madeAt }: Manifest): string => `${madeAt.slice(0, 10)} ${madeAt.slice(11, 16).replace(':', '.')} UTC`

const sumOf = (manifest: Manifest): string => createHash('sha256').update(JSON.stringify(manifest)).digest('hex')

export const written = (manifest: Manifest): string => `${JSON.stringify({ sum: sumOf(manifest), ...manifest }, null, 1)}\n`

/** As it stands in the folder, or a sentence about why that is no whole backup. */
export function readManifest(folder: string): Manifest {
  const file = join(folder, MANIFEST)
  if (!existsSync(file))
    throw new SetupProblem(
      folder.replace(/\/+$/u, '').endsWith(HALF)
        ? `${folder} är en säkerhetskopia som avbröts innan den var hel. Den går inte att återläsa. Välj en tidigare kopia.`
        : `${folder} är ingen säkerhetskopia av portalen: filen ${MANIFEST} finns inte där.`,
    )
  const { sum, ...manifest } = parsed(file)
  if (sum !== sumOf(manifest) || manifest.format !== 1)
    throw new SetupProblem(
      `${file} har ändrats sedan säkerhetskopian gjordes, eller hör till en annan version av portalen. Välj en annan kopia.`,
    )
  const strange = [...manifest.folders, ...manifest.files.map(({ path }) => path)].find(leavesItsFolder)
  if (strange !== undefined) throw new SetupProblem(`${file} pekar utanför sin egen mapp: ${strange}. Ingenting har återlästs.`)
  return manifest
}

function parsed(file: string): Manifest & { sum: string } {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Manifest & { sum: string }
  } catch {
    throw new SetupProblem(`${file} går inte att läsa. Kopian är skadad; välj en annan.`)
  }
}

const leavesItsFolder = (path: string): boolean => isAbsolute(path) || normalize(path).split('/')[0] === '..'
