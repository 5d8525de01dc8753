import type { Home, Measure, SearchHit } from '@samverkan/contract'
import { afterAll, describe, expect, test } from 'vitest'
import { type Person, problemOf } from '../../test/app.ts'
import { openIncident } from '../../test/builders.ts'
import { key } from '../../test/call-list.ts'
import { conference, list, moveTo, on, plan, read, run, series, startMeetings } from '../../test/meetings.ts'

const { t, tib, rsib, office, nacka, salem } = await startMeetings('2026-11-19T08:00:00Z')
const [before, real, after] = [on('2026-11-19'), on('2026-11-26'), on('2026-12-03')]
const practised = { forumCode: conference, isExercise: true, minutes: 60, asksReports: true, channel: 'telephone', place: '' }
const item = async (code: string): Promise<string> => (await read(t, tib, code)).agenda[1]?.id ?? ''
const measure = async (code: string, title: string) => {
  const body = { title, ownerActorCode: 'nacka', dueOn: '2026-12-10' }
  const made = await t.as(rsib)('POST', `/api/meetings/${code}/agenda/${await item(code)}/measures`, body, key())
  expect(made.statusCode, made.body).toBe(201)
}
const question = async (code: string, text: string) => {
  const made = await t.as(rsib)(
    'POST',
    `/api/meetings/${code}/agenda/${await item(code)}/questions`,
    { actorCode: 'nacka', text, dueOn: '2026-12-10' },
    key(),
  )
  expect(made.statusCode, made.body).toBe(201)
}
const report = async (who: Person, code: string, text: string) => {
  const body = { kind: 'something', lines: [{ basis: 'fact', text }], basedOn: 0 }
  const saved = await t.as(who)('PUT', `/api/meetings/${code}/report`, body)
  expect(saved.statusCode, saved.body).toBe(200)
}
/** What a meeting shows of those around it. */
const around = async (code: string, who: Person = nacka) => {
  const { previous, next, earlierQuestions, earlierMeasures, ownBefore } = await read(t, who, code)
  return {
    previous: previous?.code ?? null,
    measures: earlierMeasures.map(({ title }) => title),
    next: next?.code ?? null,
    questions: earlierQuestions.map(({ text }) => text),
    own: ownBefore?.lines.map(({ text }) => text) ?? null,
  }
}
afterAll(() => t.close())

/** A real conference, an exercise of it the day after and another the day before the next real one: as the region does in November. */
const [first, second] = [
  await plan(t, tib, { ...practised, title: 'Övning Snö ett', localDate: '2026-11-20', localTime: '10:00' }),
  await plan(t, tib, { ...practised, title: 'Övning Snö två', localDate: '2026-11-25', localTime: '10:00' }),
]
for (const [code, at, word] of [
  [before, '2026-11-19T15:00:00Z', 'skarpt'],
  [first, '2026-11-20T09:00:00Z', 'övat'],
] as const) {
  await moveTo(t, at)
  await run(t, tib, code, 'open')
  await measure(code, `Åtgärd ${word}`)
  await question(code, `Fråga ${word}`)
  await report(nacka, code, `Rapport ${word}`)
  await run(t, tib, code, 'close')
}

