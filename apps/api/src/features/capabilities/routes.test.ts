import type { Framework } from '@samverkan/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../test/app.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp()
})
afterAll(() => t.close())

test('the framework has 5 basic capabilities, 28 sub-capabilities and 59 indicators, with 2:7 printed twice', async () => {
  const framework = (await t.as(await t.person('assessor', 'nacka'))('GET', '/api/capabilities/framework')).json<Framework>()
  const subs = framework.basics.flatMap((basic) => basic.subs)
  expect([framework.basics.length, subs.length, subs.flatMap((sub) => sub.indicators).length]).toEqual([5, 28, 59])
  expect(subs.filter((sub) => sub.printedNumber === '2:7').map((sub) => sub.code)).toEqual(['2.7a', '2.7b'])
  expect(framework.basics.map((basic) => basic.nameVariants.length)).toEqual([
    3,
    expect.any(Number),
    expect.any(Number),
    expect.any(Number),
    expect.any(Number),
  ])
})
