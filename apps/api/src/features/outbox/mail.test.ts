import type { Incident, OutboxMessage } from '@samverkan/contract'
import { mailPurposes, oneTimeMark, purposes, scopeOf, type Viewer } from '@samverkan/domain'
import { startFaultySmtp, type FaultySmtp } from '@samverkan/tools/mail-faults'
import PostalMime from 'postal-mime'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemViewer, workerViewer } from '../../lib/db.ts'
import { newId, oneTimeToken, sha256 } from '../../lib/ids.ts'
import { type Person, startApp, type TestApp } from '../../test/app.ts'
import { activation, key, mailTo, makeCallList } from '../../test/call-list.ts'
import { startWorker, type TestProcess, until } from '../../test/worker.ts'
import { type Mail, queueMail, stopLink } from './service.ts'

let t: TestApp
let smtp: FaultySmtp
let worker: TestProcess | undefined
let tib: Person
let nacka: Person
let salem: Person
beforeAll(async () => {
  t = await startApp({ runs: true })
  smtp = await startFaultySmtp()
  tib = await t.person('lst-tib', 'lst-stockholm')
  nacka = await t.person('actor-admin', 'nacka')
  salem = await t.person('contact-function', 'salem')
})
afterAll(async () => {
  await worker?.kill('SIGKILL')
  await smtp.stop()
  await t.close()
})

const viewerOf = (who: Person, functionCode: string): Viewer => ({
  userId: who.id,
  actorId: who.actorId,
  functionCode,
  scope: scopeOf(functionCode),
})
const letter = (more: Partial<Mail> = {}): Mail => ({
  purpose: 'measure',
  actorId: nacka.actorId,
  userId: nacka.id,
  destination: nacka.email,
  subject: 'En åtgärd för er',
  body: 'Logga in för att läsa den.',
  ...more,
})
const order = (viewer: Viewer, ...mails: Mail[]) => t.db.inViewer(viewer, (tx) => queueMail(tx, mails, t.clock.now()))
const list = async (who: Person, query = '') =>
  (await t.as(who)('GET', `/api/outbox${query}`)).json<{ items: OutboxMessage[]; total: number }>()

describe('a mail that is ordered', () => {
  test('can be ordered by whoever the use case lets, for whomever, and is seen by its own actor and the region', async () => {
    for (const viewer of [viewerOf(salem, 'contact-function'), viewerOf(tib, 'lst-tib'), systemViewer, workerViewer])
      expect(await order(viewer, letter())).toBe(1)
    expect(await list(nacka, '?purpose=measure')).toMatchObject({
      total: 4,
      items: Array.from({ length: 4 }, () => ({ purpose: 'measure', label: nacka.name, destination: nacka.email, state: 'queued' })),
    })
    expect((await list(tib, '?purpose=measure')).total).toBe(4)
    expect((await list(salem, '?purpose=measure')).total).toBe(0)
    expect((await list(tib, '?purpose=meeting')).total).toBe(0)
    expect((await list(tib, `?search=${encodeURIComponent(nacka.name)}`)).total).toBe(4)
  })

  test('of the office, who have no actor, is for the region alone', async () => {
    await order(systemViewer, letter({ purpose: 'meeting', actorId: null, destination: 'kansliet@test.example' }))
    expect((await list(nacka, '?purpose=meeting')).total).toBe(0)
    expect((await list(tib, '?purpose=meeting')).total).toBe(1)
  })

  test('twice under one key is one letter, also in one go', async () => {
    const weekly = letter({ purpose: 'situational_picture', key: `weekly:2026-W48:${nacka.id}` })
    expect(await order(workerViewer, weekly, weekly)).toBe(1)
    expect(await order(viewerOf(tib, 'lst-tib'), weekly, letter({ purpose: 'situational_picture' }))).toBe(1)
    expect((await list(tib, '?purpose=situational_picture')).total).toBe(2)
  })

  test('is nothing when nothing is ordered, and no call-out by another name', async () => {
    expect(await order(systemViewer)).toBe(0)
    await expect(order(systemViewer, letter({ purpose: 'call_out' as Mail['purpose'] }))).resolves.toBe(0)
    await expect(order(systemViewer, letter({ purpose: 'letter' as Mail['purpose'] }))).rejects.toThrow()
    await expect(order(systemViewer, letter({ destination: 'a@x.se\r\nRCPT TO:<e@x.se>' }))).rejects.toThrow('destination')
    await expect(order(systemViewer, letter({ link: { id: newId(), keyVersion: 1, expiresAt: t.clock.now() } }))).rejects.toThrow('link')
  })

  test('has a subject of one line however its title was typed', async () => {
    await order(systemViewer, letter({ purpose: 'notice', subject: `Läge\r\nBcc: x@x.example ${'å'.repeat(300)}` }))
    const [one] = (await list(tib, '?purpose=notice')).items
    expect(one?.subject).toMatch(/^Läge Bcc: x@x\.example å+…$/)
  })

  test('every purpose has its own patience in the row', async () => {
    const rows = await t.owner<{ purpose: keyof typeof mailPurposes; minutes: number; max_attempts: number }>(
      'SELECT purpose, (extract(epoch FROM give_up_at - created_at) / 60)::int AS minutes, max_attempts FROM outbox_messages',
    )
    expect(rows.length).toBeGreaterThan(5)
    for (const row of rows)
      expect([row.minutes, row.max_attempts]).toEqual([mailPurposes[row.purpose].minutes, mailPurposes[row.purpose].maxAttempts])
    expect(purposes).toContain('call_out')
  })
})

