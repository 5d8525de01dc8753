import type { TargetVision } from '@samverkan/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../test/app.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp()
})
afterAll(() => t.close())

test('the target visions come newest first; what is only known in part says so', async () => {
  const { items } = (await t.as(await t.person('reader', 'salem'))('GET', '/api/target-visions')).json<{ items: TargetVision[] }>()
  expect(items.map((v) => [v.fromYear, v.toYear, v.complete, v.goalAreas.length])).toEqual([
    [2023, 2026, false, 6],
    [2019, 2022, true, 10],
  ])
  expect(items[1]?.foundationAreas).toHaveLength(3)
})
