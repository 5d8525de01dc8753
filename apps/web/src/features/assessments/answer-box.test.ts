import type { AssessmentAnswer } from '@samverkan/contract'
import type { Said } from '@samverkan/domain'
import { expect, test, vi } from 'vitest'
import { type BoxOptions, openBox } from '../../lib/draft-box.ts'
import { type AnswerBox, isSameAnswer, type Kept } from './answer-box.ts'

const said = (comment: string, value: number | null = 1): Said => ({ value, notApplicable: false, comment })
const answer = (of: Said, version: number): AssessmentAnswer => ({ ...of, version, savedAt: '2026-11-22T08:00:00Z', savedBy: 'Klas' })

/** A device, and a server that can be away, be ahead or be locked. */
const world = () => {
  const device = new Map<string, Kept>()
  const server = { answer: null as AssessmentAnswer | null, online: true, locked: false, sent: [] as Kept[] }
  const options: BoxOptions<Said, AssessmentAnswer> = {
    isSame: isSameAnswer,
    codes: ['1.1.1'],
    settle: 0,
    drafts: {
      read: (code) => device.get(code) ?? null,
      write: (code, kept) => device.set(code, kept).size > 0,
      forget: (code) => void device.delete(code),
    },
    onSaved: () => {},
    told: () => Promise.resolve(),
    send: async (_, kept) => {
      await Promise.resolve()
      if (!server.online) return { ok: false, later: true }
      server.sent.push(kept)
      if (server.locked) return { ok: false, later: false, refusal: { kind: 'refused', code: 'assessment-locked' } }
      if (server.answer && server.answer.version !== kept.basedOn)
        return { ok: false, later: false, refusal: { kind: 'conflict', theirs: server.answer } }
      server.answer = answer(kept.said, kept.basedOn + 1)
      return { ok: true, answer: server.answer }
    },
  }
  return { device, server, options, entry: (box: AnswerBox) => box.read().entries.get('1.1.1') }
}
const settled = () =>
  vi
    .waitFor(() => undefined)
    .then(async () => {
      for (let i = 0; i < 20; i++) await Promise.resolve()
    })

test('an answer is kept on the device until the server has it', async () => {
  const { device, server, options } = world()
  const box = openBox(options)
  box.write('1.1.1', said('hej'), 0, 'now')
  expect(device.get('1.1.1')?.said.comment).toBe('hej')
  await settled()
  expect([device.size, server.answer?.comment]).toEqual([0, 'hej'])
})

test('the words stay until the page knows what was saved; what is written meanwhile follows', async () => {
  const { server, options, entry } = world()
  const page = Promise.withResolvers<void>()
  const box = openBox({ ...options, told: () => page.promise })
  box.write('1.1.1', said('hej'), 0, 'now')
  await settled()
  expect([server.answer?.comment, entry(box)?.said.comment]).toEqual(['hej', 'hej'])
  box.write('1.1.1', said('hej då'), 0, 'now')
  page.resolve()
  await settled()
  expect(server.sent.map((kept) => [kept.said.comment, kept.basedOn])).toEqual([
    ['hej', 0],
    ['hej då', 1],
  ])
  expect(entry(box)).toBeUndefined()
})

test('without a network it waits on the device, survives a closed tab and is sent after', async () => {
  const { device, server, options, entry } = world()
  server.online = false
  const first = openBox(options)
  first.write('1.1.1', said('skrivet i tunneln'), 0, 'now')
  await settled()
  expect(entry(first)?.state).toBe('waiting')
  expect(device.get('1.1.1')?.said.comment).toBe('skrivet i tunneln')
  const second = openBox(options)
  expect(entry(second)?.said.comment).toBe('skrivet i tunneln')
  server.online = true
  second.flush()
  await settled()
  expect([server.answer?.comment, device.size]).toEqual(['skrivet i tunneln', 0])
})

