import { hash } from '@node-rs/argon2'
import type { Incident } from '@samverkan/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, startApp, type TestApp } from './app.ts'
import { contactPoint } from './builders.ts'
import { activation, giveToken, key, makeCallList } from './call-list.ts'
import { base, line, openPicture, publish, report, saveText } from './pictures.ts'

/** Words that stand nowhere but in the data of this test. */
const canary = {
  name: 'Kanariefågel Testsson',
  email: 'kanarie.person@mail.example',
  address: 'kanarie.jour@mail.example',
  phone: '070-740 99 17',
  password: 'kanariens hemliga ord',
  title: 'Kanarieläckage i Mälaren',
  comment: 'kanariekommentar',
  search: 'kanariesökning',
  note: 'kanarieavslut',
  reported: 'kanarierapport',
  draft: 'kanarieutkast',
}
const lines: string[] = []
let t: TestApp
let tib: Person
beforeAll(async () => {
  t = await startApp({ env: { LOG_LEVEL: 'trace' }, logTo: { write: (line) => void lines.push(line) }, onDatabaseError: () => {} })
  tib = await t.person('lst-tib', 'lst-stockholm', canary.name)
  await t.owner('UPDATE user_accounts SET email = $2, phone = $3, password_hash = $4 WHERE user_id = $1', [
    tib.id,
    canary.email,
    canary.phone,
    await hash(canary.password),
  ])
  await makeCallList(t.owner)
  await contactPoint(t, 'nacka', { label: canary.name, channels: { email: canary.address, phone: canary.phone } })
})
afterAll(() => t.close())

test('no line of the log holds a name, an address, a number, a token, a password, a search or a text that somebody wrote', async () => {
  const ask = t.as(tib)
  const secrets: string[] = [tib.token, ...Object.values(canary)]

  const login = await t.as(null)('POST', '/api/sessions', { email: canary.email, password: canary.password })
  expect(login.statusCode).toBe(201)
  secrets.push(login.cookies[0]?.value ?? 'no cookie')
  await t.as(null)('POST', '/api/sessions', { email: canary.email, password: `${canary.password}!` })
  await t.as(null)('POST', '/api/sessions', `{"email":"${canary.email}","password":`)
  await ask('GET', `/api/search?q=${encodeURIComponent(canary.search)}`)
  await ask('GET', `/api/actors?search=${encodeURIComponent(canary.search)}&limit=broken`)
  await ask('GET', `/api/actors/${encodeURIComponent(canary.search)}`)
  await ask('GET', `/${encodeURIComponent(canary.search)}/%FF`)
  await ask('GET', `/api/nothing/${encodeURIComponent(canary.search)}`)

  const incident = (await ask('POST', '/api/activations', activation({ title: canary.title }), key())).json<Incident>()
  await ask('POST', '/api/activations', activation({ title: canary.title, comment: canary.comment }), key())
  const link = await giveToken(t.owner, incident.code, canary.address)
  secrets.push(link)
  await t.as(null)('GET', `/api/call-outs/links/${link}`)
  await t.as(null)('POST', `/api/call-outs/links/${link}`, { answer: 'participates', person: canary.name, comment: canary.comment })
  await t.as(null)('POST', `/api/call-outs/links/${link}`, { answer: 'wrong', comment: canary.comment })
  // Postgres quotes the whole row that a constraint refuses.
  await t.owner('ALTER TABLE activation_answers ADD CONSTRAINT never CHECK (comment = $$never$$) NOT VALID')
  const late = await t.as(null)('POST', `/api/call-outs/links/${link}`, { answer: 'follows', comment: canary.comment, person: canary.name })
  expect(late.statusCode).toBe(500)
  await t.owner('ALTER TABLE activation_answers DROP CONSTRAINT never')
  const picture = await openPicture(t, tib, incident.code)
  await report(t, tib, picture, { lines: [line(canary.reported)] })
  await report(t, tib, picture, { lines: [line(canary.reported, 'situation', { certainty: 'wrong' })] })
  await saveText(t, tib, picture, 'summary', canary.draft)
  await saveText(t, tib, picture, 'summary', `${canary.draft} igen`)
  expect((await publish(t, tib, picture)).statusCode).toBe(201)
  expect((await ask('GET', `${base}/${picture}/versions/1/pdf`)).statusCode).toBe(200)
  await ask('POST', `/api/activations/${incident.activations[0]?.id}/close`, { note: canary.note, version: 1 })
  await ask('GET', '/api/outbox')
  await ask('GET', '/api/users')
  await t.as(null)('GET', `/api/sessions/invitations/${canary.search}-${'x'.repeat(30)}`)

  // Faults of ours in the middle of it all.
  await t.owner('ALTER TABLE user_sessions RENAME TO gone')
  const broken = await ask('GET', '/api/home')
  expect(broken.statusCode).toBe(500)
  expect(broken.body).not.toMatch(/gone|user_sessions|SELECT|stack/)
  await t.owner('ALTER TABLE gone RENAME TO user_sessions')

  const log = lines.join('')
  expect(lines.length).toBeGreaterThan(15)
  for (const secret of secrets) {
    expect(log).not.toContain(secret)
    expect(log).not.toContain(encodeURIComponent(secret))
  }
  expect(log).toContain(broken.json<{ requestId: string }>().requestId)
})

test('a line of the log is one JSON object in UTC, whatever somebody sends', async () => {
  const before = lines.length
  await t.app.inject({ url: '/api/portal', headers: { 'user-agent': 'x\u001b[31m\\n{"level":60}', 'x-request-id': 'forged' } })
  for (const line of lines.slice(before)) {
    const entry = JSON.parse(line) as { time: number | string; reqId?: string }
    for (const character of ['\n', '\u001b']) expect(line.trimEnd()).not.toContain(character)
    expect(entry.reqId).not.toBe('forged')
    expect(typeof entry.time === 'number' || entry.time.endsWith('Z')).toBe(true)
  }
})
