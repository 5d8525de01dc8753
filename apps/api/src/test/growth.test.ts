import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoRoutes, type Route, routes } from '@samverkan/contract'
import { type Action, calendar, can, namesIn, passwordProblem, resetLetter, scopeOf, secretMarksIn } from '@samverkan/domain'
import { steepAmong } from '@samverkan/tools/growth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { isEasyToGuess } from '../features/sessions/guessable.ts'
import { withoutSigns } from '../lib/addresses.ts'
import { key } from './call-list.ts'
import { type Person, startApp, type TestApp } from './app.ts'

/** As much as an address or the headers of one request can hold (Node refuses more), and a body well above what any text may be. */
const longest = { address: 16_000, body: 60_000 }
/** What a pattern that may begin anywhere, or end in several ways, stumbles over: the same again and again, and then not what it looked for. */
const shapes: Record<string, (length: number) => string> = {
  dots: (n) => '.'.repeat(n),
  words: (n) => `${'a'.repeat(n)}!`,
  capitals: (n) => `${'HEMLIG'.repeat(n / 6)}a`,
  spaces: (n) => `a${' '.repeat(n)}b`,
  lists: (n) => 'a, '.repeat(n / 3),
  pairs: (n) => 'a=b; '.repeat(n / 5),
  quotes: (n) => `"${'\\"'.repeat(n / 2)}`,
  domains: (n) => `a@${'a.'.repeat(n / 2)}`,
  ends: (n) => `a${'.'.repeat(n)}/`,
  slashes: (n) => `${'/.'.repeat(n / 2)}/x`,
  ranges: (n) => `bytes=${'0-,'.repeat(n / 3)}`,
  browsers: (n) => 'Safari/ Mozilla/'.repeat(n / 16),
  wildcards: (n) => '%_'.repeat(n / 2),
}

/** Between them they may do everything. */
const duties: [functionCode: string, actorCode: string | null][] = [
  ['lst-tib', 'lst-stockholm'],
  ['koordinator', null],
  ['contact-function', 'nacka'],
  ['actor-admin', 'nacka'],
  ['assessor', 'nacka'],
  ['rep-directing', 'nacka'],
  ['system-admin', null],
]
let t: TestApp
let people: Person[]
beforeAll(async () => {
  const dist = mkdtempSync(join(tmpdir(), 'samverkan-growth-'))
  writeFileSync(join(dist, 'index.html'), '<!doctype html><title>t</title>')
  writeFileSync(join(dist, 'theme.js'), 'document.title')
  const page = { scripts: ['assets/page-1.js'], styles: [], data: ['/api/call-outs/boards/:code'], isOpen: true }
  writeFileSync(join(dist, 'ahead.json'), JSON.stringify([{ ...page, path: '/handelser/:code/inkallning' }]))
  t = await startApp({ env: { WEB_DIST: dist, TRUSTED_PROXY: '127.0.0.1' } })
  people = await Promise.all(duties.map(([functionCode, actorCode]) => t.person(functionCode, actorCode)))
})
afterAll(() => t.close())

/** Somebody whom the route lets past its door: whoever is refused there never meets what comes after. */
const whoMay = (access: string | undefined): Person | null => {
  if (access === 'public') return null
  const may = people.find(({ id, actorId }, at) => {
    const functionCode = duties[at]?.[0] ?? ''
    return access === 'session' || can({ userId: id, actorId, functionCode, scope: scopeOf(functionCode) }, access as Action)
  })
  if (!may) throw new Error(`nobody here may ${access}`)
  return may
}

const inside = [
  'accept',
  'accept-encoding',
  'accept-language',
  'range',
  'if-none-match',
  'if-match',
  'if-modified-since',
  'if-range',
  'cache-control',
  'user-agent',
  'x-forwarded-for',
  'x-forwarded-host',
  'forwarded',
  'idempotency-key',
  'last-event-id',
  'referer',
  'host',
  'accept-version',
  'x-request-id',
] // prettier-ignore
type Asked = { method: string; url: string; access: string | undefined }
const ask = async ({ method, access }: Asked, url: string, headers: Record<string, string>, payload?: string): Promise<void> => {
  const who = whoMay(access)
  await t.app.inject({
    method: method as 'GET',
    url,
    headers: {
      origin: t.config.origins[0] ?? '',
      ...(payload === undefined ? {} : { 'content-type': 'application/json', ...key() }),
      ...(who ? { cookie: `__Host-sid=${who.token}` } : {}),
      ...headers,
    },
    ...(payload === undefined ? {} : { payload }),
  })
}

const doors = ['cookie', 'origin', 'sec-fetch-site', 'content-type']
const plainly = (url: string): string => url.replaceAll('*', 'x').replace(/:\w+/g, 'x')
const isStream = (url: string): boolean => url === '/api/journal/stream'
const listed = (): Asked[] => t.app.listRoutes().filter(({ url }) => !isStream(url))

type Asking = (text: (length: number) => string) => (length: number) => unknown
/** Asks in this way with each of the shapes; which of them took too long, and where. */
const steepOn = async (where: string, asking: Asking, length: number): Promise<string[]> =>
  (await steepAmong(Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, asking(shape)])), length)).map(
    (found) => `${where}, ${found}`,
  )

