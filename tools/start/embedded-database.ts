import { createHmac } from 'node:crypto'
import pg from 'pg'
import { asOwner } from '@samverkan/prisma/owner'

const OWNER = 'samverkan_owner'
const DATABASE = 'samverkan'

/**
 * The portal's own database in the embedded server, with an owner who is no superuser – the same rights as on a server that
 * somebody else runs, so that nothing works here only because it may do everything.
 */
export async function ensureDatabase(adminUrl: string, secret: Buffer): Promise<string> {
  const password = createHmac('sha256', secret).update(`database role ${OWNER}`).digest('base64url')
  await asOwner(adminUrl, async (client) => {
    const role = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [OWNER])
    const verb = role.rowCount === 0 ? 'CREATE' : 'ALTER'
    await client.query(`${verb} ROLE ${OWNER} LOGIN CREATEROLE NOSUPERUSER PASSWORD ${pg.escapeLiteral(password)}`)
    const database = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE])
    if (database.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE} OWNER ${OWNER}`)
  })
  const url = new URL(adminUrl)
  url.username = OWNER
  url.password = password
  url.pathname = `/${DATABASE}`
  return url.href
}
