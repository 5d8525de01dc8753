import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { migrate } from '@samverkan/prisma/migrate'
import { asOwner } from '@samverkan/prisma/owner'
import { ensureRoles } from '@samverkan/prisma/roles'
import { startPostgres } from '../postgres/server.ts'
import { ensureDatabase } from '../start/embedded-database.ts'
import { keptSecrets } from '../start/secrets.ts'
import { runAt } from '../test-database/time.ts'

const CLONE = join(import.meta.dirname, '..', '..')

/**
 * The embedded database of a portal that has not started yet, in another time: migrated, and `app_now()` runs `distance` milliseconds
 * from the machine's clock. The portal that is then started in the folder finds nothing to migrate, and its demo, API and worker live in that time.
 */
export async function databaseAt(dataFolder: string, distance: number): Promise<void> {
  mkdirSync(dataFolder, { recursive: true })
  chmodSync(dataFolder, 0o711) // started as root the database runs as somebody else, who must pass
  const { current: secret } = keptSecrets(dataFolder, undefined)
  const server = await startPostgres({ dataDir: join(dataFolder, 'postgres'), clusterName: CLONE })
  try {
    const ownerUrl = await ensureDatabase(server.adminUrl, secret)
    await ensureRoles({ ownerUrl, secret })
    await migrate(ownerUrl)
    await asOwner(ownerUrl, (client) => client.query(runAt(distance)))
  } finally {
    await server.stop()
  }
}