test('an address that is twice as long takes no more than two and a half times the work, on every route', async () => {
  const steep: string[] = []
  const pages = ['/*/', '/handelser/:code/inkallning', '/handelser/*'].map((url) => ({ method: 'GET', url, access: 'public' }))
  for (const route of [...listed(), ...pages]) {
    const as = `${route.method} ${route.url}`
    const safe = (text: string): string => encodeURI(text).replaceAll('#', '').replaceAll('?', '')
    const inPath: Asking = (text) => (n) =>
      ask(
        route,
        route.url.replace(/:\w+|\*/g, () => safe(text(n / Math.max(1, (route.url.match(/:|\*/g) ?? []).length)))),
        {},
      )
    const words = (text: string): string => ['search', 'cursor', 'limit', 'after', text].map((one) => `${one}=${text}`).join('&')
    const inQuery: Asking = (text) => (n) => ask(route, `${plainly(route.url)}?${words(safe(text(n / 5)))}`, {})
    steep.push(...(await steepOn(`${as} path`, inPath, longest.address)), ...(await steepOn(`${as} query`, inQuery, longest.address)))
  }
  expect(steep).toEqual([])
}, 240_000)

test('nor do headers, on every route', async () => {
  const steep: string[] = []
  const headers = (names: readonly string[], text: string): Record<string, string> => Object.fromEntries(names.map((name) => [name, text]))
  for (const [at, route] of listed().entries()) {
    const as = `${route.method} ${route.url}`
    const with_ =
      (names: readonly string[]): Asking =>
      (text) =>
      (n) =>
        ask(route, plainly(route.url), headers(names, text(n)))
    if ((await steepOn(as, with_(inside), longest.address)).length > 0)
      for (const name of inside) steep.push(...(await steepOn(`${as} ${name}`, with_([name]), longest.address)))
    // What decides at the door whether a request comes in is the same for all; a wrong one keeps out what the others would have met.
    if (at === 0) for (const name of doors) steep.push(...(await steepOn(`${as} ${name}`, with_([name]), longest.address)))
  }
  expect(steep).toEqual([])
}, 240_000)

type Json = {
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  format?: string
  items?: Json
  properties?: Record<string, Json>
  anyOf?: Json[]
  oneOf?: Json[]
}
/** A body of this shape with `text` wherever text may stand; of several forms, each in turn (`form`). */
const filled = (schema: Json, text: string, form: number): unknown => {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const forms = schema.anyOf ?? schema.oneOf
  if (forms) return filled(forms[form % forms.length] ?? {}, text, form)
  const type = [schema.type].flat()[0]
  if (type === 'object')
    return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, inner]) => [name, filled(inner, text, form)]))
  if (type === 'array') return [filled(schema.items ?? {}, text, form)]
  if (type === 'integer' || type === 'number') return 1
  if (type === 'boolean') return false
  return text
}
const textsIn = (schema: Json): number => (JSON.stringify(filled(schema, '§', 0)).match(/§/g) ?? []).length

test('nor do the texts of a body, on every route that reads one', async () => {
  const steep: string[] = []
  const withBody = ([...routes, ...demoRoutes] as unknown as Route[]).filter((route) => !(route.body instanceof z.ZodUndefined))
  for (const route of withBody) {
    const schema = z.toJSONSchema(route.body as z.ZodType, { io: 'input', unrepresentable: 'any' }) as Json
    const texts = Math.max(1, textsIn(schema))
    const asked = { method: route.method, url: route.path, access: route.access }
    const forms = JSON.stringify(schema).includes('"anyOf"') ? [0, 1, 2] : [0]
    for (const form of forms) {
      const inBody: Asking = (text) => (n) =>
        ask(asked, plainly(route.path), {}, JSON.stringify(filled(schema, text(Math.floor(n / texts / 12) * 12), form)))
      steep.push(...(await steepOn(`${route.method} ${route.path} body`, inBody, longest.body)))
    }
  }
  expect(steep).toEqual([])
}, 240_000)

test('nor does what is made of people’s texts: markings, letters, calendars, passwords, addresses', async () => {
  const at = new Date('2026-11-30T03:10:00Z')
  const meeting = (text: string) => ({
    id: 'x',
    title: text,
    localDate: '2026-12-03',
    localTime: '09:00',
    minutes: 60,
    place: text,
    isCancelled: false,
    sequence: 0,
    createdAt: at,
    updatedAt: at,
    url: 'https://portal.example/moten/x',
  }) // prettier-ignore
  const made: Record<string, (text: string) => unknown> = {
    markings: (text) => secretMarksIn(text),
    letters: (text) => resetLetter({ name: text, expiresAt: at, byAdmin: false }),
    calendars: (text) => calendar([meeting(text)], 'portal.example', text),
    names: (text) => passwordProblem('a password of some length', namesIn(text)),
    guesses: (text) => isEasyToGuess(text),
    addresses: (text) => withoutSigns(text),
  }
  const steep: string[] = []
  for (const [what, make] of Object.entries(made)) steep.push(...(await steepOn(what, (text) => (n) => make(text(n)), longest.body)))
  expect(steep).toEqual([])
}, 120_000)
