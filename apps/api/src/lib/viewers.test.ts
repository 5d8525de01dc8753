import type { Viewer } from '@samverkan/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../test/app.ts'
import { newId } from './ids.ts'
import { sql } from './sql.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp()
})
afterAll(() => t.close())

type Seen = { actor: string | null; user: string | null; scope: string; code: string }
const whoAmI = sql`SELECT pg_sleep(random() * 0.01), app_actor() AS actor, app_user() AS "user", app_scope() AS scope, current_setting('app.function', true) AS code`

test('four hundred transactions at once each see their own viewer, also after one of them failed', async () => {
  const viewers = Array.from(
    { length: 400 },
    (_, i): Viewer => ({
      userId: newId(),
      actorId: i % 5 === 0 ? null : newId(),
      functionCode: i % 2 === 0 ? 'lst-tib' : 'contact-function',
      scope: i % 3 === 0 ? 'region' : 'actor',
    }),
  )
  const seen = await Promise.all(
    viewers.map((viewer, i) =>
      t.db
        .inViewer(viewer, async (tx) => {
          const ask = () => Promise.all([tx.one<Seen>(whoAmI), i % 7 === 0 ? tx.run(sql`SELECT 1 / 0`) : 0])
          const [row] = await (i % 2 === 0 ? tx.last(ask) : ask())
          return row
        })
        .catch((error: Error & { code?: string }) => error.code),
    ),
  )
  const whoWas = (one: (typeof seen)[number]) => (typeof one === 'object' ? [one.actor, one.user, one.scope, one.code] : one)
  expect(seen.map(whoWas)).toEqual(
    viewers.map((viewer, i) => (i % 7 === 0 ? '22012' : [viewer.actorId, viewer.userId, viewer.scope, viewer.functionCode])),
  )
  const after = await Promise.all(Array.from({ length: 40 }, () => t.db.lookUp<Seen>(whoAmI)))
  for (const row of after) expect(row).toMatchObject({ actor: null, user: null, scope: 'none' })
})

test('what a transaction did is undone when it throws', async () => {
  const viewer: Viewer = { userId: null, actorId: null, functionCode: null, scope: 'system' }
  await expect(
    t.db.inViewer(viewer, async (tx) => {
      await tx.run(sql`INSERT INTO incident_serials (year, last) VALUES (2999, 1)`)
      throw new Error('changed our mind')
    }),
  ).rejects.toThrow('changed our mind')
  expect(await t.db.lookUp(sql`SELECT 1 AS one FROM incident_serials WHERE year = 2999`)).toBeUndefined()
})

test('nothing but ids and known words becomes a viewer', async () => {
  const good: Viewer = { userId: newId(), actorId: newId(), functionCode: 'lst-tib', scope: 'actor' }
  const bad = [
    { userId: "x', true); DROP TABLE users; --" },
    { actorId: '' },
    { functionCode: "a','b" },
    { scope: "region'" },
    { scope: 'REGION' },
  ]
  for (const one of bad)
    await expect(
      t.db.inViewer({ ...good, ...one } as Viewer, async () => {}),
      JSON.stringify(one),
    ).rejects.toThrow(TypeError)
})

test('values travel as parameters, whatever they hold', async () => {
  const nasty = `'; DROP TABLE users; -- \\ " $1 é 雪`
  expect(await t.db.lookUp(sql`SELECT ${nasty}::text AS back`)).toEqual({ back: nasty })
})