describe('H4 · real follows real, and exercise follows exercise', () => {
  test('in what came before and comes next, measures, questions and the own report', async () => {
    expect(await around(real)).toEqual({
      previous: before,
      measures: ['Åtgärd skarpt'],
      next: after,
      questions: ['Fråga skarpt'],
      own: ['Rapport skarpt'],
    })
    expect(await around(second)).toEqual({
      previous: first,
      measures: ['Åtgärd övat'],
      next: null,
      questions: ['Fråga övat'],
      own: ['Rapport övat'],
    })
    expect(await around(first)).toMatchObject({ previous: null, next: second, own: null })
  })

  test('unchanged repeats what was said in reality', async () => {
    const saved = await t.as(nacka)('PUT', `/api/meetings/${real}/report`, { kind: 'unchanged', lines: [], basedOn: 0 })
    expect(saved.json()).toMatchObject({ kind: 'unchanged', lines: [{ text: 'Rapport skarpt' }], repeats: { code: before } })
  })

  test('in what is taken up in another forum: an exercise is never put on a real agenda', async () => {
    const body = { forumCode: 'regional-samordningsgrupp', noteId: null, title: 'Upp till gruppen' }
    const lift = async (code: string) => t.as(rsib)('POST', `/api/meetings/${code}/agenda/${await item(code)}/lift`, body)
    const group = await plan(t, office, { localDate: '2026-12-02' })
    expect(problemOf(await lift(first)).code).toBe('no-next-meeting')
    const inExercise = await plan(t, office, { localDate: '2026-12-09', isExercise: true, title: 'Övad grupp' })
    expect((await lift(first)).json()).toMatchObject({ code: inExercise })
    expect((await lift(before)).json()).toMatchObject({ code: group })
  })

  test('in search, lists of measures and their letters: what comes from an exercise’s meeting is an exercise', async () => {
    const { items } = (await t.as(salem)('GET', '/api/measures')).json<{ items: Measure[] }>()
    expect(Object.fromEntries(items.map((one) => [one.title, one.isExercise]))).toEqual({ 'Åtgärd skarpt': false, 'Åtgärd övat': true })
    const found = (await t.as(salem)('GET', '/api/search?q=Åtgärd')).json<{ items: SearchHit[] }>().items
    expect(Object.fromEntries(found.map((one) => [one.title, one.isExercise]))).toMatchObject({
      'Åtgärd skarpt': false,
      'Åtgärd övat': true,
    })
  })

  test('on Läget: an exercise that soon begins is asked about, and is not urgent', async () => {
    await moveTo(t, '2026-11-25T08:00:00Z')
    const todo = (await t.as(salem)('GET', '/api/home')).json<Home>().todo.filter(({ kind }) => kind === 'report-to-meeting')
    expect(todo.map(({ names, urgent }) => [names[0], urgent])).toContainEqual([second, false])
    await moveTo(t, '2026-11-26T13:00:00Z')
    expect(
      (await t.as(salem)('GET', '/api/home'))
        .json<Home>()
        .todo.filter(({ kind }) => kind === 'report-to-meeting')
        .map(({ names, urgent }) => [names[0], urgent]),
    ).toContainEqual([real, true])
  })

  test('in time: an exercise at the hour of the conference neither stands in its way nor keeps it from being made', async () => {
    const same = await plan(t, tib, { ...practised, title: 'Övad torsdag', localDate: '2026-12-10', localTime: '16:00' })
    expect(same).not.toBe(on('2026-12-10'))
    const far = '2027-06-10'
    const early = await plan(t, tib, { ...practised, title: 'Övad tidigt', localDate: far, localTime: '16:00' })
    expect(early).toBe(on(far))
    await moveTo(t, '2027-03-01T08:00:00Z')
    await series(t)
    const { items } = await list(t, tib, `forum=${conference}&year=2027&limit=100`)
    expect(items.filter((one) => one.localDate === far).map(({ isExercise, isSeries }) => [isExercise, isSeries])).toContainEqual([
      false,
      true,
    ])
    expect(await series(t)).toBe(0)
  })

  test('in the week’s lägesbild: that of an exercise is one', async () => {
    await moveTo(t, '2026-11-26T15:00:00Z')
    const open = async (code: string) => (await t.as(tib)('POST', `/api/meetings/${code}/picture`)).json<{ id: string }>().id
    const marks = await Promise.all(
      [await open(first), await open(real)].map(async (id) =>
        (await t.as(salem)('GET', `/api/situational-pictures/${id}`)).json<{ isExercise: boolean }>(),
      ),
    )
    expect(marks.map(({ isExercise }) => isExercise)).toEqual([true, false])
  })
})

