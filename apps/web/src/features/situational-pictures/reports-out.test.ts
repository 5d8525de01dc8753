import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readDraft, writeDraft } from '../../lib/drafts.ts'
import { emptyForm, type Form, type Out } from './report-form.ts'
import { flush, forgetNews, formKey, give, openPage, type Place, placesOf, readOut, type Sent, takeBack, waitingAt } from './reports-out.ts'

const nacka: Place = { userId: 'mia', actorId: 'nacka', pictureId: 'snow' }
const heat: Place = { ...nacka, pictureId: 'heat' }
const salem: Place = { ...nacka, actorId: 'salem' }
const somebody: Place = { ...nacka, userId: 'bo' }
const out = (key: string, text = key): Out => ({
  key,
  body: { kind: 'lines', number: 1, lines: [{ heading: 'situation', certainty: 'fact', text, replaces: null }] },
  at: 1,
  page: '/handelser/2026-001/lagesbild',
})
/** As an earlier page left it: nothing of it was given on this one. */
const left = (place: Place, ...outs: Out[]) => writeDraft(`${formKey(place)}:out`, outs)

let session = { userId: 'mia', actorId: 'nacka' as string | null }
let answer: (key: string) => Response
let sent: string[]
const refuse = (code: string, status: number) => Response.json({ type: code, status, code, title: code, requestId: 'r' }, { status })
const take = () => Response.json({ report: { number: 1, id: 'r' }, status: 'lines' }, { status: 201 })

beforeEach(() => {
  localStorage.clear()
  forgetNews()
  session = { userId: 'mia', actorId: 'nacka' }
  sent = []
  answer = take
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    if (address.startsWith('/api/sessions/current'))
      return Response.json({ user: { id: session.userId }, actingAs: { actor: session.actorId && { id: session.actorId } } })
    const key = new Headers(init.headers).get('idempotency-key') ?? ''
    const said = answer(key)
    if (said.ok) sent.push(key)
    return said
  })
})
afterEach(() => vi.unstubAllGlobals())

test('what an earlier page left leaves from any page, each picture in its order, and is told', async () => {
  left(nacka, out('a'), out('b'))
  left(heat, out('c'))
  await flush(session)
  expect(sent).toEqual(['a', 'b', 'c'])
  expect(placesOf('mia')).toEqual([])
  expect(readOut().news.map((one) => [one.out.key, 'sent' in one])).toEqual([
    ['a', true],
    ['b', true],
    ['c', true],
  ])
})

test('nothing is sent as somebody else: neither of another person, nor in another function, nor when the cookie is another’s by now', async () => {
  left(somebody, out('bo'))
  left(salem, out('salem'))
  await flush(session)
  expect(sent).toEqual([])
  left(nacka, out('mine'))
  const here = { ...session }
  for (const other of [
    { userId: 'bo', actorId: 'nacka' },
    { userId: 'mia', actorId: 'salem' },
    { userId: 'mia', actorId: null },
  ]) {
    session = other
    await flush(here)
    expect([sent, waitingAt(nacka).length]).toEqual([[], 1])
  }
  session = here
  await flush(here)
  expect([sent, waitingAt(somebody).length, waitingAt(salem).length]).toEqual([['mine'], 1, 1])
})

test('without a network it stays, keeps its key, and leaves once', async () => {
  answer = () => {
    throw new TypeError('no network')
  }
  give(nacka, out('a'))
  await vi.waitFor(() => expect(readOut()).toMatchObject({ isBusy: false, isOffline: true }))
  give(nacka, out('b'))
  await vi.waitFor(() => expect(readOut().isBusy).toBe(false))
  expect(waitingAt(nacka).map(({ key }) => key)).toEqual(['a', 'b'])
  answer = take
  await Promise.all([flush(session), flush(session)])
  expect([sent, readOut().isOffline]).toEqual([['a', 'b'], false])
})

test('logged out meanwhile it waits for the same person', async () => {
  left(nacka, out('a'))
  answer = () => refuse('not-signed-in', 401)
  await flush(session)
  expect([waitingAt(nacka).length, readOut().news]).toEqual([1, []])
  answer = take
  await flush(session)
  expect(sent).toEqual(['a'])
})

test('what the server would not have is back in the form, before what has been written since; the rest goes on', async () => {
  const form: Form = { lines: emptyForm().lines.map((line) => (line.heading === 'impact' ? { ...line, text: 'Skrivet sedan' } : line)) }
  writeDraft(formKey(nacka), form)
  left(nacka, out('a', 'HEMLIG'), out('b'))
  answer = (key) => (key === 'a' ? refuse('looks-secret', 409) : take())
  await flush(session)
  expect(sent).toEqual(['b'])
  expect(readDraft<Form>(formKey(nacka))?.value.lines.flatMap(({ text }) => text || [])).toEqual(['HEMLIG', 'Skrivet sedan'])
  expect(readOut().news.map((one) => 'error' in one)).toEqual([true, false])
})

test('the page where it was written is told, and the others are not', async () => {
  const told: (Sent | string)[] = []
  const close = openPage(nacka, { sent: (one) => told.push(one), refused: ({ out: one }) => told.push(one.key) })
  left(nacka, out('a'), out('b'))
  answer = (key) => (key === 'a' ? take() : refuse('picture-archived', 409))
  await flush(session)
  expect(told).toMatchObject([{ status: 'lines', lines: 1 }, 'b'])
  expect([readOut().news, readDraft(formKey(nacka))], 'the page has it in its form').toEqual([[], null])
  close()
})

test('is taken back while it waits', () => {
  left(nacka, out('a'), out('b'))
  expect(takeBack(nacka, out('a'))).toBe(true)
  expect(waitingAt(nacka).map(({ key }) => key)).toEqual(['b'])
})
