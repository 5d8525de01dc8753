import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { cloneDatabase, type TestDatabase } from '../tools/test-database/server.ts'
import { firstAdminLink } from './first-admin.ts'
import { asOwner } from './owner.ts'
import { ensureRoles } from './roles.ts'

const secret = Buffer.from('one secret')
let database: TestDatabase
const asAdmin = <T>(work: Parameters<typeof asOwner<T>>[1]) => asOwner(inject('testServer').adminUrl, work)

beforeAll(async () => {
  database = await cloneDatabase(inject('testServer'))
})
afterAll(async () => {
  const name = new URL(database.ownerUrl).pathname.slice(1)
  await database.drop()
  await asAdmin((client) => client.query(`DROP ROLE IF EXISTS ${name}_app_login, ${name}_worker_login, plain_owner, no_owner`))
})

describe('log-in roles', () => {
  test('are made once by many starts at once', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => ensureRoles({ ownerUrl: database.ownerUrl, secret })))
    expect(new Set(all.map(({ appUrl, workerUrl }) => appUrl + workerUrl)).size).toBe(1)
    const { rows } = await asOwner(all[0]!.appUrl, (client) => client.query(`SELECT pg_has_role('samverkan_app', 'member') AS member`))
    expect(rows).toEqual([{ member: true }])
  })

  test('follow a new secret', async () => {
    const before = await ensureRoles({ ownerUrl: database.ownerUrl, secret })
    const after = await ensureRoles({ ownerUrl: database.ownerUrl, secret: Buffer.from('another secret') })
    await expect(asOwner(before.workerUrl, async () => {})).rejects.toMatchObject({ code: '28P01' })
    await asOwner(after.workerUrl, (client) => client.query('SELECT 1'))
  })

  test('given by the operator are used as they are', async () => {
    const given = { appUrl: 'postgres://app@db.example/portal', workerUrl: 'postgres://worker@db.example/portal' }
    expect(await ensureRoles({ ownerUrl: database.ownerUrl, secret, given })).toEqual(given)
  })

  test('that the owner may not make are asked for in plain words', async () => {
    await asAdmin((client) => client.query(`CREATE ROLE plain_owner LOGIN PASSWORD 'x'`))
    const ownerUrl = Object.assign(new URL(database.ownerUrl), { username: 'plain_owner', password: 'x' }).href
    await expect(ensureRoles({ ownerUrl, secret: Buffer.from('a third') })).rejects.toThrow(
      /plain_owner.*CREATEROLE.*APP_DATABASE_URL och WORKER_DATABASE_URL/,
    )
  })
})

describe('what Postgres allows everybody', () => {
  const opened = async () =>
    (
      await asOwner(database.appUrl, (client) =>
        client.query(
          "SELECT has_database_privilege(current_database(), 'TEMPORARY') AS temporary, has_schema_privilege('public', 'CREATE') AS makes",
        ),
      )
    ).rows
  const open = () =>
    asOwner(database.ownerUrl, async (client) => {
      await client.query(`GRANT TEMPORARY ON DATABASE ${new URL(database.ownerUrl).pathname.slice(1)} TO PUBLIC, samverkan_app`)
      await client.query('GRANT CREATE ON SCHEMA public TO PUBLIC')
    })

  test('is taken back at every start', async () => {
    await open()
    expect(await opened()).toEqual([{ temporary: true, makes: true }])
    const said: string[] = []
    await ensureRoles({ ownerUrl: database.ownerUrl, secret, report: (line) => said.push(line) })
    expect(await opened()).toEqual([{ temporary: false, makes: false }])
    expect(said).toEqual([])
  })

  test('and is not ours to take back, is said with what the database’s owner should run', async () => {
    await open()
    await asAdmin((client) =>
      client.query(
        `CREATE ROLE no_owner LOGIN CREATEROLE PASSWORD 'x'; GRANT samverkan_app, samverkan_worker TO no_owner WITH ADMIN OPTION`,
      ),
    )
    const ownerUrl = Object.assign(new URL(database.ownerUrl), { username: 'no_owner', password: 'x' }).href
    const said: string[] = []
    const given = { appUrl: database.appUrl, workerUrl: database.workerUrl }
    await ensureRoles({ ownerUrl, secret, given, report: (line) => said.push(line) })
    expect(said).toEqual([
      expect.stringMatching(
        /Be databasens ägare köra: REVOKE TEMPORARY ON DATABASE "test_\w+" FROM PUBLIC, samverkan_app, samverkan_worker;/,
      ),
      expect.stringMatching('REVOKE CREATE ON SCHEMA public FROM PUBLIC, samverkan_app, samverkan_worker;'),
    ])
    await ensureRoles({ ownerUrl: database.ownerUrl, secret })
  })
})

describe('the link for the first administrator', () => {
  const now = new Date('2026-11-22T12:00:00Z')

  test('is made as long as there is nobody, and the database holds only its hash', async () => {
    const link = await firstAdminLink(database.ownerUrl, 'https://samverkan.example', now)
    expect(link).toMatch(/^https:\/\/samverkan\.example\/bjud-in\/[\w-]{43}$/)
    const { rows } = await asOwner(database.ownerUrl, (client) =>
      client.query(`SELECT purpose, token_hash = sha256(convert_to($1, 'UTF8')) AS hashed, expires_at FROM user_invitations`, [
        link!.split('/').at(-1),
      ]),
    )
    expect(rows).toEqual([{ purpose: 'first_admin', hashed: true, expires_at: new Date('2026-11-23T12:00:00Z') }])
  })

  test('is never made once there is a user', async () => {
    await asOwner(database.ownerUrl, (client) => client.query(`INSERT INTO users (id, name) VALUES (gen_random_uuid(), 'Någon')`))
    expect(await firstAdminLink(database.ownerUrl, 'https://samverkan.example', now)).toBeUndefined()
  })
})
