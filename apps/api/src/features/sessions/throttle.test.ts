import { hash } from '@node-rs/argon2'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '../../lib/ids.ts'
import { origin, type Person, problemOf, startApp, type TestApp } from '../../test/app.ts'
import { linkOf } from '../../test/one-time.ts'
import { deviceOf, rememberDevice } from './devices.ts'
import { settled } from './invitations-service.ts'

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
type Jar = Record<string, string>
/** A browser: keeps the cookies that it is given in `jar`, and shows them again. */
const logIn = async (email: string, word: string, remoteAddress = '192.0.2.7', jar: Jar = {}) => {
  const answer = await t.app.inject({
    method: 'POST',
    url: '/api/sessions',
    headers: { origin, 'content-type': 'application/json' },
    cookies: jar,
    payload: JSON.stringify({ email, password: word }),
    remoteAddress,
  })
  for (const { name, value } of answer.cookies) if (name !== '__Host-sid') jar[name] = value
  return answer
}
const statusOf = async (...asked: Parameters<typeof logIn>): Promise<number> => (await logIn(...asked)).statusCode
const seconds = (n: number): void => t.clock.at(new Date(t.clock.now().getTime() + n * 1_000))

test('after five wrong tries each further one costs twice the wait, at most half a minute, and never a lock', async () => {
  for (let i = 0; i < 5; i += 1) expect((await logIn(nacka.email, 'wrong')).statusCode).toBe(401)
  const waits: number[] = []
  for (let i = 0; i < 7; i += 1) {
    expect((await logIn(nacka.email, 'wrong')).statusCode).toBe(401)
    const refused = await logIn(nacka.email, password)
    expect(problemOf(refused).code).toBe('too-many')
    waits.push(Number(refused.headers['retry-after']))
    seconds(Number(refused.headers['retry-after']))
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30])
  expect((await logIn(nacka.email, password)).statusCode).toBe(201)
  expect((await logIn(nacka.email, 'wrong')).statusCode).toBe(401)
  expect((await logIn(nacka.email, password)).statusCode).toBe(201)
})

