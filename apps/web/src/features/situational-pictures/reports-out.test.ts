import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { deviceReady, lockDevice, unlockDevice } from '../../lib/device.ts'
import { readDraft, writeDraft } from '../../lib/drafts.ts'
import { flush, forgetNews, openPage, queueName, readLater } from '../../lib/sent-later.ts'
import { emptyForm, type Form } from './report-form.ts'
import { formKey, isReportAt, type Outcome, type Place, type Report, reports, waitingAt } from './reports-out.ts'

const nacka: Place = { userId: 'mia', actorId: 'nacka', pictureId: 'snow' }
const heat: Place = { ...nacka, pictureId: 'heat' }
const salem: Place = { ...nacka, actorId: 'salem' }
const somebody: Place = { ...nacka, userId: 'bo' }
const out = (place: Place, key: string, text = key): Report => ({
  key,
  place,
  body: { kind: 'lines', number: 1, lines: [{ heading: 'situation', certainty: 'fact', text, replaces: null }] },
  at: 1,
  page: '/handelser/2026-001/lagesbild',
})
/** As an earlier page left it: nothing of it was given on this one. */
const left = (...ones: Report[]) =>
  ones.forEach((one, i) => writeDraft(`${queueName('reports', one.place.userId)}${one.key}`, { ...one, turn: i + 1 }))

const mia = { userId: 'mia', actorId: 'nacka' as string | null, functionCode: 'contact-function' }
let session = mia
let answer: (key: string) => Response
let sent: string[]
const refuse = (code: string, status: number) => Response.json({ type: code, status, code, title: code, requestId: 'r' }, { status })
const take = () => Response.json({ report: { number: 1, id: 'r' }, status: 'lines' }, { status: 201 })

/** A device that takes nothing more. */
const full = (storage: Storage) =>
  new Proxy(storage, {
    get: (target, name) => {
      if (name === 'setItem')
        return () => {
          throw new DOMException('full', 'QuotaExceededError')
        }
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })

beforeEach(async () => {
  localStorage.clear()
  await deviceReady()
  forgetNews()
  session = mia
  lockDevice(null)
  for (const who of ['mia', 'bo']) unlockDevice(who, [{ version: 1, secret: btoa(who.padEnd(32)) }])
  sent = []
  answer = take
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    if (address.startsWith('/api/sessions/current'))
      return Response.json({
        user: { id: session.userId },
        actingAs: { functionCode: session.functionCode, actor: session.actorId && { id: session.actorId } },
      })
    const key = new Headers(init.headers).get('idempotency-key') ?? ''
    const said = answer(key)
    if (said.ok) sent.push(key)
    return said
  })
})
afterEach(() => vi.unstubAllGlobals())

test('what an earlier page left leaves from any page, in its order, and is told', async () => {
  left(out(nacka, 'a'), out(nacka, 'b'), out(heat, 'c'))
  await flush(session)
  expect(sent).toEqual(['a', 'b', 'c'])
  expect(reports.waiting('mia')).toEqual([])
  expect(readLater().news.map((one) => [one.one.key, 'sent' in one])).toEqual([
    ['a', true],
    ['b', true],
    ['c', true],
  ])
})

test('nothing is sent as somebody else: neither of another person, nor in another function, nor when the cookie is another’s by now', async () => {
  left(out(somebody, 'bo'), out(salem, 'salem'))
  await flush(session)
  expect(sent).toEqual([])
  left(out(nacka, 'mine'))
  const here = { ...session }
  for (const other of [
    { ...mia, userId: 'bo' },
    { ...mia, actorId: 'salem' },
    { ...mia, actorId: null },
    { ...mia, functionCode: 'reader' },
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
  reports.give(mia, out(nacka, 'a'))
  await vi.waitFor(() => expect(readLater()).toMatchObject({ isBusy: false, isOffline: true }))
  reports.give(mia, out(nacka, 'b'))
  await vi.waitFor(() => expect(readLater().isBusy).toBe(false))
  expect(waitingAt(nacka).map(({ key }) => key)).toEqual(['a', 'b'])
  answer = take
  await Promise.all([flush(session), flush(session)])
  expect([sent, readLater().isOffline]).toEqual([['a', 'b'], false])
})

test('W1 · a device that takes nothing more: sent at once from memory, and what waits waits on the page', async () => {
  vi.stubGlobal('localStorage', full(localStorage))
  expect(reports.give(mia, out(nacka, 'a', 'tre skolor utan värme'))).toBe(false)
  await vi.waitFor(() => expect(sent).toEqual(['a']))
  answer = () => {
    throw new TypeError('no network')
  }
  await vi.waitFor(() => expect(readLater().isBusy).toBe(false))
  expect(reports.give(mia, out(nacka, 'b'))).toBe(false)
  await vi.waitFor(() => expect(readLater()).toMatchObject({ isBusy: false, isOffline: true }))
  expect([waitingAt(nacka).map(({ key }) => key), localStorage.length]).toEqual([['b'], 0])
  answer = take
  await flush(mia)
  expect([sent, waitingAt(nacka)]).toEqual([['a', 'b'], []])
})

test('logged out meanwhile it waits for the same person', async () => {
  left(out(nacka, 'a'))
  answer = () => refuse('not-signed-in', 401)
  await flush(session)
  expect([waitingAt(nacka).length, readLater().news]).toEqual([1, []])
  answer = take
  await flush(session)
  expect(sent).toEqual(['a'])
})

test('what the server would not have is back in the form, before what has been written since; the rest goes on', async () => {
  const form: Form = { lines: emptyForm().lines.map((line) => (line.heading === 'impact' ? { ...line, text: 'Skrivet sedan' } : line)) }
  writeDraft(formKey(nacka), form)
  left(out(nacka, 'a', 'HEMLIG'), out(nacka, 'b'))
  answer = (key) => (key === 'a' ? refuse('looks-secret', 409) : take())
  await flush(session)
  expect(sent).toEqual(['b'])
  expect(readDraft<Form>(formKey(nacka))?.value.lines.flatMap(({ text }) => text || [])).toEqual(['HEMLIG', 'Skrivet sedan'])
  expect(readLater().news.map((one) => 'error' in one)).toEqual([true, false])
})

test('the page where it was written is told, and the others are not', async () => {
  const told: Outcome[] = []
  const close = openPage(
    'reports',
    (one: Report) => isReportAt(nacka, one),
    (one: Outcome) => void told.push(one),
  )
  left(out(nacka, 'a'), out(nacka, 'b'))
  answer = (key) => (key === 'a' ? take() : refuse('picture-archived', 409))
  await flush(session)
  expect(told).toMatchObject([{ one: { key: 'a' }, sent: { status: 'lines', lines: 1 } }, { one: { key: 'b' } }])
  expect([readLater().news, readDraft(formKey(nacka))], 'the page has it in its form').toEqual([[], null])
  close()
})

test('is taken back while it waits', () => {
  left(out(nacka, 'a'), out(nacka, 'b'))
  expect(reports.takeBack(out(nacka, 'a'))).toBe(true)
  expect(waitingAt(nacka).map(({ key }) => key)).toEqual(['b'])
})
