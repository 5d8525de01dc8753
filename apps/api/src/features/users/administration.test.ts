import type { GivenFunction, Person as Answer } from '@samverkan/contract'
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { dated, midnight, type Person, problemOf, startApp, type TestApp } from '../../test/app.ts'
import { key } from '../../test/call-list.ts'
import { linkOf } from '../../test/one-time.ts'

let t: TestApp
let admin: Person
let salemAdmin: Person
let systemAdmin: Person
let office: Person
beforeAll(async () => {
  t = await startApp()
  systemAdmin = await t.person('system-admin', null, 'Elin Stenmarker')
  salemAdmin = await t.person('actor-admin', 'salem')
  office = await t.person('koordinator', null)
})
afterAll(() => t.close())
beforeEach(async () => {
  admin = await t.person('actor-admin', 'nacka', 'David Nyhammar')
})

const assessor = (more: Partial<GivenFunction> = {}): GivenFunction => ({
  functionCode: 'assessor',
  actorCode: 'nacka',
  isDeputy: false,
  from: null,
  until: null,
  ...more,
})
let serial = 0
const body = (more: object = {}) => ({
  name: 'Amira Hallvik',
  email: `amira.${++serial}@nacka.example`,
  phone: null,
  actorCode: 'nacka',
  functions: [assessor()],
  ...more,
})
const invite = (who: Person, more: object = {}, headers = key()) => t.as(who)('POST', '/api/users', body(more), headers)
const read = async (who: Person, id: string): Promise<Answer> => (await t.as(who)('GET', `/api/users/${id}`)).json<Answer>()
const invited = async (who = admin, more: object = {}): Promise<Answer> => read(who, (await invite(who, more)).json<{ id: string }>().id)
const put = (who: Person, path: string, given: object, method: 'POST' | 'PUT' = 'POST') => t.as(who)(method, `/api/users/${path}`, given)
const codeOf = (answer: LightMyRequestResponse) => problemOf(answer).code
const letters = (userId: string) =>
  t.owner<{ purpose: string; destination: string; subject: string; body: string }>(
    'SELECT purpose, destination, subject, body FROM outbox_messages WHERE user_id = $1 ORDER BY created_at, id',
    [userId],
  )
const types = async (userId: string): Promise<string[]> =>
  (await t.owner<{ type: string }>('SELECT type FROM journal WHERE subject_id = $1 ORDER BY id', [userId])).map((row) => row.type)
const join = async (userId: string, password = 'sju höns på en vägg') =>
  t.as(null)('POST', `/api/sessions/invitations/${await linkOf(t, userId)}`, { password })

