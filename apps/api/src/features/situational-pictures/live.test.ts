import type { Home } from '@samverkan/contract'
import type { Viewer } from '@samverkan/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, startApp, type TestApp } from '../../test/app.ts'
import { openIncident } from '../../test/builders.ts'
import { on, series } from '../../test/meetings.ts'
import { line, openPicture, publishWith, readDraft, readPicture, readVersion, report } from '../../test/pictures.ts'
import { listen, openStream } from '../../test/stream.ts'
import { archive } from './service.ts'

let t: TestApp
let tib: Person
let nacka: Person
let salem: Person
beforeAll(async () => {
  t = await startApp({ live: true })
  await listen(t)
  tib = await t.person('lst-tib', 'lst-stockholm')
  nacka = await t.person('contact-function', 'nacka')
  salem = await t.person('contact-function', 'salem')
  await openIncident(t)
})
afterAll(() => t.close())

test('what happens to a picture is heard live by those it is for, and the stream tells nothing of what it says', async () => {
  const [region, own, other] = await Promise.all([tib, nacka, salem].map((who) => openStream(t, who)))
  if (!region || !own || !other) throw new Error('no streams')
  await Promise.all([region, own, other].map((stream) => stream.until((one) => one.event === 'ready')))
  const id = await openPicture(t, tib)
  await report(t, nacka, id, { lines: [line('KANARIE')] })
  await publishWith(t, tib, id, 'KANARIE i utkastet')
  await Promise.all([region, own, other].map((stream) => stream.until((one) => one.data.type === 'situational-pictures.published')))

  // Who writes is told those who may read the draft, and kept nowhere.
  const rows = () => t.owner<{ n: number }>('SELECT count(*)::int AS n FROM journal')
  const before = await rows()
  const tell = (who: Person, picture = id) => t.as(who)('POST', `/api/situational-pictures/${picture}/writing`)
  expect((await tell(tib)).statusCode).toBe(204)
  expect([(await tell(nacka)).statusCode, (await tell(tib, tib.id)).statusCode]).toEqual([403, 404])
  expect((await region.until((one) => one.event === 'writing')).data).toEqual({ pictureId: id, userId: tib.id, name: tib.name })
  expect(await rows()).toEqual(before)
  // Another row after it: had the others been told, they would have heard it by then.
  await t.as(tib)('PUT', `/api/situational-pictures/${id}/collection`, {
    cutOffAt: t.clock.now().toISOString(),
    nextUpdateAt: null,
    handling: 'internal',
    basedOn: 1,
  })
  await Promise.all(
    [region, own, other].map((stream) => stream.until((one) => one.data.type === 'situational-pictures.collection-changed')),
  )
  expect([region, own, other].map((stream) => stream.heard.filter((one) => one.event === 'writing').length)).toEqual([1, 0, 0])
  const types = (stream: typeof own) =>
    stream.heard.filter((one) => one.event === 'change').map((one) => one.data.type?.replace('situational-pictures.', ''))
  expect(types(region)).toEqual(['opened', 'reported', 'line-saved', 'published', 'collection-changed'])
  expect(types(own)).toEqual(['opened', 'reported', 'published', 'collection-changed'])
  expect(types(other)).toEqual(['opened', 'published', 'collection-changed'])
  expect(JSON.stringify([region.heard, own.heard, other.heard])).not.toContain('KANARIE')
  for (const stream of [region, own, other]) stream.close()
})

test('a weekly conference has a picture of its own: every member is asked, its letters and lists lead to the conference, the end archives it', async () => {
  await series(t)
  const code = on('2026-11-26')
  const opened = await t.as(tib)('POST', `/api/meetings/${code}/picture`)
  expect(opened.statusCode, opened.body).toBe(200)
  const { id } = opened.json<{ id: string }>()
  expect(await readPicture(t, nacka, id)).toMatchObject({
    kind: 'weekly',
    title: 'Veckans lägesbild, vecka 48 2026',
    isoYear: 2026,
    isoWeek: 48,
    incidentCode: null,
    meetingCode: code,
    isExercise: false,
    collection: { cutOffAt: '2026-11-26T15:00:00+00:00' },
    own: { status: 'waiting' },
  })
  const todo = async (kind: string) =>
    (await t.as(nacka)('GET', '/api/home')).json<Home>().todo.filter((one) => one.kind === kind && one.names.includes(code))
  // One thing at a time of one conference: the report to the meeting first.
  expect([await todo('report-to-meeting'), await todo('report')]).toMatchObject([[{ names: [code, '2026-11-26'] }], []])
  await t.as(nacka)('PUT', `/api/meetings/${code}/report`, { kind: 'nothing', lines: [], basedOn: 0 })
  expect(await todo('report-to-meeting')).toEqual([])
  expect(await todo('report')).toMatchObject([{ urgent: false, title: 'Veckans lägesbild, vecka 48 2026' }])
  expect((await report(t, nacka, id, { kind: 'nothing' })).statusCode).toBe(201)
  const { actors } = await readDraft(t, tib, id)
  expect(actors).toHaveLength(37)
  expect(actors.filter((one) => one.status === 'nothing').map((one) => one.actor.code)).toEqual(['nacka'])
  await t.as(nacka)('PUT', '/api/users/subscriptions/situational-pictures', { isOn: true })
  await publishWith(t, tib, id, 'Lugn vecka i VECKOBILDEN')
  expect(await t.owner("SELECT body FROM outbox_messages WHERE purpose = 'situational_picture'")).toMatchObject([
    { body: expect.stringContaining(`/moten/${code}/lagesbild`) },
  ])
  expect(await todo('acknowledge-picture')).toHaveLength(1)
  expect(await readVersion(t, nacka, id, 1)).toMatchObject({ meetingCode: code, asked: 37, reported: 1 })
  const found = (await t.as(salem)('GET', '/api/search?q=veckobilden')).json<{ items: { kind: string; code: string }[] }>().items
  expect(found.map((one) => [one.kind, one.code])).toEqual([['picture', code]])
  const pdf = await t.as(nacka)('GET', `/api/situational-pictures/${id}/versions/1/pdf`)
  expect(pdf.headers['content-disposition']).toContain('lagesbild-2026-v48-1-')
  const office: Viewer = { userId: tib.id, actorId: tib.actorId, functionCode: 'lst-tib', scope: 'region' }
  await t.db.inViewer(office, (tx) => archive(tx, id, t.clock.now()))
  expect(await readPicture(t, nacka, id)).toMatchObject({ collection: null, versions: [{ number: 1 }] })
})
