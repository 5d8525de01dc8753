import type { DraftActor, Home } from '@samverkan/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Person, problemOf, startApp, type TestApp } from '../../test/app.ts'
import { openIncident } from '../../test/builders.ts'
import { key } from '../../test/call-list.ts'
import {
  base,
  lift,
  line,
  openPicture,
  publish,
  publishWith,
  readDraft,
  readPicture,
  readVersion,
  report,
  reportFor,
} from '../../test/pictures.ts'

let t: TestApp
let tib: Person
let rsib: Person
let nacka: Person
let salem: Person
let id: string
let code = 0
beforeAll(async () => {
  t = await startApp()
  tib = await t.person('lst-tib', 'lst-stockholm', 'Anders Ek')
  rsib = await t.person('rsib', null)
  nacka = await t.person('contact-function', 'nacka', 'Mia Lind')
  salem = await t.person('contact-function', 'salem')
})
afterAll(() => t.close())
/** Each test has an incident of its own, to which both are called. */
beforeEach(async () => {
  const incidentCode = `2026-${String(++code).padStart(3, '0')}`
  await openIncident(t, { code: incidentCode, actors: ['nacka', 'salem'] })
  id = await openPicture(t, tib, incidentCode)
})
const actorIn = async (who: string): Promise<DraftActor> => {
  const one = (await readDraft(t, tib, id)).actors.find(({ actor }) => actor.code === who)
  if (!one) throw new Error(`no ${who}`)
  return one
}
const byPhone = { means: 'phone', givenBy: 'Bo Öhman', functionSv: 'TiB' }