describe('inviting', () => {
  test('makes the person, the function and one letter with a link that stands in no table', async () => {
    const person = await invited(admin, {
      phone: '08-718 80 00',
      functions: [assessor({ from: dated('2026-12-01'), until: dated('2026-12-31'), isDeputy: true })],
    })
    expect(person).toMatchObject({
      name: 'Amira Hallvik',
      state: 'invited',
      canLogIn: false,
      actor: { code: 'nacka' },
      phone: '08-718 80 00',
      invitation: { purpose: 'invitation', state: 'pending', messageState: 'queued', expiresAt: dated('2026-11-25T02:14:00+00:00') },
      periods: [
        {
          functionCode: 'assessor',
          when: 'to-come',
          isDeputy: true,
          validFrom: midnight('2026-12-01').toISOString(),
          validTo: midnight('2027-01-01').toISOString(),
          allowed: ['change', 'end'],
        },
      ],
      allowed: ['change', 'give', 'invite', 'withdraw', 'disable'],
    })
    const [letter] = await letters(person.id)
    expect(letter).toMatchObject({ purpose: 'invitation', destination: person.email, subject: 'Inbjudan till Samverkansportalen' })
    expect(letter?.body).toContain('David Nyhammar, Nacka kommun har bjudit in dig')
    const token = await linkOf(t, person.id)
    for (const table of ['users', 'user_accounts', 'user_invitations', 'outbox_messages', 'journal', 'idempotency_keys'])
      expect(JSON.stringify(await t.owner(`SELECT * FROM ${table}`)), table).not.toContain(token)
    expect(await types(person.id)).toEqual(['users.invited'])
    const [row] = await t.owner<{ audience: string[]; data: object }>('SELECT audience, data FROM journal WHERE subject_id = $1', [
      person.id,
    ])
    expect(row?.audience).toEqual([admin.actorId])
    expect(JSON.stringify(row)).not.toMatch(/Amira|nacka\.example/)
  })

  test('pressed twice is one person and one letter', async () => {
    const headers = key()
    const given = body()
    const ids = await Promise.all(Array.from({ length: 5 }, () => t.as(admin)('POST', '/api/users', given, headers)))
    expect(new Set(ids.map((one) => one.json<{ id: string }>().id)).size).toBe(1)
    expect(await letters(ids[0]?.json<{ id: string }>().id ?? '')).toHaveLength(1)
    expect(codeOf(await t.as(admin)('POST', '/api/users', body(), headers))).toBe('key-reused')
  })

  test('an address that somebody has is refused; who it is, only to those who see them anyhow', async () => {
    const mine = await invited()
    const theirs = await invited(salemAdmin, { actorCode: 'salem', functions: [assessor({ actorCode: 'salem' })] })
    const own = await invite(admin, { email: mine.email?.toUpperCase() })
    expect(codeOf(own)).toBe('email-taken')
    expect(own.json()).toMatchObject({ current: { userId: mine.id } })
    const other = await invite(admin, { email: theirs.email })
    expect(codeOf(other)).toBe('email-taken')
    expect(other.json()).toMatchObject({ current: { userId: null } })
    expect(other.body).not.toContain(theirs.id)
    expect(await t.owner("SELECT 1 FROM users WHERE status = 'invited' AND id NOT IN (SELECT user_id FROM user_accounts)")).toEqual([])
  })

  test('hands out only what is one’s own to give', async () => {
    for (const [who, more] of [
      [admin, { functions: [assessor({ functionCode: 'rsib', actorCode: null })] }],
      [admin, { functions: [assessor({ functionCode: 'system-admin', actorCode: null })] }],
      [admin, { functions: [assessor({ actorCode: 'salem' })] }],
      [admin, { actorCode: 'salem' }],
      [admin, { actorCode: null }],
      [office, {}],
      [await t.person('contact-function', 'nacka'), {}],
    ] as const)
      expect(codeOf(await invite(who, more)), JSON.stringify(more)).toBe('forbidden')
    expect(
      (await invite(systemAdmin, { actorCode: null, functions: [assessor({ functionCode: 'koordinator', actorCode: null })] })).statusCode,
    ).toBe(201)
    expect(
      (
        await invite(systemAdmin, {
          actorCode: 'lst-stockholm',
          functions: [assessor({ functionCode: 'lst-tib', actorCode: 'lst-stockholm' })],
        })
      ).statusCode,
    ).toBe(201)
    const tibElsewhere = await invite(systemAdmin, { functions: [assessor({ functionCode: 'lst-tib' })] })
    expect(problemOf(tibElsewhere).errors).toEqual([{ pointer: '/body/functions/0/actorCode', code: 'not_there' }])
    expect(codeOf(await t.as(null)('POST', '/api/users', body(), key()))).toBe('not-signed-in')
  })

  test.each([
    ['an address with a second one in it', { email: 'a@x.se\r\nRCPT TO:<e@x.se>' }],
    ['an address without a domain', { email: 'amira@nacka' }],
    ['no name', { name: ' ' }],
    ['a name of which nothing can be seen', { name: '\u200b\u00ad\u2060' }],
    ['an address with two dots in a row', { email: 'vakt..4@nacka.example' }],
    ['an address with a letter that not every mail server takes before @', { email: 'vägvakt@nacka.example' }],
    ['letters for a telephone', { phone: 'ring mig' }],
    ['no function', { functions: [] }],
    ['a function nobody has heard of', { functions: [{ ...assessor(), functionCode: 'king' }] }],
    ['a function that is no person’s', { functions: [{ ...assessor(), functionCode: 'designated-actor' }] }],
    ['a day that is no day', { functions: [{ ...assessor(), from: '2026-02-30' }] }],
    ['a day that is over', { functions: [{ ...assessor(), from: dated('2026-11-23') }] }],
    ['an end before the beginning', { functions: [{ ...assessor(), from: dated('2026-12-02'), until: dated('2026-12-01') }] }],
    ['a status of one’s own choice', { status: 'active' }],
    ['a password', { password: 'sju höns på en vägg' }],
  ])('%s is refused', async (_, more) => expect(codeOf(await invite(admin, more))).toBe('invalid'))

  test('W8 · who is invited has the address and the name that can be seen, and an address is refused with the reason', async () => {
    const invited = await invite(admin, { name: 'Ulla\u200b\tSo\u00adfia', email: '\u202aulla.sofia@ta\u0308by.example\u202c' })
    const { id } = invited.json<{ id: string }>()
    expect((await t.as(admin)('GET', `/api/users/${id}`)).json()).toMatchObject({ name: 'Ulla Sofia', email: 'ulla.sofia@täby.example' })
    expect(problemOf(await invite(admin, { email: 'ulla.sofia@täby.example\u200b' })).code).toBe('email-taken')
    expect(problemOf(await invite(admin, { email: 'vakt5.@nacka.example' })).errors).toEqual([{ pointer: '/email', code: 'dots' }])
  })

  test('the same function twice over is refused', async () =>
    expect(codeOf(await invite(admin, { functions: [assessor(), assessor({ from: dated('2026-12-01') })] }))).toBe('already-held'))
})