test('what is written while an answer is on its way follows, on the version that came back', async () => {
  const { server, options } = world()
  const box = openBox(options)
  box.write('1.1.1', said('a'), 0, 'now')
  box.write('1.1.1', said('ab'), 0, 'now')
  box.write('1.1.1', said('abc'), 0, 'now')
  await settled()
  expect(server.sent.map((kept) => [kept.said.comment, kept.basedOn])).toEqual([
    ['a', 0],
    ['abc', 1],
  ])
  expect(server.answer).toMatchObject({ comment: 'abc', version: 2 })
})

test('two who wrote: both texts stay until somebody has made one of them', async () => {
  const { device, server, options, entry } = world()
  server.answer = answer(said('deras', 2), 3)
  const box = openBox(options)
  box.write('1.1.1', said('mitt', 0), 2, 'now')
  await settled()
  expect(entry(box)).toMatchObject({ said: { comment: 'mitt' }, refusal: { kind: 'conflict', theirs: { comment: 'deras', version: 3 } } })
  expect(device.get('1.1.1')?.said.comment).toBe('mitt')
  box.flush()
  await settled()
  expect(server.sent).toHaveLength(1)
  box.merge('1.1.1', said('deras mitt', 1), 3)
  await settled()
  expect([server.answer, device.size]).toEqual([answer(said('deras mitt', 1), 4), 0])
})

test('W3 · the server has these very words already, from another tab: nothing to choose between, and nothing is left', async () => {
  const { device, server, options, entry } = world()
  server.answer = answer(said('samma', 2), 3)
  const box = openBox(options)
  box.write('1.1.1', said('samma', 2), 2, 'now')
  await settled()
  expect([entry(box), device.size, server.answer.version]).toEqual([undefined, 0, 3])
})

test('a locked assessment takes nothing, and nothing is lost: the text stays and can be dropped on purpose', async () => {
  const { device, server, options, entry } = world()
  server.locked = true
  const box = openBox(options)
  box.write('1.1.1', said('för sent'), 0, 'now')
  await settled()
  expect(entry(box)?.refusal).toEqual({ kind: 'refused', code: 'assessment-locked' })
  expect(device.get('1.1.1')?.said.comment).toBe('för sent')
  box.drop('1.1.1')
  expect([device.size, entry(box)]).toEqual([0, undefined])
})

test('what was refused under a lock is sent when it has been opened again, and when somebody writes on', async () => {
  const { device, server, options, entry } = world()
  server.locked = true
  const box = openBox(options)
  box.write('1.1.1', said('för sent'), 0, 'now')
  await settled()
  box.again()
  await settled()
  expect(entry(box)?.refusal).toEqual({ kind: 'refused', code: 'assessment-locked' })
  server.locked = false
  box.again()
  await settled()
  expect([server.answer?.comment, device.size]).toEqual(['för sent', 0])
  server.locked = true
  box.write('1.1.1', said('också det'), 1, 'now')
  await settled()
  server.locked = false
  box.write('1.1.1', said('också det här'), 1, 'now')
  await settled()
  expect([server.answer?.comment, device.size]).toEqual(['också det här', 0])
})

test('asking again never writes over what somebody else has written', async () => {
  const { server, options, entry } = world()
  server.answer = answer(said('deras', 2), 3)
  const box = openBox(options)
  box.write('1.1.1', said('mitt', 0), 2, 'now')
  await settled()
  box.again()
  box.write('1.1.1', said('mitt mer', 0), 2, 'now')
  await settled()
  expect(server.sent).toHaveLength(1)
  expect(entry(box)?.refusal).toMatchObject({ kind: 'conflict' })
})

test('a piece that came after the box was opened finds what the device kept of it, once', async () => {
  const { device, server, options } = world()
  device.set('2.2.2', { said: said('kvar'), basedOn: 4 })
  server.online = false
  const box = openBox(options)
  expect(box.read().entries.size).toBe(0)
  box.adopt(['1.1.1', '2.2.2'])
  expect(box.read().entries.get('2.2.2')).toMatchObject({ said: { comment: 'kvar' }, basedOn: 4, state: 'waiting' })
  box.drop('2.2.2')
  device.set('2.2.2', { said: said('igen'), basedOn: 4 })
  box.adopt(['2.2.2'])
  expect(box.read().entries.size).toBe(0)
})