describe('a report by phone or Rakel', () => {
  test('is the actor’s own: who said it and how it came stand at it, the actor reads it and may send its own', async () => {
    const todo = async () => (await t.as(nacka)('GET', '/api/home')).json<Home>().todo.filter((one) => one.kind === 'report').length
    const before = await todo()
    const made = await reportFor(t, tib, id, nacka.actorId, { lines: [line('400 hushåll utan el')] })
    expect(made.json(), made.body).toMatchObject({
      report: { kind: 'lines', reportedBy: 'Anders Ek', functionSv: 'TiB', takenDown: byPhone },
      status: 'lines',
    })
    expect(await todo(), 'nobody is asked for what has been said').toBe(before - 1)
    expect(await actorIn('nacka')).toMatchObject({
      status: 'lines',
      reports: [{ takenDown: byPhone }],
      lines: [{ text: '400 hushåll utan el', takenDown: byPhone }],
    })
    expect((await readPicture(t, nacka, id)).own).toMatchObject({ status: 'lines', lines: [{ takenDown: byPhone }] })
    expect(JSON.stringify(await readPicture(t, salem, id))).not.toContain('400 hushåll')

    const first = (await readPicture(t, nacka, id)).own?.lines[0]?.id
    await report(t, nacka, id, { lines: [line('900 hushåll utan el', 'situation', { replaces: first })] })
    expect((await readPicture(t, nacka, id)).own).toMatchObject({
      reports: [{ takenDown: byPhone }, { takenDown: null }],
      lines: [{ text: '900 hushåll utan el', correctedFrom: '400 hushåll utan el', takenDown: null }],
    })
  })

  test('is journalled with the actor, the writer and the means; the words stay out of it, and others do not hear of it', async () => {
    await reportFor(t, tib, id, nacka.actorId, { means: 'rakel', lines: [line('KANARIE')] })
    const [row] = await t.owner<{ data: Record<string, unknown>; audience: string[]; user_id: string; actor_id: string }>(
      "SELECT data, audience, user_id, actor_id FROM journal WHERE type = 'situational-pictures.reported' ORDER BY id DESC LIMIT 1",
    )
    expect(row).toMatchObject({
      data: { actorId: nacka.actorId, means: 'rakel', kind: 'lines', lines: 1 },
      audience: [nacka.actorId],
      user_id: tib.id,
      actor_id: tib.actorId,
    })
    expect(JSON.stringify(row)).not.toMatch(/KANARIE|Öhman/)
  })

  test('stays at the line through the draft and into the version that everybody reads', async () => {
    await reportFor(t, tib, id, nacka.actorId, { lines: [line('400 hushåll utan el')] })
    await report(t, salem, id, { lines: [line('Vatten stängs av')] })
    for (const actor of ['nacka', 'salem']) await lift(t, tib, id, (await actorIn(actor)).lines[0]?.id ?? '')
    expect((await readDraft(t, tib, id)).lines.map(({ source }) => source?.takenDown)).toEqual([byPhone, null])
    await publish(t, tib, id)
    expect(
      (await readVersion(t, salem, id, 1)).lines.map(({ source }) => [source?.actor.code, source?.reportedBy, source?.takenDown]),
    ).toEqual([
      ['nacka', 'Anders Ek', byPhone],
      ['salem', salem.name, null],
    ])
  })

  test('corrects what the actor said before, says nothing or unchanged, and is sent once under one key', async () => {
    expect((await actorIn('nacka')).repeatableSince).toBeNull()
    expect(problemOf(await reportFor(t, tib, id, nacka.actorId, { kind: 'unchanged' })).code).toBe('nothing-to-repeat')
    await report(t, nacka, id, { lines: [line('400 hushåll')] })
    const said = (await actorIn('nacka')).lines[0]?.id
    const correction = { lines: [line('900 hushåll', 'situation', { replaces: said })] }
    expect(problemOf(await reportFor(t, tib, id, salem.actorId, correction)).code, 'another actor’s line').toBe('not-found')
    const once = key()
    for (const _ of [1, 2]) expect((await reportFor(t, tib, id, nacka.actorId, correction, once)).statusCode).toBe(201)
    expect((await actorIn('nacka')).lines).toMatchObject([{ text: '900 hushåll', correctedFrom: '400 hushåll' }])
    expect(problemOf(await reportFor(t, tib, id, nacka.actorId, correction)).code).toBe('stale-version')
    await publishWith(t, tib, id, 'Version 1')
    expect((await actorIn('nacka')).repeatableSince).not.toBeNull()
    expect((await reportFor(t, tib, id, nacka.actorId, { kind: 'unchanged', number: 2 })).json()).toMatchObject({ status: 'unchanged' })
    expect((await actorIn('nacka')).lines).toMatchObject([{ text: '900 hushåll', isRepeated: true }])
    expect((await reportFor(t, tib, id, salem.actorId, { kind: 'nothing', number: 2, givenBy: '' })).json()).toMatchObject({
      report: { takenDown: { givenBy: '' } },
      status: 'nothing',
    })
  })

  test('is taken from whoever leads the picture alone, for a member, by a means that is known, and asks about a marking', async () => {
    for (const who of [rsib, nacka, await t.person('koordinator', null)])
      expect(problemOf(await reportFor(t, who, id, nacka.actorId, { kind: 'nothing' })).code).toBe('forbidden')
    expect((await readDraft(t, rsib, id)).allowed).not.toContain('report-for-others')
    expect((await readDraft(t, tib, id)).allowed).toContain('report-for-others')
    const refused = async (body: Record<string, unknown>, actorId = nacka.actorId) =>
      problemOf(await reportFor(t, tib, id, actorId, { lines: [line('rad')], ...body })).code
    expect(await refused({}, tib.id)).toBe('not-found')
    expect(await refused({ means: 'fax' })).toBe('invalid')
    expect(await refused({ means: undefined })).toBe('invalid')
    expect(await refused({ givenBy: 'x'.repeat(201) })).toBe('invalid')
    expect(await refused({ lines: [] })).toBe('invalid')
    expect(await refused({ lines: [line('HEMLIG')] })).toBe('looks-secret')
    expect(await actorIn('nacka')).toMatchObject({ status: 'waiting', lines: [] })
    // An actor does not give out its own report as taken down by somebody.
    expect(problemOf(await t.as(nacka)('POST', `${base}/${id}/reports`, { kind: 'nothing', number: 1, means: 'phone' }, key())).code).toBe(
      'invalid',
    )
  })
})

