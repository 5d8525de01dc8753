import type { Home, SearchHit } from '@samverkan/contract'
import { afterAll, beforeEach, expect, test } from 'vitest'
import type { Person } from '../../test/app.ts'
import { key } from '../../test/call-list.ts'
import { moveTo, on, plan, read, run, startMeetings } from '../../test/meetings.ts'

const { t, tib, rsib, office, nacka } = await startMeetings('2026-11-23T08:00:00Z')
afterAll(() => t.close())
beforeEach(() => moveTo(t, '2026-11-23T08:00:00Z'))
const home = async (who: Person): Promise<Home> => (await t.as(who)('GET', '/api/home')).json<Home>()
const asked = async (who: Person) =>
  (await home(who)).todo.filter(({ names }) => names[0]?.startsWith('regional')).map(({ kind, names, urgent }) => [kind, names[1], urgent])

test('from the Tuesday before, an actor is asked for its report and RSIB for the order; urgent three hours before', async () => {
  expect([await asked(nacka), await asked(rsib)]).toEqual([[], []])
  await moveTo(t, '2026-11-24T08:00:00Z')
  expect(await asked(nacka)).toEqual([['report-to-meeting', '2026-11-26', false]])
  expect(await asked(rsib)).toEqual([['order-agenda', '2026-11-26', false]])
  expect(await asked(await t.person('reader', 'nacka'))).toEqual([])
  await moveTo(t, '2026-11-26T12:00:00Z')
  expect(await asked(nacka)).toEqual([['report-to-meeting', '2026-11-26', true]])
  await t.as(nacka)('PUT', `/api/meetings/${on('2026-11-26')}/report`, { kind: 'nothing', lines: [], basedOn: 0 })
  await run(t, rsib, on('2026-11-26'), 'set-agenda')
  expect([await asked(nacka), await asked(rsib)]).toEqual([[], []])
})

test('the office alone is asked about a holiday, from four weeks before until somebody has answered', async () => {
  await moveTo(t, '2026-11-26T08:00:00Z')
  expect(await asked(office)).toEqual([['answer-holiday', '2026-12-24', false]])
  expect((await asked(tib)).map(([kind]) => kind)).not.toContain('answer-holiday')
  const { version } = await read(t, office, on('2026-12-24'))
  await t.as(office)('POST', `/api/meetings/${on('2026-12-24')}/cancellation`, { reason: 'Julafton', version })
  expect(await asked(office)).toEqual([])
})

test('Läget shows the next conference that is held, and what was cancelled or moved', async () => {
  expect(await home(nacka)).toMatchObject({
    nextConferenceAt: '2026-11-26T15:00:00+00:00',
    nextConference: { code: on('2026-11-26'), movedFrom: null, isOpen: false },
    cancelledConference: null,
  })
  await moveTo(t, '2026-12-14T08:00:00Z')
  const url = `/api/meetings/${on('2026-12-17')}`
  await t.as(office)('POST', `${url}/moves`, { localDate: '2026-12-18', localTime: '09:00', reason: 'Lokal', version: 1 })
  expect((await home(nacka)).nextConference).toMatchObject({
    code: on('2026-12-17'),
    startsAt: '2026-12-18T08:00:00+00:00',
    movedFrom: '2026-12-17',
  })
  await t.as(office)('POST', `${url}/cancellation`, { reason: 'Många sjuka', version: 2 })
  expect(await home(nacka)).toMatchObject({
    nextConference: { code: on('2026-12-31') },
    cancelledConference: { code: on('2026-12-17'), reason: 'Många sjuka' },
  })
})

test('search finds meetings by forum, date and what was noted, the nearest first', async () => {
  const find = async (q: string) =>
    (await t.as(nacka)('GET', `/api/search?q=${encodeURIComponent(q)}`))
      .json<{ items: SearchHit[] }>()
      .items.filter(({ kind }) => kind === 'meeting')
  expect(await find('samverkanskonferens')).toHaveLength(6)
  expect((await find('samverkanskonferens'))[0]).toMatchObject({ code: on('2026-11-26'), detail: '2026-11-26 16:00 · v. 48' })
  expect((await find('2027-01-07')).map(({ code }) => code)).toEqual([on('2027-01-07')])
  const code = await plan(t, tib, { forumCode: 'samverkansstab', localDate: '2026-11-24' })
  await run(t, tib, code, 'open')
  const added = await t.as(rsib)(
    'POST',
    `/api/meetings/${code}/agenda`,
    { title: 'Bandvagn', kind: 'information', presenterActorCode: null, presenter: '', minutes: null, before: null },
    key(),
  )
  const { itemId } = added.json<{ itemId: string }>()
  await t.as(rsib)(
    'POST',
    `/api/meetings/${code}/agenda/${itemId}/notes`,
    { actorCode: 'nacka', text: 'Omledning vid Danderyds kyrka' },
    key(),
  )
  expect((await find('danderyds kyrka')).map((hit) => hit.code)).toEqual([code])
})