test('the wait is the account’s at that address: colleagues behind the same address come in', async () => {
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

/**
 * Twelve wrong guesses a second, by somebody who keeps no cookies. `meanwhile` happens after each second of it and says so when it is done; the seconds that
 * it took.
 */
const warm = 8
const underAttack = async (addressOf: (guess: number) => string, meanwhile: (second: number) => Promise<boolean>): Promise<number> => {
  for (let second = 0; second < 120; second += 1) {
    for (let i = 0; i < 12; i += 1) {
      expect([401, 429]).toContain(await statusOf(nacka.email, `wrong ${second} ${i}`, addressOf(second * 12 + i)))
      seconds(1 / 12)
    }
    if (second >= warm && (await meanwhile(second))) return second - warm
  }
  throw new Error('two minutes of it, and still outside')
}
const oneAddress = (): string => '203.0.113.66'
/** Another /64 for each guess, as one subscriber with a /48 has 65,536 of them. */
const everywhere = (guess: number): string => `2001:db8:${(guess % 60_000).toString(16)}:1::${guess.toString(16)}`

describe('a sustained attack on one account hits whoever guesses', () => {
  const attacks: [string, (guess: number) => string][] = [
    ['from one address', oneAddress],
    ['from a new network with every guess', everywhere],
    ['from five addresses in turn', (guess) => `198.51.100.${guess % 5}`],
  ]

  test.each(attacks)(
    '%s: a device that the person has used before comes in at once, each time',
    async (_, addressOf) => {
      const jar: Jar = {}
      expect(await statusOf(nacka.email, password, '192.0.2.7', jar)).toBe(201)
      let times = 0
      await underAttack(addressOf, async (second) => {
        // Also from the address that the guesses come from.
        expect(await statusOf(nacka.email, password, second % 2 === 0 ? '192.0.2.8' : addressOf(0), jar), `after ${second} s`).toBe(201)
        times += 1
        return times === 6
      })
    },
    60_000,
  )

  /** Tries, is told when to come again, comes then: as the page of the log-in does. */
  const patient = (from: string) => {
    const jar: Jar = {}
    let againAt = 0
    return async (): Promise<boolean> => {
      if (t.clock.now().getTime() < againAt) return false
      const answer = await logIn(nacka.email, password, from, jar)
      if (answer.statusCode === 201) return true
      expect(problemOf(answer).code).toBe('too-many')
      const wait = Number(answer.headers['retry-after'])
      expect(wait).toBeLessThanOrEqual(60)
      againAt = t.clock.now().getTime() + wait * 1_000
      return false
    }
  }

  test.each([attacks[0], attacks[2]] as typeof attacks)(
    '%s: a new device on another address comes in at its first try',
    async (_, addressOf) => {
      expect(await underAttack(addressOf, patient('192.0.2.9'))).toBe(0)
    },
    60_000,
  )

  test('from a new network with every guess: a new device comes in with its first wait', async () => {
    expect(await underAttack(everywhere, patient('192.0.2.9'))).toBeLessThanOrEqual(61)
  }, 60_000)

  test('a new device on the attacker’s own address comes in with its first wait, and a colleague there at once', async () => {
    const other = await colleague()
    const person = patient(oneAddress())
    expect(
      await underAttack(oneAddress, async () => {
        expect(await statusOf(other.email, password, oneAddress())).toBe(201)
        return person()
      }),
    ).toBeLessThanOrEqual(31)
  }, 60_000)

  test('whoever comes back as told guesses no faster for it: six a minute, one for each wait', async () => {
    let wrong = 0
    const jars: Jar[] = Array.from({ length: 400 }, () => ({}))
    // All of them are sent away first, then come back in the same minute.
    for (let i = 0; i < 12; i += 1) await statusOf(nacka.email, 'wrong', everywhere(i))
    for (let i = 0; i < 12; i += 1) await statusOf(nacka.email, 'wrong', oneAddress())
    for (const jar of jars) await statusOf(nacka.email, 'wrong', oneAddress(), jar)
    const tickets = jars.filter((jar) => jar['__Host-waited']).length
    expect(tickets).toBeGreaterThan(300)
    seconds(60)
    // The way that is open to everybody is filled again.
    for (let i = 0; i < 12; i += 1) await statusOf(nacka.email, 'wrong', oneAddress())
    for (const jar of jars) if ((await statusOf(nacka.email, 'wrong', oneAddress(), jar)) === 401) wrong += 1
    expect(wrong).toBeLessThanOrEqual(6)
    // And once used it is used up, in the next minute as well.
    const used = { ...jars[0] }
    seconds(61)
    const tries: number[] = []
    for (let i = 0; i < 4; i += 1) tries.push(await statusOf(nacka.email, 'wrong', oneAddress(), { ...used }))
    expect(tries.filter((status) => status === 401).length).toBeLessThanOrEqual(2)
  }, 60_000)

  test('the link in a letter lets the person in, also from the attacker’s own address, and makes the device known', async () => {
    const jar: Jar = {}
    const link = async (): Promise<boolean> => {
      const asked = { method: 'POST' as const, url: '/api/sessions/resets', headers: { origin, 'content-type': 'application/json' } }
      // The attacker asks for letters in the same name, too.
      for (let i = 0; i < 30; i += 1)
        expect(
          (await t.app.inject({ ...asked, payload: JSON.stringify({ email: nacka.email }), remoteAddress: oneAddress() })).statusCode,
        ).toBe(204)
      await settled()
      const answer = await t.app.inject({
        method: 'POST',
        url: `/api/sessions/invitations/${await linkOf(t, nacka.id)}`,
        headers: { origin, 'content-type': 'application/json' },
        payload: JSON.stringify({ password: 'ett annat ord om snön' }),
        remoteAddress: oneAddress(),
      })
      for (const { name, value } of answer.cookies) if (name !== '__Host-sid') jar[name] = value
      return answer.statusCode === 201
    }
    expect(await underAttack(oneAddress, link)).toBe(0)
    expect(await statusOf(nacka.email, 'wrong', oneAddress())).toBe(429)
    expect(await statusOf(nacka.email, 'ett annat ord om snön', oneAddress(), jar)).toBe(201)
  }, 60_000)
})

describe('what a browser shows of earlier log-ins', () => {
  test('is signed for one account: at another one it is nothing, and changed by a character it is nothing', async () => {
    const jar: Jar = {}
    const other = await colleague()
    expect(await statusOf(other.email, password, '192.0.2.7', jar)).toBe(201)
    for (let i = 0; i < 6; i += 1) expect(await statusOf(nacka.email, 'wrong', '192.0.2.7', { ...jar })).toBe(401)
    expect(await statusOf(nacka.email, password, '192.0.2.7', { ...jar })).toBe(429)
    expect(await statusOf(nacka.email, password, '192.0.2.8', jar)).toBe(201)
    const forged = Object.fromEntries(
      Object.entries(jar).map(([name, value]) => [name, value.replace(/.(?=~|$)/, (end) => (end === 'A' ? 'B' : 'A'))]),
    )
    expect(await statusOf(nacka.email, password, '192.0.2.7', forged)).toBe(429)
  })

  test('keeps a shared computer known to each of four, the latest first, and says nobody’s name', async () => {
    const jar: Jar = {}
    const people = await Promise.all(Array.from({ length: 5 }, colleague))
    for (const one of people) expect(await statusOf(one.email, password, '192.0.2.7', jar)).toBe(201)
    const known = jar['__Host-device'] ?? ''
    for (const one of people) expect(known).not.toContain(one.id)
    expect(people.map(({ email }) => deviceOf(t.config.keys, known, email) !== null)).toEqual([false, true, true, true, true])
    const answer = await logIn(people[4]?.email ?? '', password, '192.0.2.7', jar)
    expect(answer.cookies.find(({ name }) => name === '__Host-device')).toMatchObject({
      httpOnly: true,
      secure: true,
      sameSite: 'Strict',
      path: '/',
    })
    expect(answer.body).not.toContain(known.split('~')[0])
  })

  test('still counts what the device itself guesses wrong', async () => {
    const jar: Jar = {}
    expect(await statusOf(nacka.email, password, '192.0.2.7', jar)).toBe(201)
    for (let i = 0; i < 6; i += 1) expect(await statusOf(nacka.email, 'wrong', '192.0.2.7', jar)).toBe(401)
    const refused = await logIn(nacka.email, password, '192.0.2.7', jar)
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '1'])
    seconds(1)
    expect(await statusOf(nacka.email, password, '192.0.2.7', jar)).toBe(201)
  })

  test('outlives a key that has been followed by another, and not one that is gone', async () => {
    const jar: Jar = {}
    expect(await statusOf(nacka.email, password, '192.0.2.7', jar)).toBe(201)
    const known = jar['__Host-device'] ?? ''
    const [old] = t.config.keys
    const next = { version: 2, secret: Buffer.alloc(32, 9) }
    if (!old) throw new Error('no key')
    expect(deviceOf([old, next], known, nacka.email)).not.toBeNull()
    expect(deviceOf([next], known, nacka.email)).toBeNull()
    expect(rememberDevice([old, next], known, nacka.email)).toMatch(/^2\./)
  })

  test('a server whose clock is put back an hour keeps nobody out for an hour', async () => {
    for (let i = 0; i < 8; i += 1) await statusOf(nacka.email, 'wrong')
    expect(await statusOf(nacka.email, password)).toBe(429)
    t.clock.advance(-60)
    expect(await statusOf(nacka.email, password)).toBe(201)
  })
})

test('T17 · a hundred and twenty log-ins within a minute, sixty of them behind one address: nobody with the right password is refused', async () => {
  const office = await Promise.all(Array.from({ length: 60 }, colleague))
  const statuses: number[] = []
  for (let round = 0; round < 6; round += 1) {
    const now = office.slice(round * 10, round * 10 + 10)
    const there = now.map((one) => statusOf(one.email, password, '203.0.113.9'))
    const elsewhere = now.map((one, i) => statusOf(one.email, password, `10.${round}.0.${i + 1}`))
    statuses.push(...(await Promise.all([...there, ...elsewhere])))
    seconds(9)
  }
  expect(statuses).toHaveLength(120)
  expect(statuses.filter((status) => status !== 201)).toEqual([])
}, 120_000)
