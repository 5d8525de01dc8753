import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, realpathSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { canEnter, serverAccount } from './account.ts'

const ELSEWHERE = '/var/lib/samverkansportalen'

/** Where a clone keeps its data. `unusual` when that is not the `.data` folder that everybody expects. */
export type DataFolder = { path: string; unusual: boolean }

/**
 * Normally `.data` in the clone. Started as root the server runs as `nobody`, who cannot enter a clone inside a closed folder
 * such as /root: the data then lives under /var/lib, one folder per clone. DATA_DIR names another place.
 */
export function dataFolderOf(clone: string, wanted: string | undefined = process.env['DATA_DIR']): DataFolder {
  const account = serverAccount()
  if (wanted) return { path: open(resolve(wanted), 0o711), unusual: true }
  const home = realpathSync(clone)
  if (!account || canEnter(account, home)) return { path: open(join(home, '.data'), 0o711), unusual: false }
  const hash = createHash('sha256').update(home).digest('hex').slice(0, 16)
  const path = join(ELSEWHERE, hash)
  mkdirSync(dirname(path), { recursive: true, mode: 0o711 })
  chmodSync(dirname(path), 0o711)
  return { path: open(path, 0o711), unusual: true }
}

/** A folder that somebody named: theirs to choose well, so nothing is looked for elsewhere. */
export const chosenFolder = (path: string): DataFolder => ({ path: open(path, 0o711), unusual: false })

/** As root `nobody` must pass through, whatever our umask; for everybody else the folder is theirs alone. */
function open(path: string, rootMode: number): string {
  mkdirSync(path, { recursive: true })
  chmodSync(path, serverAccount() ? rootMode : 0o700)
  return path
}
