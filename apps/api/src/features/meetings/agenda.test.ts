import type { AgendaTemplate } from '@samverkan/contract'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { type Person, problemOf } from '../../test/app.ts'
import { key } from '../../test/call-list.ts'
import { conference, on, plan, read, run, startMeetings } from '../../test/meetings.ts'

const { t, tib, rsib, office, nacka } = await startMeetings('2026-11-25T08:00:00Z')
afterAll(() => t.close())
const item = (title: string) => ({ title, kind: 'information', presenterActorCode: null, presenter: '', minutes: 5 })
const add = (code: string, title: string, before: string | null = null) =>
  t.as(rsib)('POST', `/api/meetings/${code}/agenda`, { ...item(title), before }, key())
const order = (who: Person, code: string, itemIds: string[], basedOn: number) =>
  t.as(who)('PUT', `/api/meetings/${code}/agenda-order`, { itemIds, basedOn })
const titles = async (code: string): Promise<string[]> => (await read(t, nacka, code)).agenda.map(({ title }) => title)

describe('the agenda', () => {
  const code = on('2026-12-03')
  test('is set by RSIB: items are added last or before another, changed and taken away', async () => {
    const before = await read(t, rsib, code)
    expect((await add(code, 'Vinterberedskap', before.agenda[2]?.id)).statusCode).toBe(201)
    expect((await titles(code)).slice(1, 4)).toEqual(['Aktörsrapportering', 'Vinterberedskap', 'Omvärldsanalys'])
    expect(problemOf(await add(code, 'Ingenstans', before.id)).code).toBe('invalid')
    const added = (await read(t, rsib, code)).agenda[2]
    expect(added).toMatchObject({ isProposal: false, version: 1 })
    const url = `/api/meetings/${code}/agenda/${added?.id}`
    const changed = { ...item('Vinterberedskap i länet'), presenterActorCode: 'trafikverket', presenter: 'Vakthavande' }
    expect((await t.as(rsib)('PUT', url, { ...changed, basedOn: 1 })).json()).toMatchObject({ version: 2 })
    const late = await t.as(rsib)('PUT', url, { ...changed, basedOn: 1 })
    expect(late.json<{ current: unknown }>().current).toMatchObject({ title: 'Vinterberedskap i länet', version: 2 })
    expect((await read(t, nacka, code)).agenda[2]).toMatchObject({ presenterActor: { code: 'trafikverket' }, presenter: 'Vakthavande' })
    expect((await t.as(rsib)('POST', `${url}/removal`, { basedOn: 2 })).statusCode).toBe(200)
    expect(await titles(code)).toHaveLength(9)
  })

  test('two who reorder at once: one order stands, the other is told which', async () => {
    const { agenda, agendaVersion } = await read(t, rsib, code)
    const ids = agenda.map(({ id }) => id)
    const [up, down] = [ids.toReversed(), [...ids.slice(1), ids[0] ?? '']]
    const answers = await Promise.all([order(rsib, code, up, agendaVersion), order(rsib, code, down, agendaVersion)])
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
    const now = (await read(t, rsib, code)).agenda.map(({ id }) => id)
    const refused = answers.find(({ statusCode }) => statusCode === 409)
    expect(refused?.json<{ current: unknown }>().current).toEqual({ itemIds: now, agendaVersion: agendaVersion + 1 })
    expect([up, down]).toContainEqual(now)
  })

  test('whatever order is asked for, however many at once, no item is lost or doubled', async () => {
    const whole = (await read(t, rsib, code)).agenda.map(({ id }) => id)
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(whole, { minLength: 9 }), fc.shuffledSubarray(whole), async (one, other) => {
        const { agendaVersion } = await read(t, rsib, code)
        const answers = await Promise.all([order(rsib, code, one, agendaVersion), order(rsib, code, other, agendaVersion)])
        for (const { statusCode } of answers) expect([200, 400, 409]).toContain(statusCode)
        expect((await read(t, rsib, code)).agenda.map(({ id }) => id).toSorted()).toEqual(whole.toSorted())
      }),
      { numRuns: 25 },
    )
  })

  test('an item with notes, an outcome or a measure stays', async () => {
    const meeting = await plan(t, tib, { forumCode: conference, localDate: '2026-11-25', localTime: '16:00', asksReports: true })
    await run(t, tib, meeting, 'open')
    const [, second, third] = (await read(t, tib, meeting)).agenda
    await t.as(tib)('POST', `/api/meetings/${meeting}/agenda/${second?.id}/notes`, { actorCode: null, text: 'Noterat' }, key())
    expect(problemOf(await t.as(rsib)('POST', `/api/meetings/${meeting}/agenda/${second?.id}/removal`, { basedOn: 1 })).code).toBe(
      'wrong-state',
    )
    const measure = await t.as(rsib)(
      'POST',
      `/api/meetings/${meeting}/agenda/${third?.id}/measures`,
      { title: 'Prognos för fast telefoni', ownerActorCode: 'varmdo', dueOn: '2026-11-27' },
      key(),
    )
    expect(measure.statusCode, measure.body).toBe(201)
    expect(problemOf(await t.as(rsib)('POST', `/api/meetings/${meeting}/agenda/${third?.id}/removal`, { basedOn: 1 })).code).toBe(
      'wrong-state',
    )
    expect((await read(t, nacka, meeting)).agenda[2]?.measures).toMatchObject([
      { title: 'Prognos för fast telefoni', owner: { code: 'varmdo', name: 'Värmdö kommun' }, state: 'open', isOverdue: false },
    ])
    // A measure has one owner, an actor or the office; a forum or a day that is over is refused.
    for (const more of [{ ownerActorCode: conference }, { dueOn: '2026-11-24' }, { dueOn: '2062-11-24' }])
      expect(
        problemOf(
          await t.as(rsib)(
            'POST',
            `/api/meetings/${meeting}/agenda/${third?.id}/measures`,
            { title: 'x', ownerActorCode: null, dueOn: '2026-11-27', ...more },
            key(),
          ),
        ).code,
      ).toBe('invalid')
    expect(await read(t, nacka, on('2026-11-26'))).toMatchObject({
      previous: { code: meeting },
      earlierMeasures: [{ title: 'Prognos för fast telefoni', meeting: { code: meeting, isoWeek: 48 } }],
    })
    const listed = (await t.as(nacka)('GET', '/api/measures?origin=meeting')).json<{ items: { meeting: { code: string } }[] }>()
    expect(listed.items.map((one) => one.meeting.code)).toEqual([meeting])
  })
})

