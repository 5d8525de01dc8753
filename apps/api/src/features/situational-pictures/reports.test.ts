import type { DraftActor, DraftLine, Home } from '@samverkan/contract'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { dated, type Person, problemOf, startApp, type TestApp } from '../../test/app.ts'
import { type Built, closeIncident, openIncident } from '../../test/builders.ts'
import { activation, key, makeCallList } from '../../test/call-list.ts'
import { base, lift, line, openPicture, publishWith, readDraft, readPicture, report, wanted } from '../../test/pictures.ts'

let t: TestApp
let tib: Person
let nacka: Person
let salem: Person
let built: Built
beforeEach(async () => {
  t = await startApp()
  tib = await t.person('lst-tib', 'lst-stockholm', 'Anders Ek')
  nacka = await t.person('contact-function', 'nacka', 'Mia Lind')
  salem = await t.person('contact-function', 'salem')
  built = await openIncident(t, { actors: ['nacka', 'salem'] })
})
afterEach(() => t.close())
const of = (actors: readonly DraftActor[], code: string): DraftActor => {
  const one = actors.find(({ actor }) => actor.code === code)
  if (!one) throw new Error(`no ${code}`)
  return one
}

describe('opening', () => {
  test('asks the actors of the activations; nobody else may, and two at once make one chain', async () => {
    expect((await t.as(nacka)('GET', `${base}/incidents/2026-001`)).json()).toEqual({ picture: null, mayOpen: false })
    expect((await t.as(tib)('GET', `${base}/incidents/2026-001`)).json()).toEqual({ picture: null, mayOpen: true })
    for (const who of [nacka, await t.person('rsib', null)])
      expect(problemOf(await t.as(who)('POST', `${base}/incidents/2026-001`, wanted(t), key())).code).toBe('forbidden')
    const both = await Promise.all([1, 2].map(() => t.as(tib)('POST', `${base}/incidents/2026-001`, wanted(t), key())))
    expect(both.map((one) => one.statusCode)).toEqual([200, 200])
    const [a, b] = both.map((one) => one.json<{ id: string }>().id)
    expect(a).toBe(b)
    const picture = await readPicture(t, nacka, a ?? '')
    expect(picture).toMatchObject({
      title: 'Snöoväder Svealand',
      incidentCode: '2026-001',
      latest: null,
      versions: [],
      collection: { number: 1, state: 'collecting', handling: 'internal' },
      own: { status: 'waiting', reports: [], lines: [], repeatable: [] },
      allowed: ['report', 'acknowledge'],
    })
    expect(picture.own?.askedAt).not.toBeNull()
    expect((await readDraft(t, tib, picture.id)).actors.map(({ actor, status }) => [actor.code, status])).toEqual([
      ['nacka', 'waiting'],
      ['salem', 'waiting'],
    ])
  })

  test('goes on asking: who is called into the incident later is asked to report to what is collected then', async () => {
    const id = await openPicture(t, tib)
    await makeCallList(t.owner)
    const taby = await t.person('contact-function', 'taby')
    const forums = [{ forumCode: 'samverkansstab', actorIds: [taby.actorId] }]
    const body = activation({ incidentCode: '2026-001', title: 'Snöoväder Svealand', forums })
    const activated = await t.as(tib)('POST', '/api/activations', body, key())
    expect(activated.statusCode, activated.body).toBe(201)
    expect((await readDraft(t, tib, id)).actors.map(({ actor }) => actor.code)).toContain('taby')
  })

  test('refuses sekretess with words of its own, a next update before the cut-off, a closed incident and an unknown one', async () => {
    const ask = (more: Record<string, unknown>, code = '2026-001') => t.as(tib)('POST', `${base}/incidents/${code}`, wanted(t, more), key())
    expect(problemOf(await ask({ handling: 'secret' })).code).toBe('handling-refused')
    expect(problemOf(await ask({ handling: 'hemlig' })).code).toBe('invalid')
    expect(problemOf(await ask({ nextUpdateAt: dated('2026-11-24T02:15:00Z') })).errors).toEqual([
      { pointer: '/body/nextUpdateAt', code: 'before_cut_off' },
    ])
    expect(problemOf(await ask({}, '2026-999')).code).toBe('not-found')
    await closeIncident(t, built)
    expect(problemOf(await ask({})).code).toBe('wrong-state')
    await openIncident(t, { code: '2026-002' })
    await openPicture(t, tib, '2026-002')
    expect(problemOf(await ask({ handling: 'secret' }, '2026-002')).code).toBe('handling-refused')
  })

  test('what is asked for is changed on the version that was seen', async () => {
    const id = await openPicture(t, tib)
    const put = (who: Person, basedOn: number, more: Record<string, unknown> = {}) =>
      t.as(who)('PUT', `${base}/${id}/collection`, { ...wanted(t, more), basedOn })
    expect((await put(tib, 1, { handling: 'open' })).json()).toMatchObject({ handling: 'open', version: 2, number: 1 })
    const stale = await put(tib, 1)
    expect([problemOf(stale).code, stale.json<{ current: { version: number } }>().current.version]).toEqual(['stale-version', 2])
    expect(problemOf(await put(nacka, 2)).code).toBe('forbidden')
    expect(problemOf(await put(tib, 2, { handling: 'secret' })).code).toBe('handling-refused')
  })
})

