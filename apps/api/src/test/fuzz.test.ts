import { demoRoutes, type Incident, type Route, routes } from '@samverkan/contract'
import { problems } from '@samverkan/domain'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { problemsOf } from '../lib/mount.ts'
import { type Person, problemOf, startApp, type TestApp } from './app.ts'
import { given } from './arbitrary.ts'
import { activationRequest } from './builders.ts'
import { activation, giveToken, key, mailTo, makeCallList } from './call-list.ts'
import { addLine, openPicture, publishWith } from './pictures.ts'

/** More than this is for a quiet night: FUZZ_RUNS=2000. */
const numRuns = Number(process.env['FUZZ_RUNS'] ?? 40)
let t: TestApp
let people: (Person | null)[]
let known: string[]
beforeAll(async () => {
  t = await startApp()
  await makeCallList(t.owner)
  const tib = await t.person('lst-tib', 'lst-stockholm')
  const nacka = await t.person('contact-function', 'nacka')
  people = [
    null,
    tib,
    nacka,
    await t.person('reader', 'salem'),
    await t.person('actor-admin', 'nacka'),
    await t.person('system-admin', null),
  ]
  const incident = (await t.as(tib)('POST', '/api/activations', activation(), key())).json<Incident>()
  const token = await giveToken(t.owner, incident.code, mailTo('kontakt', 'nacka'))
  const request = await activationRequest(t, 'nacka', nacka.id)
  // Whom the others may disable, end and log out: nobody who fuzzes.
  const bystander = await t.person('contact-function', 'nacka')
  const picture = await openPicture(t, tib, incident.code)
  await publishWith(t, tib, picture, 'Publicerad rad')
  const [message] = await t.owner<{ id: string }>('SELECT id FROM outbox_messages LIMIT 1')
  known = [
    'nacka',
    'regionalt-samordnande-forum',
    'samverkansstab',
    incident.code,
    token,
    request,
    incident.id,
    bystander.id,
    nacka.actorId ?? '',
    bystander.functionId,
    bystander.sessionId,
    picture,
    (await addLine(t, tib, picture, 'Rad i utkastet')).id,
    incident.activations[0]?.id ?? '',
    message?.id ?? '',
    '2026-999',
  ]
})
afterAll(() => t.close())

const text = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' || typeof inner === 'symbol' ? String(inner) : inner)) ?? 'null'
const word = (value: unknown): string => (typeof value === 'string' ? value : text(value))

/** A path with these params; what cannot stand in an address is sent as its broken bytes. */
const pathOf = (path: string, params: Record<string, unknown>): string =>
  path.replace(/:(\w+)/g, (_, name: string) => {
    const value = word(params[name] ?? 'x')
    return value.isWellFormed() ? encodeURIComponent(value) || '%20' : '%ED%A0%80'
  })
const part = (value: unknown): string => (word(value).isWellFormed() ? encodeURIComponent(word(value)) : '%ED%A0%80')
const queryOf = (query: unknown): string => {
  if (typeof query !== 'object' || query === null) return ''
  const parts = Object.entries(query).filter(([, value]) => value !== undefined)
  return parts.length > 0 ? `?${parts.map(([name, value]) => `${part(name)}=${part(value)}`).join('&')}` : ''
}
const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
/** Log-out and its like would end the person that the others fuzz with. */
const endsSession = (route: Route): boolean => /^\/api\/sessions\/(current|:id)/.test(route.path) && route.method !== 'GET'

test.each([...routes, ...(demoRoutes as unknown as Route[])].map((route) => [`${route.method} ${route.path}`, route] as const))(
  '%s answers anything with what it has declared',
  async (_, route) => {
    const hasBody = !(route.body instanceof z.ZodUndefined)
    const input = fc.record({
      who: fc.nat(people.length - 1),
      params: given(route.params, known),
      query: given(route.query, known),
      body: hasBody ? given(route.body, known) : fc.constant(undefined),
      key: fc.constantFrom('fuzz-key-1', 'fuzz-key-2', 'short', ''),
    })
    await fc.assert(
      fc.asyncProperty(input, async ({ who, params, query, body, key: idempotencyKey }) => {
        const person = endsSession(route) ? await t.person('contact-function', 'nacka') : (people[who] ?? null)
        const headers = route.idempotent ? { 'idempotency-key': idempotencyKey } : {}
        const url = pathOf(route.path, record(params)) + queryOf(query)
        const response = await t.as(person)(route.method as 'GET', url, hasBody ? text(body) : undefined, headers)
        if (response.statusCode === route.ok) return
        const { code } = problemOf(response)
        expect(problemsOf(route), `${url} ${text(body)}`).toContain(code)
        expect(problems[code as keyof typeof problems]).toBeLessThan(500)
      }),
      { numRuns, endOnFailure: false },
    )
  },
  120_000,
)
