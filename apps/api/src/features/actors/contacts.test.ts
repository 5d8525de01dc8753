import type { Actor } from '@samverkan/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { dated, type Person, problemOf, startApp, type TestApp } from '../../test/app.ts'
import { key } from '../../test/call-list.ts'

let t: TestApp
let nacka: Person
let admin: Person
let salem: Person
let tib: Person
beforeAll(async () => {
  t = await startApp()
  nacka = await t.person('contact-function', 'nacka')
  admin = await t.person('actor-admin', 'nacka')
  salem = await t.person('actor-admin', 'salem')
  tib = await t.person('lst-tib', 'lst-stockholm')
})
afterAll(() => t.close())
beforeEach(() => t.owner('DELETE FROM actor_contact_points'))

const point = (more: object = {}) => ({
  label: 'Jouren',
  functionCode: 'contact-function',
  isDeputy: false,
  channels: [
    { channel: 'email', address: 'jour@nacka.example' },
    { channel: 'phone', address: '070-174 06 05' },
  ],
  ...more,
})
const at = '/api/actors/nacka/contact-points'
const add = (who: Person, more: object = {}, headers = key()) => t.as(who)('POST', at, point(more), headers)
const added = async (): Promise<Actor['contactPoints'][number]> => {
  const [one] = (await add(admin)).json<Actor>().contactPoints
  if (!one) throw new Error('no point')
  return one
}
const read = async (who: Person): Promise<Actor> => (await t.as(who)('GET', '/api/actors/nacka')).json<Actor>()

describe('W8 · an address of the call list', () => {
  const withEmail = (...addresses: string[]) => add(nacka, { channels: addresses.map((address) => ({ channel: 'email', address })) })

  test('loses what cannot be seen, and has one spelling', async () => {
    const pasted = ['\u202aulla@demo.example\u202c', 'vakt@nacka.example\u200b', 'vak\u00adt@salem.example', 'vakt@ta\u0308by.example']
    const answer = await withEmail(...pasted)
    expect(answer.json<Actor>().contactPoints[0]?.channels?.map((one) => one.address)).toEqual([
      'ulla@demo.example',
      'vakt@nacka.example',
      'vakt@salem.example',
      'vakt@täby.example',
    ])
  })

  test.each([
    ['vakt..4@nacka.example', 'dots'],
    ['vakt5.@nacka.example', 'dots'],
    ['vakt 4@nacka.example', 'characters'],
    ['vakt@nacka', 'host'],
  ])('%s is refused with the reason', async (address, code) => {
    const problem = problemOf(await withEmail(address))
    expect(problem.code).toBe('invalid')
    expect(problem.errors).toEqual([{ pointer: '/channels/0/address', code }])
  })

  test('is the same in each of its spellings: it stands once', async () => {
    expect(problemOf(await withEmail('vakt@täby.example', 'VAKT@ta\u0308by.example\u200b')).code).toBe('invalid')
  })
})

