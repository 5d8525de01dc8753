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
  await asAdmin((client) => client.query(`DROP ROLE IF EXISTS ${name}_app_login, ${name}_worker_login, plain_owner`))
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
