import type { Meeting, MeetingNote, MeetingReport } from '@samverkan/contract'
import { afterAll, describe, expect, test } from 'vitest'
import { type Person, problemOf } from '../../test/app.ts'
import { key } from '../../test/call-list.ts'
import { conference, moveTo, plan, read, run, startMeetings } from '../../test/meetings.ts'

const { t, tib, rsib, office, nacka, salem } = await startMeetings('2027-01-04T08:00:00Z', { withSeries: false })
let day = 10
/** A fresh conference on a day of its own. */
const fresh = async (open = false): Promise<string> => {
  const code = await plan(t, tib, { forumCode: conference, localDate: `2027-01-${day++}`, localTime: '16:00', asksReports: true })
  if (open) await run(t, tib, code, 'open')
  return code
}
afterAll(() => t.close())
const currentOf = <T>(answer: { json: <B>() => B }): T => answer.json<{ current: T }>().current

describe('reports before the meeting', () => {
  const report = (who: Person, code: string, body: Record<string, unknown>) =>
    t.as(who)('PUT', `/api/meetings/${code}/report`, { lines: [], basedOn: 0, ...body })
  const fact = (text: string) => ({ kind: 'something', lines: [{ basis: 'fact', text }] })

  test('something, nothing, and the same as last time in one tap, with what was said then', async () => {
    const [first, second, third] = [await fresh(), await fresh(), await fresh()]
    expect(problemOf(await report(nacka, first, { kind: 'unchanged' })).code).toBe('nothing-to-repeat')
    expect((await report(nacka, first, fact('Väg 260 avstängd'))).json<MeetingReport>()).toMatchObject({
      kind: 'something',
      version: 1,
      isLate: false,
    })
    expect((await report(nacka, second, { kind: 'unchanged' })).json<MeetingReport>()).toMatchObject({
      kind: 'unchanged',
      lines: [{ basis: 'fact', text: 'Väg 260 avstängd' }],
      repeats: { code: first },
    })
    // What is corrected there afterwards changes nothing here.
    await report(nacka, first, { ...fact('Rättat'), basedOn: 1 })
    expect((await read(t, tib, second)).roll.find(({ actor }) => actor.code === 'nacka')?.report?.lines[0]?.text).toBe('Väg 260 avstängd')
    const repeated = async () => (await read(t, tib, second)).roll.find(({ actor }) => actor.code === 'nacka')?.report
    expect((await repeated())?.repeats, 'but it is told').toEqual({ code: first, localDate: expect.any(String), isChanged: true })
    expect((await report(nacka, second, { kind: 'unchanged', basedOn: 1 })).json<MeetingReport>()).toMatchObject({
      version: 2,
      lines: [{ text: 'Rättat' }],
      repeats: { isChanged: false },
    })
    // Pressed while the first words stood there, and sent after.
    const asRead = { kind: 'unchanged', basedOn: 2, seen: [{ basis: 'fact', text: 'Väg 260 avstängd' }] }
    expect((await report(nacka, second, asRead)).json<MeetingReport>()).toMatchObject({
      lines: [{ text: 'Väg 260 avstängd' }],
      repeats: { isChanged: true },
    })
    // Words that nobody said are no words to repeat.
    await report(nacka, second, { ...asRead, basedOn: 3, seen: [{ basis: 'fact', text: 'Påhittat' }] })
    expect((await repeated())?.lines[0]?.text).toBe('Rättat')
    await report(nacka, second, { ...asRead, basedOn: 4 })
    const before = (await read(t, nacka, third)).ownBefore
    expect(before).toMatchObject({ code: second, kind: 'unchanged', lines: [{ text: 'Väg 260 avstängd' }] })
    expect((await report(salem, third, { kind: 'nothing' })).statusCode).toBe(200)
  })

  test('two colleagues never overwrite each other, a repeat is one, and every version stays', async () => {
    const code = await fresh()
    const both = await Promise.all([report(nacka, code, fact('Den ene')), report(nacka, code, fact('Den andre'))])
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
    const won = both.find(({ statusCode }) => statusCode === 200)?.json<MeetingReport>()
    const lost = both.find(({ statusCode }) => statusCode === 409)
    expect(lost && currentOf<MeetingReport>(lost).lines).toEqual(won?.lines)
    expect((await report(nacka, code, { kind: won?.kind, lines: won?.lines })).json<MeetingReport>().version).toBe(1)
    await report(nacka, code, { kind: 'nothing', basedOn: 1 })
    const { items } = (await t.as(salem)('GET', `/api/meetings/${code}/reports/nacka`)).json<{ items: MeetingReport[] }>()
    expect(items.map(({ version, kind }) => [version, kind])).toEqual([
      [2, 'nothing'],
      [1, 'something'],
    ])
    expect(
      await t.owner("SELECT FROM journal WHERE type = 'meetings.reported' AND subject_id = (SELECT id FROM meetings WHERE code = $1)", [
        code,
      ]),
    ).toHaveLength(2)
  })

  test('may be amended until the meeting closes, marked late once it has begun', async () => {
    const code = await fresh()
    await moveTo(t, (await read(t, tib, code)).startsAt)
    expect((await report(nacka, code, fact('Just nu'))).json<MeetingReport>().isLate).toBe(true)
    await run(t, tib, code, 'open', 'close')
    expect(problemOf(await report(nacka, code, { kind: 'nothing', basedOn: 1 })).code).toBe('meeting-locked')
    await moveTo(t, '2027-01-04T08:00:00Z')
  })

  test.each([
    ['nothing with lines', { kind: 'nothing', lines: [{ basis: 'fact', text: 'ändå' }] }],
    ['something without', { kind: 'something', lines: [] }],
    ['an empty line', { kind: 'something', lines: [{ basis: 'fact', text: '   ' }] }],
    ['more than can be read aloud', { kind: 'something', lines: [1, 2, 3].map(() => ({ basis: 'fact', text: 'x'.repeat(700) })) }],
    ['another basis', { kind: 'something', lines: [{ basis: 'rumour', text: 'hört' }] }],
  ])('%s is refused', async (_what, body) => {
    expect(problemOf(await report(nacka, await fresh(), body)).code).toBe('invalid')
  })

  test('of an actor that is not on the roll, and to a meeting that asks for none, is refused', async () => {
    const few = await plan(t, tib, { localDate: '2027-02-01', asksReports: true, actorCodes: ['salem'] })
    expect(problemOf(await report(nacka, few, { kind: 'nothing' })).code).toBe('forbidden')
    const none = await plan(t, tib, { localDate: '2027-02-02', asksReports: false })
    expect(problemOf(await report(nacka, none, { kind: 'nothing' })).code).toBe('meeting-locked')
    expect((await read(t, nacka, none)).mayWrite).toEqual([])
  })
})

