import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { cloneDatabase, type TestDatabase } from '../tools/test-database/server.ts'
import { asOwner, SetupProblem } from './owner.ts'
import { refuseUnknownKeys } from './refuse-unknown-keys.ts'

const [old, next, stranger] = ['ed25519:1:0123456789abcdef', 'ed25519:2:aaaaaaaaaaaaaaaa', 'ed25519:1:ffffffffffffffff']
let database: TestDatabase
beforeEach(async () => {
  database = await cloneDatabase(inject('testServer'))
})
afterEach(() => database.drop())
/** What the worker does each minute, with this key. */
const signedBy = (key: string) =>
  asOwner(database.ownerUrl, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `SELECT journal_append(app_now(), 'users.invited', 'user', gen_random_uuid(), NULL, NULL, NULL, '{}', NULL) AS id`,
    )
    await client.query(
      `INSERT INTO journal_heads (journal_id, hash, signed_at, key_id, signature) SELECT id, hash, app_now(), $2, hash FROM journal WHERE id = $1`,
      [rows[0]?.id, key],
    )
  })
const start = (keys: string | string[], isAccepted = false) =>
  refuseUnknownKeys(database.ownerUrl, [keys].flat(), isAccepted).then(
    () => 'started',
    (error: unknown) => (error instanceof SetupProblem ? error.message : String(error)),
  )

test('a database that nobody has signed takes whatever keys it is given', async () => expect(await start(stranger)).toBe('started'))

test('the keys it was signed with start it, strange ones do not, unless the old ones are lost', async () => {
  await signedBy(old)
  expect(await start(old)).toBe('started')
  expect(await start(stranger)).toMatch(
    /^Nycklarna i SECRET_KEYS är inte databasens: den signerades senast med ed25519:1:[0-9a-f]{16}.*Ingenting har ändrats\./u,
  )
  expect(await start(stranger, true)).toBe('started')
})

test('a change of keys goes from node to node: both keys on all of them first, and one without the newer is refused once that signs', async () => {
  await signedBy(old)
  expect(await start([old, next])).toBe('started')
  await signedBy(next)
  expect(await start([old, next])).toBe('started')
  expect(await start(next)).toBe('started')
  expect(await start(old)).toMatch(/^Nycklarna i SECRET_KEYS är inte databasens/u)
})