describe('a reported line taken back', () => {
  const withdraw = (who: Person, lineId: string | undefined, reason?: string) =>
    t.as(who)('POST', `${base}/${id}/reports/lines/${lineId}/withdrawal`, reason === undefined ? {} : { reason })
  const ownLine = async (text: string) => {
    await report(t, nacka, id, { lines: [line(text)] })
    return (await readPicture(t, nacka, id)).own?.lines.find((one) => one.text === text)?.id
  }

  test('sent later, a report by phone keeps when it was told and a line when it was taken back, within bounds, and the log says so', async () => {
    const told = new Date(t.clock.now().getTime() + 10 * 60_000).toISOString()
    const back = new Date(t.clock.now().getTime() + 20 * 60_000).toISOString()
    t.clock.advance(30)
    const url = `${base}/${id}/actors/${nacka.actorId}/reports`
    const said = { kind: 'lines', number: 1, lines: [line('Bron är borta')], means: 'phone', takenDownAt: told }
    const headers = key()
    const first = await t.as(tib)('POST', url, said, headers)
    expect(first.json(), first.body).toMatchObject({ report: { reportedAt: told.replace('.000Z', '+00:00') } })
    expect((await t.as(tib)('POST', url, said, headers)).json()).toEqual(first.json())
    const lineId = (await readPicture(t, nacka, id)).own?.lines[0]?.id
    const taken = await t.as(tib)('POST', `${base}/${id}/reports/lines/${lineId}/withdrawal`, { withdrawnAt: back })
    expect(taken.json(), taken.body).toMatchObject({ at: back.replace('.000Z', '+00:00') })
    expect(
      await t.owner(
        "SELECT data->>'takenDownAt' AS told, data->>'withdrawnAt' AS back FROM journal WHERE type LIKE 'situational-pictures.%ed' AND data ? 'takenDownAt' OR data ? 'withdrawnAt' ORDER BY id",
      ),
    ).toEqual([
      { told, back: null },
      { told: null, back },
    ])
    // A device whose clock runs ahead says nothing that has not happened yet.
    const ahead = await t.as(tib)('POST', url, { ...said, takenDownAt: new Date(t.clock.now().getTime() + 3_600_000).toISOString() }, key())
    expect(Date.parse(ahead.json<{ report: { reportedAt: string } }>().report.reportedAt)).toBe(t.clock.now().getTime())
  })

  test('stays where it was said, with who and why; it is neither repeated, corrected, lifted nor left over any more', async () => {
    const wrong = await ownLine('Bron är borta')
    const right = await ownLine('Bron är avstängd')
    const once = await withdraw(nacka, wrong, 'Fel bro')
    expect(once.json(), once.body).toMatchObject({ by: 'Mia Lind', reason: 'Fel bro' })
    expect((await withdraw(nacka, wrong, 'En gång till')).json(), 'the first word stands').toEqual(once.json())
    expect((await readPicture(t, nacka, id)).own?.lines).toMatchObject([
      { text: 'Bron är borta', withdrawn: { by: 'Mia Lind', reason: 'Fel bro' } },
      { text: 'Bron är avstängd', withdrawn: null },
    ])
    expect((await actorIn('nacka')).lines).toMatchObject([{ withdrawn: { reason: 'Fel bro' } }, { withdrawn: null }])
    expect(problemOf(await lift(t, tib, id, wrong ?? '')).code).toBe('line-withdrawn')
    expect(problemOf(await report(t, nacka, id, { lines: [line('x', 'situation', { replaces: wrong })] })).code).toBe('line-withdrawn')
    await publishWith(t, tib, id, 'Version 1')
    expect((await readDraft(t, tib, id)).leftOver.map(({ text }) => text)).toEqual(['Bron är avstängd'])
    expect((await readPicture(t, nacka, id)).own?.repeatable.map((one) => one.id)).toEqual([right])
    await report(t, nacka, id, { kind: 'unchanged', number: 2 })
    expect((await actorIn('nacka')).lines.map((one) => one.id)).toEqual([right])
  })

  test('is waited for again when nothing of a report is left: on the page, on Läget, by a reminder, and in the numbers of a version', async () => {
    const todo = async () => (await t.as(nacka)('GET', '/api/home')).json<Home>().todo.filter((one) => one.kind === 'report').length
    const reminded = async () =>
      (await t.as(tib)('POST', `${base}/${id}/reminders`, { actorIds: [nacka.actorId] }, key())).json<{ actors: number }>().actors
    const asked = await todo()
    const first = await ownLine('Bron är borta')
    const second = await ownLine('Vägen är borta')
    await withdraw(nacka, first)
    expect([await todo(), (await actorIn('nacka')).status, await reminded()]).toEqual([asked - 1, 'lines', 0])
    await withdraw(nacka, second)
    expect([await todo(), (await actorIn('nacka')).status, (await readPicture(t, nacka, id)).own?.status]).toEqual([
      asked,
      'waiting',
      'waiting',
    ])
    expect(await reminded()).toBe(1)
    await publishWith(t, tib, id, 'Version 1')
    expect(await readVersion(t, salem, id, 1)).toMatchObject({ reported: 0, asked: 2 })
    // A word that there is nothing stands whatever was taken back before it.
    const third = (await report(t, nacka, id, { number: 2, lines: [line('Fel igen')] })).json<{ report: { id: string } }>()
    expect(third.report.id).toBeTruthy()
    await withdraw(nacka, (await readPicture(t, nacka, id)).own?.lines.at(-1)?.id)
    await report(t, nacka, id, { kind: 'nothing', number: 2 })
    expect((await actorIn('nacka')).status).toBe('nothing')
  })

  test('is told at the line of the draft that was made of it, also through a correction; what is published never changes', async () => {
    const first = await ownLine('400 hushåll')
    await lift(t, tib, id, first ?? '')
    await publish(t, tib, id)
    await report(t, nacka, id, { number: 2, lines: [line('900 hushåll', 'situation', { replaces: first })] })
    const inDraft = async () => (await readDraft(t, tib, id)).lines[0]
    expect(await inDraft()).toMatchObject({ sourceCorrectedTo: '900 hushåll', sourceWithdrawn: null })
    const stale = await withdraw(nacka, first)
    expect([problemOf(stale).code, stale.json<{ current: { text: string } }>().current.text]).toEqual(['stale-version', '900 hushåll'])
    const corrected = (await readPicture(t, nacka, id)).own?.lines[0]?.id
    expect((await withdraw(nacka, corrected)).statusCode).toBe(200)
    expect(await inDraft()).toMatchObject({ text: '400 hushåll', sourceWithdrawn: { by: 'Mia Lind', reason: '' } })
    expect((await readVersion(t, salem, id, 1)).lines).toMatchObject([{ text: '400 hushåll', source: { text: '400 hushåll' } }])
  })

  test('is taken back by its actor, and by the duty officer only where it was written down; others do not see it', async () => {
    const own = await ownLine('Egen rad')
    await reportFor(t, tib, id, nacka.actorId, { lines: [line('Sagt i telefon')] })
    const said = (await actorIn('nacka')).lines.find(({ takenDown }) => takenDown)?.id
    expect(problemOf(await withdraw(tib, own)).code).toBe('forbidden')
    expect(problemOf(await withdraw(rsib, said)).code).toBe('forbidden')
    expect(problemOf(await withdraw(salem, said)).code).toBe('not-found')
    expect(problemOf(await withdraw(nacka, own, 'x'.repeat(501))).code).toBe('invalid')
    const relief = await t.person('lst-tib', 'lst-stockholm', 'Nästa TiB')
    expect((await withdraw(relief, said, 'Fel aktör')).json()).toMatchObject({ by: 'Nästa TiB' })
    expect((await readPicture(t, nacka, id)).own?.lines.map(({ withdrawn }) => withdrawn?.reason ?? null)).toEqual([null, 'Fel aktör'])
    const [row] = await t.owner(
      "SELECT data, audience FROM journal WHERE type = 'situational-pictures.line-withdrawn' ORDER BY id DESC LIMIT 1",
    )
    expect(row).toEqual({ data: { actorId: nacka.actorId, lineId: said, number: 1 }, audience: [nacka.actorId] })
    expect((await withdraw(nacka, own)).statusCode).toBe(200)
  })

  test('and corrected at the same moment, one of the two wins', async () => {
    const first = await ownLine('400 hushåll')
    const [taken, corrected] = await Promise.all([
      withdraw(nacka, first),
      report(t, nacka, id, { lines: [line('900 hushåll', 'situation', { replaces: first })] }),
    ])
    expect([taken.statusCode, corrected.statusCode].sort()).toEqual(taken.statusCode === 200 ? [200, 409] : [201, 409])
  })
})