describe('notes and outcomes', () => {
  test('two who note at once both keep their note; two who change one: the second gets the first one’s', async () => {
    const code = await fresh(true)
    const itemId = (await read(t, tib, code)).agenda[1]?.id ?? ''
    const url = `/api/meetings/${code}/agenda/${itemId}/notes`
    const notes = await Promise.all(
      [tib, rsib].map((who) => t.as(who)('POST', url, { actorCode: 'nacka', text: `Noterat av ${who.name}` }, key())),
    )
    expect(notes.map(({ statusCode }) => statusCode)).toEqual([201, 201])
    const id = notes[0]!.json<MeetingNote>().id
    const change = (who: Person, text: string) => t.as(who)('PUT', `${url}/${id}`, { actorCode: 'nacka', text, basedOn: 1 })
    const both = await Promise.all([change(tib, 'Ett'), change(rsib, 'Två')])
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
    const kept = (await read(t, nacka, code)).agenda[1]?.notes.find((note) => note.id === id)
    expect(currentOf<MeetingNote>(both.find(({ statusCode }) => statusCode === 409)!).text).toBe(kept?.text)
    // Taken away it is not shown, and what it said is kept.
    await t.as(tib)('PUT', `${url}/${id}`, { actorCode: null, text: '', basedOn: 2 })
    expect((await read(t, nacka, code)).agenda[1]?.notes).toHaveLength(1)
    expect(await t.owner('SELECT FROM meeting_note_versions WHERE note_id = $1', [id])).toHaveLength(3)
  })

  test('the same note sent twice is one, and a key used for another is refused', async () => {
    const code = await fresh(true)
    const itemId = (await read(t, tib, code)).agenda[0]?.id ?? ''
    const idempotency = key()
    const send = (text: string) => t.as(tib)('POST', `/api/meetings/${code}/agenda/${itemId}/notes`, { actorCode: null, text }, idempotency)
    await Promise.all([send('En gång'), send('En gång'), send('En gång')])
    expect((await read(t, tib, code)).agenda[0]?.notes).toHaveLength(1)
    expect(problemOf(await send('Något annat')).code).toBe('key-reused')
  })

  test('an outcome is saved on the version it was based on', async () => {
    const code = await fresh(true)
    const itemId = (await read(t, tib, code)).agenda[0]?.id ?? ''
    const save = (text: string, basedOn: number) => t.as(rsib)('PUT', `/api/meetings/${code}/agenda/${itemId}/outcome`, { text, basedOn })
    expect((await save('Behov av samordning', 0)).json()).toEqual({ text: 'Behov av samordning', version: 1 })
    expect(currentOf(await save('Annat', 0))).toEqual({ text: 'Behov av samordning', version: 1 })
    expect((await save('Behov av samordning', 0)).json()).toEqual({ text: 'Behov av samordning', version: 1 })
  })
})

