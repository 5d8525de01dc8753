import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, problemOf, startApp, type TestApp } from '../../test/app.ts'
import { onDutyNow } from '../../test/builders.ts'

let t: TestApp
let rsib: Person
beforeAll(async () => {
  t = await startApp()
  rsib = await t.person('rsib', null, 'Sofia Lindgren')
})
afterAll(() => t.close())
const names = async (weeks: number): Promise<string[]> =>
  (await t.as(rsib)('GET', `/api/rosters?weeks=${weeks}`)).json<{ items: { person: string }[] }>().items.map((shift) => shift.person)

test('the roster holds the shifts that are not over, within the weeks asked for', async () => {
  await onDutyNow(t, 'rsib', rsib.id, '070-174 06 01')
  const later = await t.person('rsib', null, 'Johan Wester')
  const at = t.clock.now().getTime() + 10 * 86_400_000
  await t.owner(
    "INSERT INTO roster_shifts (id, function_code, user_id, starts_at, ends_at) VALUES (gen_random_uuid(), 'rsib', $1, $2, $3)",
    [later.id, new Date(at), new Date(at + 86_400_000)],
  )
  const gone = await t.person('rkk', null, 'Den som var')
  await t.owner(
    "INSERT INTO roster_shifts (id, function_code, user_id, starts_at, ends_at) VALUES (gen_random_uuid(), 'rkk', $1, $2, $3)",
    [gone.id, new Date(0), new Date(1)],
  )
  expect(await names(1)).toEqual(['Sofia Lindgren'])
  expect(await names(2)).toEqual(['Sofia Lindgren', 'Johan Wester'])
  expect(problemOf(await t.as(rsib)('GET', '/api/rosters?weeks=13')).code).toBe('invalid')
})