describe('the invitation', () => {
  test('opens once, within a day, and lets the person in as what they were given', async () => {
    const person = await invited()
    const token = await linkOf(t, person.id)
    expect((await t.as(null)('GET', `/api/sessions/invitations/${token}`)).json()).toMatchObject({
      purpose: 'invitation',
      person: { name: 'Amira Hallvik', email: person.email },
    })
    const answers = await Promise.all(Array.from({ length: 4 }, () => join(person.id)))
    expect(answers.map((one) => one.statusCode).sort()).toEqual([201, 409, 409, 409])
    expect(answers.find((one) => one.statusCode === 201)?.json()).toMatchObject({
      session: { user: { name: 'Amira Hallvik' }, actingAs: { functionCode: 'assessor' } },
      beginsAt: null,
    })
    const logIn = await t.as(null)('POST', '/api/sessions', { email: person.email, password: 'sju höns på en vägg' })
    expect(logIn.statusCode).toBe(201)
    expect(await read(admin, person.id)).toMatchObject({ state: 'active', canLogIn: true, invitation: { state: 'used' }, openSessions: 2 })
    expect(await types(person.id)).toEqual(['users.invited', 'users.joined'])
  })

  test('H2 · a link that is on its way is not sent once more within two minutes, whoever presses; one that was taken back is', async () => {
    const person = await invited()
    const press = async (what: 'invitation' | 'reset', id = person.id) => {
      const { version } = await read(admin, id)
      return put(admin, `${id}/${what}`, { version })
    }
    t.clock.advance(1)
    const refused = await press('invitation')
    expect([refused.statusCode, codeOf(refused), refused.headers['retry-after']]).toEqual([409, 'sent-recently', '60'])
    expect(await letters(person.id)).toHaveLength(1)
    const first = await t.as(null)('GET', `/api/sessions/invitations/${await linkOf(t, person.id)}`)
    expect(first.statusCode, 'the first link stands').toBe(200)
    t.clock.advance(1)
    const both = await Promise.all([press('invitation'), press('invitation')])
    expect(both.map((one) => one.statusCode).toSorted()).toEqual([200, 409])
    expect(await letters(person.id)).toHaveLength(2)
    const { version } = await read(admin, person.id)
    await put(admin, `${person.id}/invitation/withdrawal`, { version })
    expect((await press('invitation')).statusCode).toBe(200)

    const member = await invited(admin, { email: 'bodil.ek@nacka.example' })
    await join(member.id)
    expect((await press('reset', member.id)).statusCode).toBe(200)
    expect(codeOf(await press('reset', member.id))).toBe('sent-recently')
    t.clock.advance(2)
    expect((await press('reset', member.id)).statusCode).toBe(200)
  })

  test('sent again makes the first one worthless; withdrawn opens nothing; neither after a day', async () => {
    const person = await invited()
    const first = await linkOf(t, person.id)
    t.clock.advance(2)
    const again = (await put(admin, `${person.id}/invitation`, { version: person.version })).json<Answer>()
    expect(codeOf(await t.as(null)('GET', `/api/sessions/invitations/${first}`))).toBe('link-withdrawn')
    expect((await letters(person.id)).map((one) => one.purpose)).toEqual(['invitation', 'invitation'])
    expect(
      (await t.owner<{ state: string }>('SELECT state FROM outbox_messages WHERE user_id = $1 ORDER BY id', [person.id])).map(
        (m) => m.state,
      ),
    ).toEqual(['cancelled', 'queued'])
    const withdrawn = (await put(admin, `${person.id}/invitation/withdrawal`, { version: again.version })).json<Answer>()
    expect(withdrawn).toMatchObject({ state: 'invitation-withdrawn', invitation: { state: 'withdrawn', messageState: 'cancelled' } })
    expect(codeOf(await join(person.id))).toBe('link-withdrawn')
    expect(codeOf(await put(admin, `${person.id}/invitation/withdrawal`, { version: withdrawn.version }))).toBe('wrong-state')
    const third = (await put(admin, `${person.id}/invitation`, { version: withdrawn.version })).json<Answer>()
    expect(third.state).toBe('invited')
    const start = t.clock.now()
    t.clock.advance(24 * 60)
    expect(codeOf(await join(person.id))).toBe('link-expired')
    expect((await read(await t.person('actor-admin', 'nacka'), person.id)).state).toBe('invitation-expired')
    t.clock.at(start)
    expect(await types(person.id)).toEqual([
      'users.invited',
      'users.invitation-sent',
      'users.invitation-withdrawn',
      'users.invitation-sent',
    ])
  })

  test('refuses a password that names an actor, the portal or the person, and says which rule', async () => {
    const person = await invited()
    for (const [password, code] of [
      ['sommaren i Tyresö var lång', 'contains_name'],
      ['Samverkan är viktigt', 'contains_name'],
      ['hallvik hallvik hallvik', 'contains_name'],
      ['1234567890123456', 'easy_to_guess'],
      ['lösenord lösenord', 'easy_to_guess'],
    ] as const) {
      const answer = await join(person.id, password)
      expect(problemOf(answer).errors, password).toEqual([{ pointer: '/body/password', code }])
    }
    expect(codeOf(await join(person.id, 'fjorton tecken'))).toBe('invalid')
    expect((await join(person.id)).statusCode).toBe(201)
  })

  test('of a function that begins later keeps the password for that day', async () => {
    const person = await invited(admin, { functions: [assessor({ from: dated('2026-12-01') })] })
    expect((await join(person.id)).json()).toEqual({
      session: null,
      beginsAt: `${midnight('2026-12-01').toISOString().slice(0, 19)}+00:00`,
    })
    expect((await read(admin, person.id)).state).toBe('begins-later')
    const logIn = () => t.as(null)('POST', '/api/sessions', { email: person.email, password: 'sju höns på en vägg' })
    expect(codeOf(await logIn())).toBe('wrong-credentials')
    const start = t.clock.now()
    t.clock.at(midnight('2026-12-01'))
    expect((await logIn()).statusCode).toBe(201)
    t.clock.at(start)
  })
})

