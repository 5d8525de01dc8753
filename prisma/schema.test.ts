import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { differenceFromSchema, validateSchema } from '../tools/database/schema.ts'
import { cloneDatabase, type TestDatabase } from '../tools/test-database/server.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await cloneDatabase(inject('testServer'))
})
afterAll(() => database.drop())

test('prisma/schema is well formed', () => expect(validateSchema()).toBeUndefined())

test('prisma/schema says what the migrations make (else: npm run db:diff -- --write)', () => {
  expect(differenceFromSchema(database.ownerUrl)).toBeUndefined()
})

test('a table that only the database has is noticed', async () => {
  const { asOwner } = await import('./owner.ts')
  await asOwner(database.ownerUrl, (client) => client.query('CREATE TABLE stray (id int PRIMARY KEY)'))
  expect(differenceFromSchema(database.ownerUrl)).toContain('DROP TABLE "stray"')
})