describe('a one-time link', () => {
  const expiresAt = () => new Date(t.clock.now().getTime() + 20 * 60_000)
  const reset = (id: string): Mail =>
    letter({
      purpose: 'reset',
      subject: 'Nytt lösenord',
      body: `Välj här: ${oneTimeMark}`,
      link: { id, keyVersion: 1, expiresAt: expiresAt() },
    })

  test('reaches its receiver and stands nowhere else; the letter is not tried past its end', async () => {
    const id = newId()
    const stopped = newId()
    const other = await t.person('contact-function', 'nacka')
    await t.owner("UPDATE user_accounts SET email = 'stopped@test.example' WHERE user_id = $1", [other.id])
    await t.owner(
      "INSERT INTO user_invitations (id, user_id, purpose, created_at, expires_at) VALUES ($1, $2, 'reset', $5, $6), ($3, $4, 'reset', $5, $6)",
      [id, nacka.id, stopped, other.id, t.clock.now(), expiresAt()],
    )
    await order(systemViewer, reset(id), { ...reset(stopped), destination: 'stopped@test.example' })
    const opens = () => t.owner('SELECT id, token_hash FROM user_invitations WHERE token_hash IS NOT NULL')
    expect(await opens()).toEqual([])
    expect(await t.db.inViewer(viewerOf(salem, 'contact-function'), (tx) => stopLink(tx, stopped, t.clock.now()))).toBe(0)
    expect(await t.db.inViewer(viewerOf(nacka, 'actor-admin'), (tx) => stopLink(tx, stopped, t.clock.now()))).toBe(1)
    const [row] = await t.owner<{ left: number }>(
      'SELECT extract(epoch FROM give_up_at - created_at)::int AS left FROM outbox_messages WHERE link_id = $1',
      [id],
    )
    expect(row?.left).toBeLessThanOrEqual(20 * 60)

    worker = await startWorker(t.database.workerUrl, smtp.url)
    await until(
      () => t.owner<{ state: string }>('SELECT state FROM outbox_messages WHERE link_id = $1', [id]),
      (rows) => rows[0]?.state === 'sent',
    )
    const token = oneTimeToken(t.config.keys[0] as (typeof t.config.keys)[number], id)
    // It opens something from when its letter leaves; the one that was stopped never does.
    expect(await opens()).toEqual([{ id, token_hash: sha256(token) }])
    const texts = await Promise.all(smtp.received.map(async (one) => `${one.to[0]} ${(await PostalMime.parse(one.raw)).text}`))
    expect(texts.filter((text) => text.includes(`/bjud-in/${token}`))).toEqual([expect.stringMatching(`^${nacka.email} `)])
    expect(smtp.received.some((one) => one.to[0] === 'stopped@test.example')).toBe(false)
    for (const table of ['outbox_messages', 'outbox_attempts', 'journal', 'graphile_worker._private_jobs'])
      expect(JSON.stringify(await t.owner(`SELECT * FROM ${table}`)), table).not.toContain(token)
    const shown = JSON.stringify((await list(tib, '?purpose=reset')).items)
    expect(shown).toContain('•••••• (personlig länk)')
    expect(shown).not.toMatch(/\{\{|bjud-in/)
  })

  test('somebody’s typed mark in an ordinary mail becomes no link', async () => {
    await makeCallList(t.owner)
    await order(systemViewer, letter({ purpose: 'account', destination: 'typed@test.example', body: `{{svarslänk}} ${oneTimeMark}` }))
    const code = (
      await t.as(tib)(
        'POST',
        '/api/activations',
        activation({ conferenceAt: new Date(t.clock.now().getTime() + 900_000).toISOString() }),
        key(),
      )
    ).json<Incident>().code
    expect(code).toMatch(/^\d{4}-/)
    const has = (address: string) => smtp.received.find((one) => one.to[0] === address)?.raw
    await until(
      async () => [has('typed@test.example'), has(mailTo('kontakt', 'nacka'))],
      (both) => both.every(Boolean),
    )
    expect((await PostalMime.parse(has('typed@test.example') ?? '')).text).not.toMatch(/\/k\/|\/bjud-in\//)
    expect((await PostalMime.parse(has(mailTo('kontakt', 'nacka')) ?? '')).text).toMatch(/\/k\/[\w-]{43}/)
  })
})