describe('giving and ending functions', () => {
  const joined = async (): Promise<Answer> => {
    const person = await invited()
    await join(person.id)
    return read(admin, person.id)
  }

  test('with dates and as deputy; the person is told; each change is journalled for the actor alone', async () => {
    const person = await joined()
    const given = (
      await put(admin, `${person.id}/functions`, {
        ...assessor({ functionCode: 'contact-function', isDeputy: true, until: dated('2026-12-24') }),
        version: person.version,
      })
    ).json<Answer>()
    const held = given.periods.find((one) => one.functionCode === 'contact-function')
    expect(held).toMatchObject({ when: 'now', isDeputy: true, validTo: midnight('2026-12-25').toISOString() })
    const changed = (
      await put(admin, `${person.id}/functions/${held?.id}`, { isDeputy: false, until: null, version: given.version }, 'PUT')
    ).json<Answer>()
    expect(changed.periods.find((one) => one.id === held?.id)).toMatchObject({ isDeputy: false, validTo: null })
    const ended = (
      await put(admin, `${person.id}/functions/${held?.id}/end`, { version: changed.version, confirmed: false })
    ).json<Answer>()
    expect(ended.periods.find((one) => one.id === held?.id)).toMatchObject({ when: 'ended', allowed: ['restore'] })
    const restored = (
      await put(admin, `${person.id}/functions/${held?.id}/restore`, { version: ended.version, until: null })
    ).json<Answer>()
    expect(restored.periods.find((one) => one.id === held?.id)).toMatchObject({ when: 'now' })
    expect((await types(person.id)).slice(2)).toEqual([
      'users.function-given',
      'users.function-changed',
      'users.function-ended',
      'users.function-changed',
    ])
    expect((await letters(person.id)).filter((one) => one.purpose === 'account').map((one) => one.subject)).toEqual([
      'Du har fått en funktion i Samverkansportalen',
      'En funktion i Samverkansportalen är ändrad',
      'En funktion i Samverkansportalen är avslutad',
      'En funktion i Samverkansportalen är ändrad',
    ])
    const history = (await t.as(admin)('GET', `/api/users/${person.id}/history?limit=2`)).json<{
      items: { type: string; by: string; functionSv: string }[]
      total: number
      nextCursor: string
    }>()
    expect(history).toMatchObject({
      total: 6,
      items: [{ type: 'users.function-changed', by: 'David Nyhammar' }, { type: 'users.function-ended' }],
    })
    const rest = (await t.as(admin)('GET', `/api/users/${person.id}/history?cursor=${history.nextCursor}`)).json<{
      items: object[]
      nextCursor: null
    }>()
    expect(rest).toMatchObject({ nextCursor: null })
    expect(rest.items).toHaveLength(4)
  })

  test('what a person does in other parts of the portal is no part of what happened to their account', async () => {
    const contact = await t.person('contact-function', 'nacka')
    expect((await t.as(contact)('POST', '/api/meetings/calendar')).statusCode).toBe(201)
    expect(await types(contact.id)).toContain('meetings.calendar-made')
    expect((await t.as(admin)('GET', `/api/users/${contact.id}/history`)).json()).toMatchObject({ items: [], total: 0 })
  })

  test('on a version that is old is refused with how it is now', async () => {
    const person = await joined()
    const first = await put(
      admin,
      person.id,
      { name: 'Amira Hallvik-Ek', email: person.email, phone: null, version: person.version },
      'PUT',
    )
    expect(first.statusCode).toBe(200)
    const heldId = person.periods[0]?.id
    for (const answer of [
      await put(admin, person.id, { name: 'Någon Annan', email: person.email, phone: null, version: person.version }, 'PUT'),
      await put(admin, `${person.id}/functions`, { ...assessor({ functionCode: 'reader' }), version: person.version }),
      await put(admin, `${person.id}/functions/${heldId}/end`, { version: person.version, confirmed: false }),
      await put(admin, `${person.id}/functions/${heldId}`, { isDeputy: true, until: null, version: person.version }, 'PUT'),
      await put(admin, `${person.id}/status`, { isDisabled: true, version: person.version }, 'PUT'),
      await put(admin, `${person.id}/reset`, { version: person.version }),
    ]) {
      expect(codeOf(answer)).toBe('stale-version')
      expect(answer.json()).toMatchObject({ current: { name: 'Amira Hallvik-Ek', version: person.version + 1 } })
    }
  })

  test('the same twice at once is refused, a period after it is not', async () => {
    const person = await joined()
    const again = (more: object = {}) => put(admin, `${person.id}/functions`, { ...assessor(), version: person.version, ...more })
    expect(codeOf(await again())).toBe('already-held')
    const heldId = person.periods[0]?.id
    await put(admin, `${person.id}/functions/${heldId}`, { isDeputy: false, until: dated('2026-12-31'), version: person.version }, 'PUT')
    expect(codeOf(await again({ from: dated('2026-12-31'), version: person.version + 1 }))).toBe('already-held')
    expect((await again({ from: dated('2027-01-01'), version: person.version + 1 })).statusCode).toBe(200)
  })

  test('nobody gives themselves anything, and lets go of their own only when that is meant', async () => {
    const me = await read(admin, admin.id)
    expect(me).toMatchObject({ isSelf: true, allowed: ['change'], periods: [{ allowed: ['end'] }] })
    expect(codeOf(await put(admin, `${admin.id}/functions`, { ...assessor({ functionCode: 'reader' }), version: me.version }))).toBe(
      'forbidden',
    )
    expect(
      codeOf(
        await put(admin, `${admin.id}/functions/${admin.functionId}`, { isDeputy: false, until: '2030-01-01', version: me.version }, 'PUT'),
      ),
    ).toBe('forbidden')
    expect(codeOf(await put(admin, `${admin.id}/status`, { isDisabled: true, version: me.version }, 'PUT'))).toBe('forbidden')
    const end = (confirmed: boolean) => put(admin, `${admin.id}/functions/${admin.functionId}/end`, { version: me.version, confirmed })
    expect(codeOf(await end(false))).toBe('own-function')
    expect((await end(true)).statusCode).toBe(200)
    expect(codeOf(await t.as(admin)('GET', '/api/users'))).toBe('access-ended')
  })

  test('a stranger’s person is not found, somebody lent is seen only as lent, and the office reads without changing', async () => {
    const theirs = await invited(salemAdmin, { actorCode: 'salem', functions: [assessor({ actorCode: 'salem' })] })
    const paths = ['functions', `functions/${theirs.periods[0]?.id}/end`, 'invitation', 'invitation/withdrawal', 'reset'].map(
      (path) => `${theirs.id}/${path}`,
    )
    const given = { ...assessor(), version: 1, confirmed: false }
    for (const path of paths) {
      const answer = await put(
        admin,
        path,
        path.endsWith('/functions')
          ? { ...assessor(), version: 1 }
          : path.endsWith('end')
            ? { version: 1, confirmed: false }
            : { version: 1 },
      )
      expect(codeOf(answer), path).toBe('not-found')
    }
    expect(codeOf(await t.as(admin)('GET', `/api/users/${theirs.id}/history`))).toBe('not-found')
    expect(codeOf(await t.as(admin)('DELETE', `/api/users/${theirs.id}/sessions`))).toBe('not-found')
    expect(given.version).toBe(1)

    const lent = (
      await put(systemAdmin, `${theirs.id}/functions`, { ...assessor({ functionCode: 'communicator' }), version: theirs.version })
    ).json<Answer>()
    const seen = await read(admin, theirs.id)
    expect(seen).toMatchObject({ email: null, openSessions: 0, invitation: null, allowed: [] })
    expect(seen.periods).toMatchObject([{ functionCode: 'communicator', allowed: ['change', 'end'] }])
    expect(codeOf(await put(admin, `${theirs.id}/status`, { isDisabled: true, version: lent.version }, 'PUT'))).toBe('forbidden')
    expect(
      codeOf(await put(admin, `${theirs.id}/functions/${theirs.periods[0]?.id}/end`, { version: lent.version, confirmed: false })),
    ).toBe('forbidden')
    expect(
      (await put(admin, `${theirs.id}/functions/${seen.periods[0]?.id}/end`, { version: lent.version, confirmed: false })).statusCode,
    ).toBe(200)

    expect((await read(office, theirs.id)).allowed).toEqual([])
    expect(codeOf(await put(office, `${theirs.id}/reset`, { version: 1 }))).toBe('forbidden')
  })

  test('an account that opens more than its administrator could give is the system administrator’s', async () => {
    const rsib = await t.person('rsib', null)
    await t.owner('UPDATE users SET actor_id = $2 WHERE id = $1', [rsib.id, admin.actorId])
    await t.owner("UPDATE user_accounts SET actor_id = $2, password_hash = 'x' WHERE user_id = $1", [rsib.id, admin.actorId])
    const seen = await read(admin, rsib.id)
    expect(seen).toMatchObject({ needsSystemAdmin: true, allowed: ['give'], periods: [{ allowed: [] }] })
    expect(codeOf(await put(admin, rsib.id, { name: 'x y', email: 'mine@nacka.example', phone: null, version: 1 }, 'PUT'))).toBe(
      'forbidden',
    )
    expect(codeOf(await put(admin, `${rsib.id}/reset`, { version: 1 }))).toBe('forbidden')
    expect((await put(systemAdmin, `${rsib.id}/reset`, { version: 1 })).statusCode).toBe(200)
  })
})

