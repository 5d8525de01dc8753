import type { User } from '@samverkan/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, problemOf, startApp, type TestApp } from '../../test/app.ts'

let t: TestApp
let nackaAdmin: Person
let nacka: Person
let salem: Person
let office: Person
let systemAdmin: Person
beforeAll(async () => {
  t = await startApp()
  nackaAdmin = await t.person('actor-admin', 'nacka', 'David Nyhammar')
  nacka = await t.person('contact-function', 'nacka', 'Maja Lind')
  salem = await t.person('contact-function', 'salem', 'Åsa Öhrn')
  office = await t.person('koordinator', null, 'Karin Öhrnmark')
  systemAdmin = await t.person('system-admin', null, 'Elin Stenmarker')
})
afterAll(() => t.close())
type Page = { items: User[]; total: number; nextCursor: string | null }
const list = async (who: Person, query = ''): Promise<Page> => (await t.as(who)('GET', `/api/users?${query}`)).json<Page>()

test('an actor administrator sees the people of the own actor, the office and the system administrator see all', async () => {
  expect((await list(nackaAdmin)).items.map((u) => u.name)).toEqual(['David Nyhammar', 'Maja Lind'])
  for (const who of [office, systemAdmin])
    expect((await list(who)).items.map((u) => u.name)).toEqual([
      'David Nyhammar',
      'Elin Stenmarker',
      'Karin Öhrnmark',
      'Maja Lind',
      'Åsa Öhrn',
    ])
})

test('people are found without their dots and read a page at a time', async () => {
  expect((await list(office, 'search=asa ohrn')).items.map((u) => u.name)).toEqual(['Åsa Öhrn'])
  const first = await list(office, 'limit=2')
  const second = await list(office, `limit=2&cursor=${first.nextCursor}`)
  expect([...first.items, ...second.items].map((u) => u.name)).toEqual(['David Nyhammar', 'Elin Stenmarker', 'Karin Öhrnmark', 'Maja Lind'])
  expect((await list(office, 'canLogIn=true')).total).toBe(0)
})

test('somebody at another actor is as unknown as nobody', async () => {
  const user = (await t.as(nackaAdmin)('GET', `/api/users/${nacka.id}`)).json<User>()
  expect(user).toMatchObject({ email: nacka.email, actor: { code: 'nacka' }, functions: [{ functionCode: 'contact-function' }] })
  const theirs = problemOf(await t.as(nackaAdmin)('GET', `/api/users/${salem.id}`))
  const nobodys = problemOf(await t.as(nackaAdmin)('GET', '/api/users/019a0000-0000-7000-8000-00000000dead'))
  expect(theirs.code).toBe('not-found')
  expect({ ...theirs, requestId: '' }).toEqual({ ...nobodys, requestId: '' })
})

test('somebody lent to the actor is listed, without the e-mail that belongs to the home actor', async () => {
  await t.owner(
    "INSERT INTO user_functions (id, user_id, function_code, actor_id, valid_from) SELECT gen_random_uuid(), $1, 'communicator', id, $2 FROM actors WHERE code = 'nacka'",
    [salem.id, t.clock.now()],
  )
  expect((await list(nackaAdmin)).items.find((u) => u.id === salem.id)).toMatchObject({ name: 'Åsa Öhrn', email: null, canLogIn: false })
  await t.owner('UPDATE user_functions SET valid_to = $2 WHERE user_id = $1 AND function_code = $3', [
    salem.id,
    t.clock.now(),
    'communicator',
  ])
  expect((await list(nackaAdmin)).items.map((u) => u.name)).not.toContain('Åsa Öhrn')
})

test('a contact does not read users', async () => {
  expect(problemOf(await t.as(nacka)('GET', '/api/users')).code).toBe('forbidden')
  expect(problemOf(await t.as(null)('GET', '/api/users')).code).toBe('not-signed-in')
})
