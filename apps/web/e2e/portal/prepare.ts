import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { takeLock } from '../../../../tools/processes/lock.ts'
import { buildWeb } from '../../../../tools/start/web-build.ts'
import { allFolders } from './portal.ts'

/** Once per run: portals that start beside each other find the pages built, and what a killed run left behind is cleared away. */
export default async function prepare(): Promise<void> {
  if (existsSync(allFolders)) for (const name of readdirSync(allFolders)) removeUnlessInUse(join(allFolders, name))
  await buildWeb()
}

function removeUnlessInUse(folder: string): void {
  const lock = takeLock(join(folder, 'start.lock'))
  if (!lock.held) return
  lock.release()
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
}
