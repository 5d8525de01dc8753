import { afterAll, expect, test } from 'vitest'
import { key } from '../../test/call-list.ts'
import { conference, moveTo, on, plan, read, run, startMeetings } from '../../test/meetings.ts'

const { t, tib, rsib, nacka } = await startMeetings('2026-11-19T08:00:00Z')
afterAll(() => t.close())

const [week47, week48, week49] = [on('2026-11-19'), on('2026-11-26'), on('2026-12-03')]
const extra = { forumCode: conference, localTime: '10:00', minutes: 60, channel: 'telephone', place: '' }
const held = async (code: string, at: string, measures: Record<string, string>): Promise<void> => {
  await moveTo(t, at)
  await run(t, tib, code, 'open')
  const itemId = (await read(t, tib, code)).agenda[1]?.id
  for (const [title, dueOn] of Object.entries(measures)) {
    const body = { title, ownerActorCode: 'nacka', dueOn }
    const made = await t.as(rsib)('POST', `/api/meetings/${code}/agenda/${itemId}/measures`, body, key())
    expect(made.statusCode, made.body).toBe(201)
  }
  await run(t, tib, code, 'close')
}
const earlier = async (code: string) => (await read(t, nacka, code)).earlierMeasures.map(({ title, meeting }) => [title, meeting.code])
const done = async (title: string): Promise<void> => {
  const [one] = await t.owner<{ id: string }>('SELECT id FROM measures WHERE title = $1', [title])
  for (const [action, version] of [
    ['start', 1],
    ['finish', 2],
  ] as const) {
    const moved = await t.as(nacka)('POST', `/api/measures/${one?.id}/state`, { action, version, note: '' }, key())
    expect(moved.statusCode, moved.body).toBe(200)
  }
}

test('an extra conference between two takes no open measure out of sight, and an exercise is in neither’s way', async () => {
  const tuesday = await plan(t, tib, { ...extra, localDate: '2026-11-24' })
  const practised = await plan(t, tib, { ...extra, localDate: '2026-11-25', isExercise: true, title: 'Övning' })
  await held(week47, '2026-11-19T15:00:00Z', { Sandsäckar: '2026-12-10', Reservkraft: '2026-11-25' })
  expect(await earlier(tuesday)).toEqual([
    ['Reservkraft', week47],
    ['Sandsäckar', week47],
  ])
  await held(tuesday, '2026-11-24T09:00:00Z', { Bandvagn: '2026-11-30' })
  await held(practised, '2026-11-25T09:00:00Z', { Övad: '2026-11-30' })
  expect(await earlier(week48), 'in due order').toEqual([
    ['Reservkraft', week47],
    ['Bandvagn', tuesday],
    ['Sandsäckar', week47],
  ])
  expect(await earlier(week49), 'on the next one alone').toEqual([])

  await done('Reservkraft')
  await done('Bandvagn')
  expect(await earlier(week48), 'what is done since last time is told once').toEqual([
    ['Bandvagn', tuesday],
    ['Sandsäckar', week47],
  ])
  await held(week48, '2026-11-26T15:00:00Z', {})
  expect(await earlier(week49)).toEqual([['Sandsäckar', week47]])
})
