import { hash } from '@node-rs/argon2'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newId } from '../../lib/ids.ts'
import { origin, type Person, problemOf, startApp, type TestApp } from '../../test/app.ts'

const password = 'snöoväder över Mälaren'
/** Weaker than ours on purpose: these tests count log-ins, not work. It is hashed anew only for whoever gets in. */
const cheap = await hash(password, { algorithm: 2, memoryCost: 1024, timeCost: 1, parallelism: 1 })
let t: TestApp
let nacka: Person
beforeEach(async () => {
  t = await startApp()
  nacka = await colleague()
})
afterEach(() => t.close())

const colleague = async (): Promise<Person> => {
  const person = await t.person('contact-function', 'nacka', `Kollega ${newId()}`)
  await t.owner('UPDATE user_accounts SET password_hash = $2 WHERE user_id = $1', [person.id, cheap])
  return person
}
const logIn = (email: string, word: string, remoteAddress = '192.0.2.7') =>
  t.app.inject({
    method: 'POST',
    url: '/api/sessions',
    headers: { origin, 'content-type': 'application/json' },
    payload: JSON.stringify({ email, password: word }),
    remoteAddress,
  })

test('after five wrong tries each further one costs twice the wait, at most half a minute, and never a lock', async () => {
  for (let i = 0; i < 5; i += 1) expect((await logIn(nacka.email, 'wrong')).statusCode).toBe(401)
  const waits: number[] = []
  for (let i = 0; i < 7; i += 1) {
    expect((await logIn(nacka.email, 'wrong')).statusCode).toBe(401)
    const refused = await logIn(nacka.email, password)
    expect(problemOf(refused).code).toBe('too-many')
    waits.push(Number(refused.headers['retry-after']))
    t.clock.at(new Date(t.clock.now().getTime() + Number(refused.headers['retry-after']) * 1000))
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30])
  expect((await logIn(nacka.email, password)).statusCode).toBe(201)
  expect((await logIn(nacka.email, 'wrong')).statusCode).toBe(401)
  expect((await logIn(nacka.email, password)).statusCode).toBe(201)
})

test('the wait is the account’s: colleagues behind the same address come in', async () => {
  for (let i = 0; i < 6; i += 1) await logIn(nacka.email, 'wrong')
  expect((await logIn(nacka.email, password)).statusCode).toBe(429)
  expect((await logIn((await colleague()).email, password)).statusCode).toBe(201)
})

test('an unknown account waits as a known one does', async () => {
  for (let i = 0; i < 6; i += 1) expect((await logIn('nobody@test.example', 'wrong')).statusCode).toBe(401)
  expect((await logIn('nobody@test.example', 'wrong')).statusCode).toBe(429)
})

test('sixty colleagues behind one address log in at once, though some mistype', async () => {
  const people = await Promise.all(Array.from({ length: 60 }, colleague))
  const mistyped = await Promise.all(people.slice(0, 20).map((one) => logIn(one.email, 'wrong')))
  expect(mistyped.every((answer) => answer.statusCode === 401)).toBe(true)
  const answers = await Promise.all(people.map((one) => logIn(one.email, password)))
  expect(answers.map((answer) => answer.statusCode)).toEqual(people.map(() => 201))
}, 60_000)

test('an address that guesses at many accounts is slowed down, the others are not', async () => {
  await Promise.all(Array.from({ length: 101 }, (_, i) => logIn(`guess-${i}@test.example`, 'wrong')))
  expect((await logIn('guess-next@test.example', 'wrong')).statusCode).toBe(429)
  expect((await logIn('guess-next@test.example', 'wrong', '192.0.2.8')).statusCode).toBe(401)
}, 60_000)

test('nobody is slowed down by others when the client’s own address is not known', async () => {
  await Promise.all(Array.from({ length: 110 }, (_, i) => logIn(`guess-${i}@test.example`, 'wrong', '127.0.0.1')))
  expect((await logIn(nacka.email, password, '127.0.0.1')).statusCode).toBe(201)
}, 60_000)

test('guesses sent all at once are throttled like guesses sent in turn', async () => {
  const answers = await Promise.all(Array.from({ length: 40 }, () => logIn(nacka.email, 'wrong')))
  expect(answers.filter((answer) => answer.statusCode === 401).length).toBeLessThanOrEqual(6 + 4)
}, 60_000)