test('an item is lifted to another forum’s next meeting in one press, linked both ways, and only once', async () => {
  const from = await plan(t, tib, { forumCode: conference, localDate: '2026-11-25', localTime: '17:30', asksReports: true })
  await run(t, tib, from, 'open')
  const [first] = (await read(t, tib, from)).agenda
  const url = `/api/meetings/${from}/agenda/${first?.id}`
  const note = await t.as(tib)(
    'POST',
    `${url}/notes`,
    { actorCode: 'polisen-stockholm', text: 'Händelsen i tisdags hanterades inte enligt rutin.' },
    key(),
  )
  const body = {
    forumCode: 'regional-samordningsgrupp',
    noteId: note.json<{ id: string }>().id,
    title: 'Omledning nådde inte samordnande forum',
  }
  expect(problemOf(await t.as(tib)('POST', `${url}/lift`, body)).code).toBe('no-next-meeting')
  // An exercise comes before it, and takes nothing that is real.
  await plan(t, office, { localDate: '2026-12-08', isExercise: true })
  const target = await plan(t, office, { localDate: '2026-12-09' })
  const answers = await Promise.all([1, 2, 3].map(() => t.as(rsib)('POST', `${url}/lift`, body)))
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200])
  const lifted = (await read(t, nacka, target)).agenda.filter(({ liftedFrom }) => liftedFrom)
  expect(lifted).toMatchObject([
    {
      title: body.title,
      presenterActor: { code: 'polisen-stockholm' },
      liftedFrom: {
        code: from,
        itemTitle: 'Upprop',
        quote: 'Händelsen i tisdags hanterades inte enligt rutin.',
        quotedActor: 'Polisen Region Stockholm',
      },
    },
  ])
  expect((await read(t, nacka, from)).agenda[0]?.liftedTo).toMatchObject([
    { code: target, itemId: lifted[0]?.id, forum: { code: 'regional-samordningsgrupp' } },
  ])
  // The link is part of both: it is not taken off from one side.
  expect(problemOf(await t.as(office)('POST', `/api/meetings/${target}/agenda/${lifted[0]?.id}/removal`, { basedOn: 1 })).code).toBe(
    'wrong-state',
  )
})

