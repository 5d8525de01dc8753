import type { Incident, OutboxMessage } from '@samverkan/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, problemOf, startApp, type TestApp } from '../../test/app.ts'
import { activation, giveToken, key, mailTo, makeCallList } from '../../test/call-list.ts'

let t: TestApp
let tib: Person
let nacka: Person
let code: string
beforeAll(async () => {
  t = await startApp()
  await makeCallList(t.owner)
  tib = await t.person('lst-tib', 'lst-stockholm')
  nacka = await t.person('contact-function', 'nacka')
  code = (await t.as(tib)('POST', '/api/activations', activation(), key())).json<Incident>().code
})
afterAll(() => t.close())

const list = async (who: Person, query = '') =>
  (await t.as(who)('GET', `/api/outbox${query}`)).json<{ items: OutboxMessage[]; total: number; nextCursor: string | null }>()

test('every message as it left, the personal link masked, for the region; an actor sees its own', async () => {
  await giveToken(t.owner, code, mailTo('kontakt', 'nacka'))
  expect((await list(tib)).total).toBe(37)
  const { items } = await list(nacka)
  expect(items).toMatchObject([
    {
      actor: { code: 'nacka' },
      destination: mailTo('kontakt', 'nacka'),
      label: 'Kontaktfunktion dygnet runt',
      state: 'queued',
      incident: { code },
      attempts: [{ state: 'sent' }],
    },
  ])
  expect(items[0]?.body).toContain('•••••• (personlig länk)')
  expect(JSON.stringify((await list(tib)).items)).not.toContain('{{svarslänk}}')
})

test('is searched, filtered and paged', async () => {
  expect((await list(tib, '?search=salem')).items.map((m) => m.destination)).toEqual([mailTo('kontakt', 'salem')])
  expect((await list(tib, `?incidentCode=${code}`)).total).toBe(37)
  expect((await list(tib, '?incidentCode=2026-999')).total).toBe(0)
  expect((await list(tib, '?state=sent')).total).toBe(0)
  const seen: string[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const page: Awaited<ReturnType<typeof list>> = await list(tib, `?limit=10${cursor && `&cursor=${cursor}`}`)
    seen.push(...page.items.map((m) => m.id))
    cursor = page.nextCursor
  }
  expect(new Set(seen).size).toBe(37)
})

test('another actor’s message is not found; readers and strangers see none', async () => {
  const [other] = await t.owner<{ id: string }>('SELECT id FROM outbox_messages WHERE destination = $1', [mailTo('kontakt', 'salem')])
  expect(problemOf(await t.as(nacka)('GET', `/api/outbox/${other?.id}`)).code).toBe('not-found')
  expect((await t.as(tib)('GET', `/api/outbox/${other?.id}`)).json<OutboxMessage>().destination).toBe(mailTo('kontakt', 'salem'))
  expect(problemOf(await t.as(tib)('GET', '/api/outbox/019a0000-0000-7000-8000-0000000000ff')).code).toBe('not-found')
  expect(problemOf(await t.as(tib)('GET', '/api/outbox/x')).code).toBe('invalid')
  expect(problemOf(await t.as(await t.person('reader', 'nacka'))('GET', '/api/outbox')).code).toBe('forbidden')
  expect(problemOf(await t.as(null)('GET', '/api/outbox')).code).toBe('not-signed-in')
})