describe('the roll and the floor', () => {
  test('an actor is marked by one tap; the same tap again says nothing new; the roll is in Swedish order', async () => {
    const code = await fresh(true)
    const tap = (presence: string | null, more = {}) => t.as(tib)('PUT', `/api/meetings/${code}/attendance/nacka`, { presence, ...more })
    const rows = async (): Promise<number> =>
      (
        await t.owner("SELECT FROM journal WHERE type = 'meetings.attended' AND subject_id = (SELECT id FROM meetings WHERE code = $1)", [
          code,
        ])
      ).length
    expect((await tap('present', { person: 'Elin Åkesson', functionCode: 'contact-function', hasMandate: true })).json()).toMatchObject({
      presence: 'present',
      person: 'Elin Åkesson',
      hasMandate: true,
      markedBy: tib.name,
    })
    await tap('present')
    expect(await rows()).toBe(1)
    expect((await tap('absent')).json()).toMatchObject({ presence: 'absent', person: 'Elin Åkesson' })
    expect(await rows()).toBe(2)
    expect(problemOf(await tap('present', { functionCode: 'trollkarl' })).code).toBe('invalid')
    expect(problemOf(await t.as(tib)('PUT', `/api/meetings/${code}/attendance/atlantis`, { presence: 'present' })).code).toBe('not-found')
    const names = (await read(t, nacka, code)).roll.map(({ actor }) => actor.name)
    expect(names.at(-1)).toBe('Österåkers kommun')
  })

  test('a mark made without a network keeps its moment, within bounds, and never takes the place of a later one', async () => {
    const code = await fresh(true)
    type Row = { presence: string | null; markedAt: string; markedBy: string }
    const mark = async (who: Person, presence: string | null, markedAt?: Date) => {
      const given = markedAt ? { markedAt: markedAt.toISOString() } : {}
      const row = (await t.as(who)('PUT', `/api/meetings/${code}/attendance/nacka`, { presence, ...given })).json<Row>()
      return { presence: row.presence, at: new Date(row.markedAt), by: row.markedBy }
    }
    const minutesAgo = (n: number) => new Date(t.clock.now().getTime() - n * 60_000)
    t.clock.advance(30)
    const made = minutesAgo(20)
    expect(await mark(tib, 'present', made)).toEqual({ presence: 'present', at: made, by: tib.name })
    const [told] = await t.owner<{ at: string }>(
      "SELECT data ->> 'markedAt' AS at FROM journal WHERE type = 'meetings.attended' ORDER BY id DESC LIMIT 1",
    )
    expect(told?.at).toBe(made.toISOString())
    // A colleague with a network has seen them leave since.
    const left = { presence: null, at: minutesAgo(0), by: rsib.name }
    expect(await mark(rsib, null)).toEqual(left)
    for (const at of [made, minutesAgo(5)]) expect(await mark(tib, 'present', at)).toEqual(left)
    // A device whose clock is wrong: never later than now.
    t.clock.advance(1)
    expect(await mark(tib, 'present', minutesAgo(-60))).toEqual({ presence: 'present', at: minutesAgo(0), by: tib.name })
  })

  test('the roll is taken from half an hour before, not days before', async () => {
    const code = await fresh()
    const tap = () => t.as(tib)('PUT', `/api/meetings/${code}/attendance/nacka`, { presence: 'present' })
    expect(problemOf(await tap()).code).toBe('meeting-locked')
    const { startsAt } = await read(t, tib, code)
    await moveTo(t, new Date(new Date(startsAt).getTime() - 30 * 60_000).toISOString())
    expect((await tap()).statusCode).toBe(200)
    await moveTo(t, '2027-01-04T08:00:00Z')
  })

  test('two who press next at once move one step, and who has spoken is remembered', async () => {
    const code = await fresh(true)
    const { agenda, turn } = await read(t, tib, code)
    const next = (who: Person, actorCode: string) =>
      t.as(who)('PUT', `/api/meetings/${code}/turn`, { itemId: agenda[1]?.id, actorCode, basedOn: turn.version })
    const both = await Promise.all([next(tib, 'nacka'), next(rsib, 'salem')])
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
    const meeting = await read(t, nacka, code)
    const speaker = meeting.roll.find(({ actor }) => actor.id === meeting.turn.actorId)
    expect(speaker?.spokeAt).not.toBeNull()
    expect(meeting.agenda[0]?.endedAt).not.toBeNull()
    expect(meeting.agenda[1]).toMatchObject({ beganAt: meeting.turn.since, endedAt: null })
    const few = await plan(t, tib, { localDate: '2027-02-03', actorCodes: ['salem'] })
    await run(t, office, few, 'open')
    const away = await t.as(office)('PUT', `/api/meetings/${few}/turn`, { itemId: null, actorCode: 'nacka', basedOn: 1 })
    expect(problemOf(away).code).toBe('invalid')
  })
})

test('the week’s lägesbild is opened once, whoever presses, and named after the week', async () => {
  const code = await fresh(true)
  const { isoWeek } = await read(t, tib, code)
  const opened = await Promise.all([1, 2].map(() => t.as(tib)('POST', `/api/meetings/${code}/picture`)))
  const [one, two] = opened.map((answer) => answer.json<{ id: string; title: string }>())
  expect(one).toEqual(two)
  expect(one?.title).toContain(String(isoWeek))
  expect((await read(t, nacka, code)).picture).toEqual(one satisfies Meeting['picture'] | undefined)
})
