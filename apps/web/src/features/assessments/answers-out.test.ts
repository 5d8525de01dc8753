import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { deviceReady, lockDevice, unlockDevice } from '../../lib/device.ts'
import { readDraft, writeDraft } from '../../lib/drafts.ts'
import { serverNow } from '../../lib/now.ts'
import { flush, forgetNews, readLater } from '../../lib/sent-later.ts'
import { answerDrafts, answers, openAnswers } from './answers-out.ts'

const place = { assessmentId: 'a-2026', actorId: 'nacka', year: 2026 }
const mia = { userId: 'mia', actorId: 'nacka' as string | null, functionCode: 'assessor' }
let session = mia
let serial = 0
/** Each test its own assessment: what a tab remembers of one says nothing of the next. */
let own = place
const name = (code: string) => `mia:assessment:${own.assessmentId}:${code}`
const said = (comment: string) => ({ value: 1, notApplicable: false, comment })
/** As the box of a page that is gone left it. */
const left = (code: string, comment: string, basedOn = 0) => answerDrafts('mia', own).write(code, { said: said(comment), basedOn })

const refuse = (code: string, status: number) => Response.json({ type: code, status, code, title: code, requestId: 'r' }, { status })
const take = () =>
  Response.json({
    answer: { ...said('x'), version: 1, savedAt: '2026-11-30T20:00:00.000Z', savedBy: 'Mia' },
    state: 'in_progress',
    version: 2,
  })
let answer: (code: string) => Response
let sent: { code: string; body: unknown }[]

beforeEach(async () => {
  localStorage.clear()
  await deviceReady()
  forgetNews()
  session = mia
  own = { ...place, assessmentId: `a-${++serial}` }
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
    const code = address.split('/').at(-1) ?? ''
    const given = answer(code)
    if (given.ok) sent.push({ code, body: JSON.parse(String(init.body)) })
    return given
  })
})
afterEach(() => vi.unstubAllGlobals())

test('what a page that is gone left leaves from any page, on the version it was based on, and is told once', async () => {
  left('2.6.1', 'Skrivet i tunneln ', 3)
  left('1.1.1', '')
  expect(answers.waiting('mia')).toMatchObject([{ page: `/formagor/sjalvskattning/${own.assessmentId}` }])
  await flush(mia)
  expect(sent).toEqual([
    { code: '1.1.1', body: { ...said(''), basedOn: 0 } },
    { code: '2.6.1', body: { ...said('Skrivet i tunneln'), basedOn: 3 } },
  ])
  expect(answers.waiting('mia')).toEqual([])
  expect(readDraft(name('1.1.1'))).toBeNull()
  expect(readLater().news).toMatchObject([{ kind: 'answers', sent: { count: 2, refused: 0 } }])
})

test('while its page is open that page sends; when it is gone, this does', async () => {
  left('1.1.1', 'Nästan klart')
  const close = openAnswers(own.assessmentId)
  await flush(mia)
  expect(sent).toEqual([])
  close()
  await flush(mia)
  expect(sent).toHaveLength(1)
})

test('nothing leaves as another person, in another function or for another actor', async () => {
  left('1.1.1', 'Hemligt')
  for (const who of [
    { ...mia, userId: 'bo' },
    { ...mia, functionCode: 'contact-function' },
    { ...mia, actorId: 'salem' },
  ])
    await flush(who)
  session = { ...mia, userId: 'bo' }
  await flush(mia)
  expect(sent).toEqual([])
  expect(readDraft(name('1.1.1'))).not.toBeNull()
})

test('without a network it waits and loses nothing; what had left stays sent', async () => {
  left('1.1.1', 'ett')
  left('1.1.2', 'två')
  answer = (code) => (code === '1.1.1' ? take() : refuse('unavailable', 503))
  await flush(mia)
  expect(sent.map((one) => one.code)).toEqual(['1.1.1'])
  expect(readLater().news).toEqual([])
  answer = take
  await flush(mia)
  expect(sent.map((one) => one.code)).toEqual(['1.1.1', '1.1.2'])
})

test('what the server will not take stays with its words, is told once and not asked for again until it is changed', async () => {
  left('1.1.1', 'ditt')
  left('1.1.2', 'mitt')
  let asked = 0
  answer = (code) => {
    asked += 1
    return code === '1.1.1' ? refuse('stale-version', 409) : take()
  }
  await flush(mia)
  await flush(mia)
  expect(asked).toBe(2)
  expect(readDraft(name('1.1.1'))?.value).toMatchObject({ said: said('ditt') })
  expect(readLater().news).toMatchObject([{ sent: { count: 1, refused: 1 } }])
  left('1.1.1', 'sammanfogat', 1)
  answer = take
  await flush(mia)
  expect(sent.at(-1)).toMatchObject({ code: '1.1.1', body: { comment: 'sammanfogat', basedOn: 1 } })
})

test('what another tab is writing is that tab’s to send, until it has been still', async () => {
  writeDraft(name('1.1.1'), { said: said('skriver just n'), basedOn: 0, place: own })
  expect(answers.waiting('mia')).toEqual([])
  writeDraft(name('1.1.1'), { said: said('skrev i går'), basedOn: 0, place: own }, serverNow() - 60_000)
  expect(answers.waiting('mia')).toHaveLength(1)
})