describe('the last system administrator', () => {
  test('is neither disabled nor loses the function, also not two at once; there is always one', async () => {
    await t.owner("UPDATE user_accounts SET password_hash = 'x' WHERE user_id = $1", [systemAdmin.id])
    const me = await read(systemAdmin, systemAdmin.id)
    const endOwn = (version: number) =>
      put(systemAdmin, `${systemAdmin.id}/functions/${systemAdmin.functionId}/end`, { version, confirmed: true })
    expect(codeOf(await endOwn(me.version))).toBe('last-admin')
    const other = await t.person('system-admin', null)
    await t.owner("UPDATE user_accounts SET password_hash = 'x' WHERE user_id = $1", [other.id])
    const disable = (who: Person, whom: Person) => put(who, `${whom.id}/status`, { isDisabled: true, version: 1 }, 'PUT')
    // Each disables the other in the same moment: one of them is left.
    const answers = await Promise.all([disable(systemAdmin, other), disable(other, systemAdmin)])
    expect(answers.map((one) => one.statusCode).filter((code) => code === 200)).toHaveLength(1)
    const left = (
      await t.owner(
        "SELECT 1 FROM users u JOIN user_functions f ON f.user_id = u.id WHERE f.function_code = 'system-admin' AND u.status = 'active'",
      )
    ).length
    expect(left).toBe(1)
  })
})
