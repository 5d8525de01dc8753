import type { Board } from '@samverkan/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actorList, board } from '../../../../tools/bench/bare/statements.ts'
import { type Person, startApp, type TestApp } from './app.ts'
import { activation, key, makeCallList } from './call-list.ts'

/** The bench compares the portal with bare statements that write the same bytes; it refuses to measure when they do not. */
let t: TestApp
let tib: Person
beforeAll(async () => {
  t = await startApp()
  await makeCallList(t.owner)
  tib = await t.person('lst-tib', 'lst-stockholm')
})
afterAll(() => t.close())

const page = async (text: string, values: unknown[] = []): Promise<unknown> =>
  JSON.parse((await t.owner<{ page: string }>(text, values))[0]!.page)

test('the bare list of actors is the list that the portal sends', async () => {
  const { body } = await t.as(tib)('GET', '/api/actors')
  expect(await page(actorList)).toEqual(JSON.parse(body))
})

test('the bare board is the board that the portal sends, with answers and the roll', async () => {
  const { code, activations } = (await t.as(tib)('POST', '/api/activations', activation(), key())).json<{
    code: string
    activations: { id: string }[]
  }>()
  const read = async (): Promise<Board> => (await t.as(tib)('GET', `/api/call-outs/boards/${code}`)).json<Board>()
  for (const [at, { actorId }] of (await read()).rows.entries()) {
    const to = `/api/call-outs/boards/${code}/actors/${actorId}`
    if (at % 3 === 0) await t.as(tib)('POST', `${to}/reached`, { answer: 'participates', person: `Person ${at}`, means: 'phone' }, key())
    if (at % 6 === 0) await t.as(tib)('PUT', `${to}/connected`, { activationId: activations[0]!.id, connected: true }, key())
  }
  const whole = await read()
  expect(whole.rows.filter((row) => row.state === 'connected').length).toBeGreaterThan(0)
  const viewer = [JSON.stringify(whole.activations[0]!.allowed), JSON.stringify(whole.allowed), whole.ownActorId, whole.isOwnAsked]
  expect({ ...((await page(board, [code, ...viewer])) as Board), at: whole.at }).toEqual(whole)
})