describe('a call list is kept by the actor itself', () => {
  test('added with its channels, confirmed by whoever wrote it, seen with them by its own and the region', async () => {
    const actor = (await add(nacka)).json<Actor>()
    expect(actor).toMatchObject({
      mayKeepContacts: true,
      contactPoints: [
        {
          label: 'Jouren',
          version: 1,
          confirmedAt: dated('2026-11-24T02:14:00+00:00'),
          channels: [
            { channel: 'email', address: 'jour@nacka.example' },
            { channel: 'phone', address: '070-174 06 05' },
          ],
        },
      ],
    })
    expect(actor.contactFunctions.map((one) => one.code)).toContain('communicator')
    expect(await read(tib)).toMatchObject({ mayKeepContacts: false, contactFunctions: [], contactPoints: [{ channels: [{}, {}] }] })
    expect(await read(salem)).toMatchObject({ mayKeepContacts: false, contactPoints: [{ channels: null }] })
    const [row] = await t.owner<{ type: string; audience: string[]; data: object }>(
      "SELECT type, audience, data FROM journal WHERE type LIKE 'actors.%'",
    )
    expect(row).toMatchObject({ type: 'actors.contact-added', audience: [nacka.actorId] })
    expect(JSON.stringify(row)).not.toContain('jour@')
  })

  test('pressed twice is one contact point', async () => {
    const headers = key()
    await Promise.all([add(admin, {}, headers), add(admin, {}, headers)])
    expect((await read(admin)).contactPoints).toHaveLength(1)
  })

  test('changed on the version that was read, or refused with how it is now', async () => {
    const one = await added()
    const put = (more: object) => t.as(admin)('PUT', `${at}/${one.id}`, { ...point(), version: 1, ...more })
    const changed = (await put({ label: 'Ny jour', channels: [{ channel: 'rakel', address: '12 345 67' }] })).json<Actor>()
    expect(changed.contactPoints).toMatchObject([{ label: 'Ny jour', version: 2, channels: [{ channel: 'rakel' }] }])
    const stale = await put({ label: 'Gammal jour' })
    expect(problemOf(stale).code).toBe('stale-version')
    expect(stale.json()).toMatchObject({ current: { contactPoints: [{ label: 'Ny jour' }] } })
  })

  test('confirmed together or not at all; archived and taken back', async () => {
    const one = await added()
    t.clock.advance(60)
    const confirm = (version: number) => t.as(nacka)('POST', `${at}/confirmation`, { points: [{ id: one.id, version }] })
    expect((await confirm(1)).json<Actor>().contactPoints[0]).toMatchObject({ confirmedAt: dated('2026-11-24T03:14:00+00:00'), version: 2 })
    expect(problemOf(await confirm(1)).code).toBe('stale-version')
    const archive = (isArchived: boolean, version: number) => t.as(nacka)('PUT', `${at}/${one.id}/archived`, { isArchived, version })
    expect((await archive(true, 2)).json<Actor>().contactPoints).toEqual([])
    expect(problemOf(await archive(true, 3)).code).toBe('wrong-state')
    expect(problemOf(await t.as(admin)('PUT', `${at}/${one.id}`, { ...point(), version: 3 })).code).toBe('wrong-state')
    expect((await archive(false, 3)).json<Actor>().contactPoints).toHaveLength(1)
    const types = await t.owner<{ type: string }>(
      "SELECT type FROM journal WHERE data ->> 'contactPointId' = $1 OR data -> 'contactPointIds' ? $1 ORDER BY id",
      [one.id],
    )
    expect(types.map((row) => row.type)).toEqual([
      'actors.contact-added',
      'actors.contacts-confirmed',
      'actors.contact-archived',
      'actors.contact-restored',
    ])
  })

  test('by nobody else: not another actor, not the region, not a reader', async () => {
    const one = await added()
    for (const who of [salem, tib, await t.person('reader', 'nacka')]) {
      expect(problemOf(await add(who)).code).toBe('forbidden')
      expect(problemOf(await t.as(who)('PUT', `${at}/${one.id}`, { ...point(), version: 1 })).code).toBe('forbidden')
      expect(problemOf(await t.as(who)('POST', `${at}/confirmation`, { points: [{ id: one.id, version: 1 }] })).code).toBe('forbidden')
      expect(problemOf(await t.as(who)('PUT', `${at}/${one.id}/archived`, { isArchived: true, version: 1 })).code).toBe('forbidden')
    }
    // Another actor's point by its id, through one's own list.
    expect(problemOf(await t.as(salem)('PUT', `/api/actors/salem/contact-points/${one.id}`, { ...point(), version: 1 })).code).toBe(
      'not-found',
    )
    expect(problemOf(await t.as(admin)('POST', '/api/actors/atlantis/contact-points', point(), key())).code).toBe('not-found')
  })

  test.each([
    ['an address with a second one in it', { channels: [{ channel: 'email', address: 'a@x.se\r\nRCPT TO:<e@x.se>' }] }],
    ['an e-mail without a domain', { channels: [{ channel: 'email', address: 'jour@nacka' }] }],
    ['letters for a telephone', { channels: [{ channel: 'phone', address: 'fråga växeln' }] }],
    [
      'the same address twice',
      {
        channels: [
          { channel: 'phone', address: '08-718 80 00' },
          { channel: 'phone', address: '08-718 80 00' },
        ],
      },
    ],
    ['a function that is not called', { functionCode: 'registrar' }],
    ['no name', { label: ' ' }],
  ])('%s is refused', async (_, more) => expect(problemOf(await add(admin, more)).code).toBe('invalid'))

  test('a point without a channel can be kept: it shows as a gap instead of being left out', async () => {
    expect((await add(admin, { channels: [] })).json<Actor>().contactPoints).toMatchObject([{ channels: [] }])
  })
})