describe('the template of a forum (A-23)', () => {
  const url = `/api/meetings/templates/${conference}`
  const template = async (): Promise<AgendaTemplate> => (await t.as(nacka)('GET', url)).json<AgendaTemplate>()
  test('is a proposal until somebody changes it; then also of planned meetings that nobody has touched', async () => {
    expect(await template()).toMatchObject({ isProposal: true, version: 1, changedBy: null, mayChange: false })
    expect((await template()).items.map(({ kind }) => kind)).not.toContain('decision')
    const items = [
      { title: 'Upprop', kind: 'roll_call', minutes: 3 },
      { title: 'Laget runt', kind: 'reports', minutes: 20 },
    ]
    const both = await Promise.all([rsib, office].map((who) => t.as(who)('PUT', url, { items, basedOn: 1 })))
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
    expect(await template()).toMatchObject({ isProposal: false, version: 2 })
    expect(await titles(on('2026-12-17'))).toEqual(['Upprop', 'Laget runt'])
    // Ordered before by RSIB: it is that meeting's own.
    expect(await titles(on('2026-12-03'))).toHaveLength(9)
    expect((await read(t, nacka, on('2026-12-17'))).agenda.some(({ isProposal }) => isProposal)).toBe(false)
  })
  test('leaves alone an agenda that somebody has noted something in beforehand', async () => {
    const code = on('2027-01-07')
    const [, second] = (await read(t, tib, code)).agenda
    await t.as(tib)('POST', `/api/meetings/${code}/agenda/${second?.id}/notes`, { actorCode: null, text: 'Att ta upp' }, key())
    const { version } = await template()
    const items = [{ title: 'Något helt annat', kind: 'other', minutes: null }]
    expect((await t.as(rsib)('PUT', url, { items, basedOn: version })).statusCode).toBe(200)
    expect(await titles(code)).toEqual(['Upprop', 'Laget runt'])
    expect(await titles(on('2027-01-14'))).toEqual(['Något helt annat'])
  })
  test('of a forum without one is empty and may be made', async () => {
    const theme = '/api/meetings/templates/tema-ovning'
    expect((await t.as(office)('GET', theme)).json<AgendaTemplate>()).toMatchObject({ items: [], version: 0, mayChange: true })
    expect((await t.as(office)('PUT', theme, { items: [{ title: 'Läget', kind: 'other', minutes: null }], basedOn: 0 })).json()).toEqual({
      version: 1,
    })
    expect(problemOf(await t.as(office)('GET', '/api/meetings/templates/atlantis')).code).toBe('not-found')
  })
})

test('minutes that have left keep the measure that is called off afterwards; one called off before was never among them', async () => {
  const meeting = await plan(t, tib, { forumCode: conference, localDate: '2026-11-25', localTime: '18:30', asksReports: false })
  await run(t, tib, meeting, 'open')
  const [first] = (await read(t, tib, meeting)).agenda
  const decided = async (title: string) => {
    const body = { title, ownerActorCode: 'nacka', dueOn: '2026-11-27' }
    return (await t.as(rsib)('POST', `/api/meetings/${meeting}/agenda/${first?.id}/measures`, body, key())).json<{ id: string }>().id
  }
  const callOff = (id: string) => t.as(nacka)('POST', `/api/measures/${id}/state`, { action: 'cancel', version: 1, note: 'Behövs inte' })
  const listed = async () => (await read(t, rsib, meeting)).agenda[0]?.measures.map(({ title, state }) => [title, state])
  const before = await decided('Togs av misstag')
  const after = await decided('Gick ut med anteckningarna')
  expect((await callOff(before)).statusCode).toBe(200)
  expect(await listed()).toEqual([['Gick ut med anteckningarna', 'open']])
  await run(t, rsib, meeting, 'close')
  await run(t, tib, meeting, 'document')
  const { version } = await read(t, tib, meeting)
  await t.as(tib)('POST', `/api/meetings/${meeting}/distribution`, { version, handling: 'open' })
  t.clock.advance(60)
  expect((await callOff(after)).statusCode).toBe(200)
  expect(await listed()).toEqual([['Gick ut med anteckningarna', 'cancelled']])
})