describe('who leads is a fact of the forum', () => {
  const leading = async (code: string) =>
    (await read(t, nacka, code)).leaders.map(({ part, function: { code: who }, onDuty, person }) => [part, who, onDuty, person])

  test('TiB hosts and RSIB directs the conference; the group and the chiefs have their own', async () => {
    await t.person('samordningschef', null, 'Sigrid Samordnare')
    expect(await leading(real)).toEqual([
      ['host', 'lst-tib', true, null],
      ['director', 'rsib', true, null],
    ])
    const group = await plan(t, office, { localDate: '2026-12-16' })
    expect(await leading(group)).toEqual([
      ['host', 'samordningsgrupp-host', false, null],
      ['leader', 'samordningschef', false, 'Sigrid Samordnare'],
    ])
    const chiefs = await plan(t, office, { localDate: '2026-12-17', forumCode: 'regional-chefsgrupp' })
    expect(await leading(chiefs)).toEqual([
      ['chair', 'lansoverdirektor', false, null],
      ['presenter', 'samordningschef', false, 'Sigrid Samordnare'],
    ])
    const theme = await plan(t, office, { localDate: '2026-12-18', forumCode: 'tema-ovning' })
    expect(await leading(theme)).toEqual([])
  })

  test('the duty functions are neither shown nor given the steps of a group that others lead', async () => {
    const group = await plan(t, office, { localDate: '2026-11-26', localTime: '18:00' })
    for (const who of [tib, rsib]) {
      const { allowed, mayWrite } = await read(t, who, group)
      expect(allowed).not.toEqual(expect.arrayContaining(['open']))
      expect(allowed).not.toContain('set-agenda')
      expect(mayWrite).not.toContain('picture')
      const { version } = await read(t, who, group)
      expect((await t.as(who)('POST', `/api/meetings/${group}/state`, { action: 'set-agenda', version })).statusCode).toBe(403)
      const asked = (await t.as(who)('GET', '/api/home')).json<Home>().todo.filter(({ kind }) => kind === 'order-agenda')
      expect(asked.map(({ names }) => names[0])).not.toContain(group)
    }
    expect((await read(t, office, group)).allowed).toContain('set-agenda')
  })

  test('a week’s lägesbild is begun at the weekly conference and nowhere else', async () => {
    const group = await plan(t, office, { localDate: '2026-12-21', localTime: '09:00' })
    expect((await read(t, office, group)).mayWrite).not.toContain('picture')
    expect((await t.as(office)('POST', `/api/meetings/${group}/picture`)).statusCode).toBe(403)
    const activated = await plan(t, office, { localDate: '2026-12-21', forumCode: 'regionalt-samordnande-forum' })
    expect((await t.as(tib)('POST', `/api/meetings/${activated}/picture`)).statusCode).toBe(403)
    expect((await read(t, tib, after)).mayWrite).toContain('picture')
  })
})

describe('whoever leads is there', () => {
  test('the actor whose duty officer opens the meeting is present, and is not asked why it said nothing', async () => {
    await moveTo(t, '2026-12-03T15:00:00Z')
    await run(t, tib, after, 'open')
    const own = (await read(t, tib, after)).roll.find(({ actor }) => actor.code === 'lst-stockholm')
    expect(own).toMatchObject({ presence: 'present', person: tib.name, functionCode: 'lst-tib' })
    const { version } = await read(t, tib, after)
    const closed = await t.as(rsib)('POST', `/api/meetings/${after}/state`, { action: 'close', version })
    expect(closed.statusCode, closed.body).toBe(200)
  })

  test('who calls is not asked to answer for the actor they called from; its contact function is', async () => {
    await openIncident(t, { actors: ['lst-stockholm', 'nacka'] })
    const contact = await t.person('contact-function', 'lst-stockholm')
    const home = async (who: Person) => (await t.as(who)('GET', '/api/home')).json<Home>()
    const asked = async (who: Person) => (await home(who)).todo.filter(({ kind }) => kind === 'answer-call-out').length
    expect([await asked(tib), await asked(contact), await asked(nacka)]).toEqual([0, 1, 1])
    expect((await home(tib)).openIncidents[0]).toMatchObject({ ownCalled: 0 })
    expect((await home(contact)).openIncidents[0]).toMatchObject({ ownCalled: 1 })
  })
})
