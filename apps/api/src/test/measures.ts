import type { MeasureWithHistory } from '@samverkan/contract'
import { expect } from 'vitest'
import { dated, type Person, type TestApp } from './app.ts'
import { key } from './call-list.ts'

export const actorId = async (t: TestApp, code: string): Promise<string> =>
  (await t.owner<{ id: string }>('SELECT id FROM actors WHERE code = $1', [code]))[0]?.id ?? ''

type Given = Partial<{ title: string; description: string; owner: unknown; dueOn: string; origin: unknown }>
/** What a measure is asked for with; owner Nacka and a free-standing origin when nothing else is said. */
export const measureBody = async (t: TestApp, given: Given = {}) => ({
  title: 'Ställ upp värmestuga i Fisksätra',
  owner: { actorId: await actorId(t, 'nacka') },
  dueOn: dated('2026-11-27'),
  origin: { kind: 'none' },
  ...given,
})
export const createMeasure = async (
  t: TestApp,
  who: Person,
  given: Given = {},
  headers: Record<string, string> = {},
): Promise<MeasureWithHistory> => {
  const response = await t.as(who)('POST', '/api/measures', await measureBody(t, given), { ...key(), ...headers })
  expect(response.statusCode, response.body).toBe(201)
  return response.json<MeasureWithHistory>()
}

/** As if this person had ticked measures under Konto. */
export const subscribe = async (t: TestApp, who: Person): Promise<void> => {
  expect((await t.as(who)('PUT', '/api/users/subscriptions/measures', { isOn: true })).statusCode).toBe(200)
}