describe('how a version was spread', () => {
  const note = (who: Person, text: string, basedOn: number, number = 1) =>
    t.as(who)('PUT', `${base}/${id}/versions/${number}/acknowledgement`, { note: text, basedOn })
  test('is told anew until the next version comes, on the word that was seen; every word is kept', async () => {
    await publishWith(t, tib, id, 'Version 1')
    expect(problemOf(await note(nacka, 'Krisledningen', 1)).code, 'nothing to change yet').toBe('not-found')
    const given = await t.as(nacka)('POST', `${base}/${id}/versions/1/acknowledgement`, { note: 'Krisledningen' })
    expect(given.json()).toMatchObject({ note: 'Krisledningen', version: 1, mayChange: true, notedBy: 'Mia Lind' })
    const changed = await note(nacka, 'Krisledningen och växeln', 1)
    expect(changed.json(), changed.body).toMatchObject({ note: 'Krisledningen och växeln', version: 2, by: 'Mia Lind' })
    expect((await note(nacka, 'Krisledningen och växeln', 1)).json(), 'sent again').toEqual(changed.json())
    const stale = await note(nacka, 'Skolorna', 1)
    expect([problemOf(stale).code, stale.json<{ current: { note: string } }>().current.note]).toEqual([
      'stale-version',
      'Krisledningen och växeln',
    ])
    const colleague = await t.person('communicator', 'nacka', 'Kim Berg')
    const both = await Promise.all([note(nacka, 'A', 2), note(colleague, 'B', 2)])
    expect(both.map((one) => one.statusCode).sort()).toEqual([200, 409])
    const items = (await t.as(tib)('GET', `${base}/${id}/versions/1/acknowledgements`)).json<{
      items: { actor: { code: string }; note: string }[]
    }>().items
    expect(['A', 'B']).toContain(items.find(({ actor }) => actor.code === 'nacka')?.note)
    // The actor's acknowledgement is still hers who gave it; the words are the colleague's.
    expect((await note(colleague, 'Skolorna också', 3)).json()).toMatchObject({ version: 4, by: 'Mia Lind', notedBy: 'Kim Berg' })
    expect(problemOf(await note(salem, 'Vi har inte kvitterat', 1)).code).toBe('not-found')
    await publishWith(t, tib, id, 'Version 2', 2)
    expect(problemOf(await note(nacka, 'För sent', 4)).code).toBe('wrong-state')
    expect((await readVersion(t, nacka, id, 1)).acknowledgement).toMatchObject({ version: 4, mayChange: false, notedBy: 'Kim Berg' })
    const [version] = await t.owner<{ id: string }>('SELECT id FROM situational_picture_versions WHERE picture_id = $1 AND number = 1', [
      id,
    ])
    await expect(
      t.owner('INSERT INTO situational_picture_acknowledgement_notes VALUES ($1, $2, 9, $3, app_now(), $4)', [
        version?.id,
        nacka.actorId,
        'x',
        nacka.id,
      ]),
      'nor past the application',
    ).rejects.toThrow('a later version')
  })
})