describe('a report', () => {
  let id: string
  beforeEach(async () => {
    id = await openPicture(t, tib)
  })

  test('is one tap when there is nothing, and lines under the five headings otherwise, each fact or assumption', async () => {
    const headings = ['situation', 'impact', 'measures', 'forecast', 'needs'] as const
    const lines = headings.map((heading, i) => line(`rad ${i}`, heading, i % 2 ? { certainty: 'assumption' } : {}))
    const made = await report(t, nacka, id, { lines })
    expect(made.statusCode).toBe(201)
    expect(made.json()).toMatchObject({
      report: { kind: 'lines', number: 1, writtenFor: 1, isLate: false, reportedBy: 'Mia Lind' },
      status: 'lines',
    })
    expect((await report(t, salem, id, { kind: 'nothing' })).json()).toMatchObject({ status: 'nothing' })
    const { actors } = await readDraft(t, tib, id)
    expect(of(actors, 'nacka').lines.map(({ heading, certainty, text }) => [heading, certainty, text])).toEqual(
      headings.map((heading, i) => [heading, i % 2 ? 'assumption' : 'fact', `rad ${i}`]),
    )
    expect([of(actors, 'nacka').status, of(actors, 'salem').status, of(actors, 'salem').lines]).toEqual(['lines', 'nothing', []])
    expect((await readPicture(t, nacka, id)).own).toMatchObject({ status: 'lines', lines: [{ text: 'rad 0' }, {}, {}, {}, {}] })
  })

  test('stays with its actor and the region: another actor neither reads it nor speaks for it', async () => {
    await report(t, nacka, id, { lines: [line('Nackas rad')] })
    expect(JSON.stringify(await readPicture(t, salem, id))).not.toContain('Nackas rad')
    expect(problemOf(await t.as(salem)('GET', `${base}/${id}/draft`)).code).toBe('forbidden')
    const lineId = (await readPicture(t, nacka, id)).own?.lines[0]?.id
    expect(problemOf(await report(t, salem, id, { lines: [line('ändrad', 'situation', { replaces: lineId })] })).code).toBe('not-found')
    const kept = await t.owner<{ text: string }>('SELECT text FROM situational_picture_report_lines')
    expect(kept).toEqual([{ text: 'Nackas rad' }])
  })

  test('sent twice with one key is one; another body under the key is refused', async () => {
    const once = key()
    for (const _ of [1, 2]) expect((await report(t, nacka, id, { lines: [line('en gång')] }, once)).statusCode).toBe(201)
    expect(problemOf(await report(t, nacka, id, { lines: [line('en annan')] }, once)).code).toBe('key-reused')
    expect((await readPicture(t, nacka, id)).own?.lines).toHaveLength(1)
  })

  test('is corrected by a new line; the old one stays, and two colleagues do not correct it at once', async () => {
    await report(t, nacka, id, { lines: [line('1 900 hushåll utan el')] })
    const first = (await readPicture(t, nacka, id)).own?.lines[0]?.id
    const colleague = await t.person('communicator', 'nacka')
    const correction = (text: string) => ({ lines: [line(text, 'situation', { replaces: first })] })
    const both = await Promise.all([
      report(t, nacka, id, correction('3 400 hushåll')),
      report(t, colleague, id, correction('3 500 hushåll')),
    ])
    expect(both.map((one) => one.statusCode).sort()).toEqual([201, 409])
    const own = (await readPicture(t, nacka, id)).own
    expect(own?.lines.map((one) => one.correctedFrom)).toEqual(['1 900 hushåll utan el'])
    expect(own?.lines.map((one) => one.replaces)).toEqual([first])
    expect(own?.reports).toHaveLength(2)
    expect(await t.owner('SELECT text FROM situational_picture_report_lines')).toHaveLength(2)
    const refused = await report(t, nacka, id, correction('3 600 hushåll'))
    expect(problemOf(refused).code).toBe('stale-version')
    expect(refused.json<{ current: { text: string } }>().current.text).toMatch(/^3 [45]00 hushåll$/)
  })

  test('says unchanged by reference to the lines of last time, and only when there were any', async () => {
    expect(problemOf(await report(t, nacka, id, { kind: 'unchanged' })).code).toBe('nothing-to-repeat')
    await report(t, nacka, id, { lines: [line('Hemtjänsten når inte 41 personer', 'impact')] })
    await publishWith(t, tib, id, 'Snöfallet fortsätter')
    expect((await readPicture(t, nacka, id)).own).toMatchObject({
      status: 'waiting',
      lines: [],
      repeatable: [{ text: 'Hemtjänsten når inte 41 personer' }],
    })
    expect((await report(t, nacka, id, { kind: 'unchanged', number: 2 })).json()).toMatchObject({ status: 'unchanged' })
    const again = of((await readDraft(t, tib, id)).actors, 'nacka')
    expect(again.lines).toMatchObject([{ text: 'Hemtjänsten når inte 41 personer', isRepeated: true }])
    expect(await t.owner('SELECT id FROM situational_picture_report_lines')).toHaveLength(1)
    await publishWith(t, tib, id, 'Snöfallet avtar', 2)
    expect((await report(t, nacka, id, { kind: 'unchanged', number: 3 })).json()).toMatchObject({ status: 'unchanged' })
  })

  test('says unchanged of what was read, not of what a colleague has said or corrected since', async () => {
    await report(t, nacka, id, { lines: [line('Väg 222 är avstängd', 'impact')] })
    await publishWith(t, tib, id, 'Snöfallet fortsätter')
    const [seen] = (await readPicture(t, nacka, id)).own?.repeatable ?? []
    t.clock.advance(5)
    await report(t, nacka, id, { number: 2, lines: [{ ...line('Väg 222 är öppen', 'impact'), replaces: seen?.id }] })
    await publishWith(t, tib, id, 'Snöfallet avtar', 2)
    const pressed = { kind: 'unchanged', number: 3, since: seen?.reportedAt }
    expect(problemOf(await report(t, nacka, id, pressed)).code, 'pressed before the road was opened, sent after').toBe('stale-version')
    const takenDown = await t.as(tib)('POST', `${base}/${id}/actors/${nacka.actorId}/reports`, { ...pressed, means: 'phone' }, key())
    expect(problemOf(takenDown).code, 'by phone as well').toBe('stale-version')
    expect((await readPicture(t, nacka, id)).own?.status).toBe('waiting')
    const [now] = (await readPicture(t, nacka, id)).own?.repeatable ?? []
    expect(now?.text).toBe('Väg 222 är öppen')
    expect((await report(t, nacka, id, { ...pressed, since: now?.reportedAt })).json()).toMatchObject({ status: 'unchanged' })
  })

  test('that comes after the cut-off is marked, and after publishing kept and offered to the next version', async () => {
    t.clock.advance(31)
    expect((await report(t, salem, id, { lines: [line('sen')] })).json()).toMatchObject({ report: { isLate: true, number: 1 } })
    await publishWith(t, tib, id, 'Version 1')
    const late = await report(t, nacka, id, { lines: [line('skrevs till lägesbild 1')], number: 1 })
    expect(late.json()).toMatchObject({ report: { number: 2, writtenFor: 1, isLate: false } })
    expect(of((await readDraft(t, tib, id)).actors, 'nacka')).toMatchObject({
      lines: [{ text: 'skrevs till lägesbild 1', liftedAs: null }],
      reports: [{ writtenFor: 1, number: 2 }],
    })
    expect(problemOf(await report(t, nacka, id, { number: 3, lines: [line('för tidigt')] })).code).toBe('invalid')
  })

  test('that came just before publishing and was not lifted in is left before the writers of the next version', async () => {
    await report(t, nacka, id, { lines: [line('Två bandvagnar före 09:00', 'needs'), line('Elen är borta', 'impact')] })
    await report(t, salem, id, { lines: [line('Vatten stängs av', 'impact')] })
    const [need, power] = of((await readDraft(t, tib, id)).actors, 'nacka').lines
    expect((await readDraft(t, tib, id)).leftOver).toEqual([])
    await lift(t, tib, id, power?.id ?? '', 'impact')
    await publishWith(t, tib, id, 'Version 1')
    const left = async () => (await readDraft(t, tib, id)).leftOver.map(({ text, liftedAs, actor }) => [actor.code, text, liftedAs])
    expect(await left(), 'what is in the version is not asked about again').toEqual([
      ['nacka', 'Två bandvagnar före 09:00', null],
      ['salem', 'Vatten stängs av', null],
    ])
    const lifted = (await lift(t, tib, id, need?.id ?? '', 'needs')).json<DraftLine>()
    await report(t, salem, id, { kind: 'unchanged', number: 2 })
    expect(await left(), 'lifted it stays in its place, repeated it stands in the new report').toEqual([
      ['nacka', 'Två bandvagnar före 09:00', lifted.id],
    ])
    await publishWith(t, tib, id, 'Version 2', 2)
    expect(await left()).toEqual([['salem', 'Vatten stängs av', null]])

    // Nobody took it in that time either: it is still there, once, with the number in which it was last said.
    await report(t, nacka, id, { lines: [line('Bro avstängd')], number: 3 })
    await publishWith(t, tib, id, 'Version 3', 3)
    await publishWith(t, tib, id, 'Version 4', 4)
    const { leftOver } = await readDraft(t, tib, id)
    expect(leftOver.map(({ text, number, actor }) => [actor.code, text, number])).toEqual([
      ['nacka', 'Bro avstängd', 3],
      ['salem', 'Vatten stängs av', 2],
    ])
    await lift(t, tib, id, leftOver[1]?.id ?? '', 'impact')
    await publishWith(t, tib, id, 'Version 5', 5)
    expect(await left()).toEqual([['nacka', 'Bro avstängd', null]])
  })

  test('is refused when it is empty, too long, marked as secret or the chain is archived; nothing of it is kept then', async () => {
    const refused = async (body: Record<string, unknown>) => problemOf(await report(t, nacka, id, body)).code
    expect(await refused({ lines: [] })).toBe('invalid')
    expect(await refused({ kind: 'nothing', lines: [line('ändå något')] })).toBe('invalid')
    expect(await refused({ lines: [line('x'.repeat(2001))] })).toBe('invalid')
    expect(await refused({ lines: [line('   ')] })).toBe('invalid')
    expect(await refused({ lines: [line('rad', 'weather' as never)] })).toBe('invalid')
    expect(await refused({ lines: [line('HEMLIG enligt OSL')] })).toBe('looks-secret')
    expect((await report(t, nacka, id, { lines: [line('Stämpeln HEMLIG är borttagen')], notSecret: true })).statusCode).toBe(201)
    const activation = built.activations[0]?.id
    expect((await t.as(tib)('POST', `/api/activations/${activation}/close`, { note: 'Över', version: 1 })).statusCode).toBe(200)
    expect(await refused({ lines: [line('för sent')] })).toBe('picture-archived')
    expect(problemOf(await t.as(tib)('GET', `${base}/${id}/draft`)).code).toBe('picture-archived')
    expect(await readPicture(t, nacka, id)).toMatchObject({ collection: null, allowed: ['acknowledge'] })
  })

  test('is asked for on Läget until it has come, and a reminder marks only the silent', async () => {
    const todo = async (who: Person) => (await t.as(who)('GET', '/api/home')).json<Home>().todo.filter((one) => one.kind === 'report')
    expect(await todo(nacka)).toMatchObject([{ incidentCode: '2026-001', urgent: true, title: 'Snöoväder Svealand' }])
    await report(t, nacka, id, { kind: 'nothing' })
    expect(await todo(nacka)).toEqual([])
    expect((await t.as(tib)('POST', `${base}/${id}/reminders`, {}, key())).json()).toEqual({ actors: 1, resting: null })
    const { actors } = await readDraft(t, tib, id)
    expect([of(actors, 'nacka').remindedAt, of(actors, 'salem').remindedAt === null]).toEqual([null, false])
    // Pressed again at once it reminds nobody and says who was, and when; after a while it does (H2, counted from the press).
    const again = async () => (await t.as(tib)('POST', `${base}/${id}/reminders`, {}, key())).json()
    const pressedAt = new Date(of(actors, 'salem').remindedAt ?? '')
    const resting = { actors: 1, at: pressedAt.toISOString(), until: new Date(pressedAt.getTime() + 5 * 60_000).toISOString() }
    expect(await again()).toEqual({ actors: 0, resting })
    t.clock.advance(4)
    expect(await again()).toEqual({ actors: 0, resting })
    t.clock.advance(2)
    expect(await again()).toEqual({ actors: 1, resting: null })
    // A clock that jumps back an hour holds nobody up until it has caught up.
    t.clock.advance(-60)
    expect(await again()).toEqual({ actors: 1, resting: null })
    expect(problemOf(await t.as(nacka)('POST', `${base}/${id}/reminders`, {}, key())).code).toBe('forbidden')
  })
})
