import type { Home, TakenQuestion } from '@samverkan/contract'
import { afterAll, describe, expect, test } from 'vitest'
import { type Person, problemOf } from '../../test/app.ts'
import { key } from '../../test/call-list.ts'
import { conference, moveTo, on, plan, read, run, step, startMeetings } from '../../test/meetings.ts'

const { t, tib, rsib, nacka, salem } = await startMeetings('2026-11-24T08:00:00Z')
const code = on('2026-11-26')
const itemId = (await read(t, tib, code)).agenda[1]?.id ?? ''
const question = { actorCode: 'nacka', text: 'Hur länge räcker reservkraften?', dueOn: '2026-12-03' }
const take = (who: Person, more: Record<string, unknown> = {}, of = key()) =>
  t.as(who)('POST', `/api/meetings/${code}/agenda/${itemId}/questions`, { ...question, ...more }, of)
const taken = async (more: Record<string, unknown> = {}): Promise<string> => {
  const made = await take(rsib, more)
  expect(made.statusCode, made.body).toBe(201)
  return made.json<{ id: string }>().id
}
const answer = (who: Person, id: string, text: string, basedOn = 0) =>
  t.as(who)('PUT', `/api/meetings/${code}/questions/${id}/answer`, { text, basedOn })
const questionsOf = async (who: Person): Promise<TakenQuestion[]> => (await read(t, who, code)).agenda.flatMap((item) => item.questions)
const todos = async (who: Person) =>
  (await t.as(who)('GET', '/api/home')).json<Home>().todo.filter(({ kind }) => kind === 'answer-question')

afterAll(() => t.close())

describe('a question that is taken home (2:1)', () => {
  test('is noted while the meeting goes on, by those who run it, with an owner on the roll and a day', async () => {
    expect(problemOf(await take(rsib)).code).toBe('meeting-locked')
    await moveTo(t, '2026-11-26T15:00:00Z')
    await run(t, tib, code, 'open')
    expect((await take(nacka)).statusCode).toBe(403)
    for (const more of [
      { actorCode: 'atlantis' },
      { dueOn: '2026-11-25' },
      { dueOn: '2062-11-26' },
      { text: '  ' },
      { text: 'x'.repeat(501) },
    ])
      expect(problemOf(await take(rsib, more)).code, JSON.stringify(more)).toBe('invalid')
    const once = key()
    const [first, second] = [await take(rsib, {}, once), await take(rsib, {}, once)]
    expect([first.statusCode, second.statusCode, second.json()]).toEqual([201, 201, first.json()])
    expect(await questionsOf(salem)).toMatchObject([
      { actor: { code: 'nacka' }, text: question.text, dueOn: '2026-12-03', isOverdue: false, answer: null, mayAnswer: false },
    ])
    const [own] = await questionsOf(nacka)
    expect(own?.mayAnswer).toBe(true)
    expect(problemOf(await t.as(rsib)('POST', `/api/meetings/${code}/agenda/${itemId}/removal`, { basedOn: 1 })).code).toBe('wrong-state')
  })

  test('stands on the owner’s Läget alone, and is urgent on its day', async () => {
    expect(await todos(nacka)).toMatchObject([{ title: question.text, urgent: false, names: [code, '2026-12-03'] }])
    expect(await todos(salem)).toEqual([])
    await moveTo(t, '2026-12-03T08:00:00Z')
    expect(await todos(nacka)).toMatchObject([{ urgent: true }])
    await moveTo(t, '2026-11-26T15:00:00Z')
  })

  test('stands on the agenda of the forum’s next meeting, and of no other, until it has been answered and told there', async () => {
    const [next, after] = [on('2026-12-03'), on('2026-12-10')]
    await run(t, tib, code, 'close')
    expect((await read(t, salem, next)).earlierQuestions).toMatchObject([
      { text: question.text, meeting: { code, localDate: '2026-11-26', isoWeek: 48 }, mayAnswer: false },
    ])
    expect((await read(t, salem, after)).earlierQuestions).toEqual([])
    const group = await plan(t, tib, { localDate: '2026-12-02' })
    expect((await read(t, salem, group)).earlierQuestions).toEqual([])
    const [one] = await questionsOf(nacka)
    expect((await answer(nacka, one!.id, 'Sjutton timmar')).json()).toMatchObject({ answer: { text: 'Sjutton timmar', version: 1 } })
    expect((await read(t, salem, next)).earlierQuestions).toMatchObject([{ answer: { text: 'Sjutton timmar' } }])
    expect(await todos(nacka)).toEqual([])
    // A week later it has been told, and only what is still out goes on.
    const late = await taken({ text: 'Vem lånar ut bandvagnen?', dueOn: '2026-11-27' })
    await moveTo(t, '2026-12-03T15:00:00Z')
    await run(t, tib, next, 'open', 'close')
    expect((await read(t, salem, after)).earlierQuestions).toMatchObject([{ id: late, isOverdue: true }])
    await moveTo(t, '2026-11-26T16:00:00Z')
  })

  test('is answered by its owner or for it, and two who answer at once never overwrite each other', async () => {
    const id = await taken({ text: 'Vilka vägar plogas först?' })
    expect(problemOf(await answer(salem, id, 'Inte vår')).code).toBe('forbidden')
    const both = await Promise.all([answer(nacka, id, 'Den ene'), answer(nacka, id, 'Den andre')])
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
    const stood = (await questionsOf(salem)).find((one) => one.id === id)?.answer
    const lost = both.find(({ statusCode }) => statusCode === 409)
    expect(lost?.json<{ current: TakenQuestion }>().current.answer).toEqual(stood)
    // The same answer sent again is one; RSIB writes down what was corrected by telephone.
    expect((await answer(nacka, id, stood!.text)).json()).toMatchObject({ answer: { version: 1 } })
    expect((await answer(rsib, id, 'Rättat per telefon', 1)).json()).toMatchObject({ answer: { text: 'Rättat per telefon', version: 2 } })
    expect(await t.owner('SELECT version FROM meeting_question_answers WHERE question_id = $1 ORDER BY 1', [id])).toEqual([
      { version: 1 },
      { version: 2 },
    ])
    expect((await answer(nacka, '019a0000-0000-7000-8000-00000000dead', 'Okänd')).statusCode).toBe(404)
    expect(
      (await t.as(nacka)('PUT', `/api/meetings/${on('2026-12-10')}/questions/${id}/answer`, { text: 'Fel möte', basedOn: 2 })).statusCode,
    ).toBe(404)
  })

  test('is taken back if it was a mistake, but not once it has been answered', async () => {
    const id = await taken({ text: 'Av misstag' })
    const drop = (who: Person) => t.as(who)('DELETE', `/api/meetings/${code}/questions/${id}`)
    expect((await drop(nacka)).statusCode).toBe(403)
    expect((await drop(tib)).statusCode).toBe(204)
    expect((await drop(tib)).statusCode).toBe(404)
    const other = await taken({ text: 'Besvarad' })
    await answer(nacka, other, 'Ja')
    expect(problemOf(await t.as(tib)('DELETE', `/api/meetings/${code}/questions/${other}`)).code).toBe('wrong-state')
  })

  test('is answered also when the documentation has been sent out; nothing else changes then', async () => {
    const id = await taken({ text: 'Besvaras efteråt' })
    await run(t, tib, code, 'document')
    const { version } = await read(t, tib, code)
    await t.as(tib)('POST', `/api/meetings/${code}/distribution`, { version, handling: 'internal' })
    expect(problemOf(await take(rsib)).code).toBe('meeting-locked')
    expect(problemOf(await t.as(tib)('DELETE', `/api/meetings/${code}/questions/${id}`)).code).toBe('meeting-locked')
    expect((await answer(nacka, id, 'Efteråt')).statusCode).toBe(200)
    await expect(t.owner(`UPDATE meeting_questions SET text = 'x' WHERE id = $1`, [id])).rejects.toThrow()
    await expect(t.owner(`UPDATE meeting_question_answers SET text = 'x' WHERE question_id = $1`, [id])).rejects.toThrow()
    expect(problemOf(await step(t, tib, code, 'open')).code).toBe('wrong-state')
  })

  test('is told to those at the owner who have asked, by letter, without what it is about', async () => {
    await t.as(nacka)('PUT', '/api/users/subscriptions/meetings', { isOn: true })
    await t.as(salem)('PUT', '/api/users/subscriptions/meetings', { isOn: true })
    const early = await plan(t, tib, { forumCode: conference, localDate: '2026-11-26', localTime: '17:30', asksReports: true })
    await run(t, tib, early, 'open')
    const [item] = (await read(t, tib, early)).agenda
    const made = await t.as(tib)('POST', `/api/meetings/${early}/agenda/${item?.id}/questions`, { ...question, text: 'KANARIE' }, key())
    expect(made.statusCode, made.body).toBe(201)
    const mails = await t.owner<{ subject: string; body: string; user_id: string }>(
      `SELECT subject, body, user_id FROM outbox_messages WHERE subject LIKE 'Ny fråga%'`,
    )
    expect(mails.map(({ user_id }) => user_id)).toEqual([nacka.id])
    expect(mails[0]?.body).toContain('Svar senast 3/12 2026')
    expect(JSON.stringify(mails)).not.toContain('KANARIE')
    // Taken back, the letter that still waits is stopped; what another question is about goes on its way.
    const { id } = made.json<{ id: string }>()
    const other = await t.as(tib)('POST', `/api/meetings/${early}/agenda/${item?.id}/questions`, { ...question, text: 'Kvar' }, key())
    expect(other.statusCode, other.body).toBe(201)
    expect((await t.as(tib)('DELETE', `/api/meetings/${early}/questions/${id}`)).statusCode).toBe(204)
    const states = await t.owner(
      `SELECT state, next_at IS NULL AS "isStill", stopped_at IS NOT NULL AS "isStopped", order_key LIKE '%' || $1 || '%' AS "isDropped" FROM outbox_messages
       WHERE subject LIKE 'Ny fråga%' ORDER BY "isDropped"`,
      [id],
    )
    expect(states).toEqual([
      { state: 'queued', isStill: false, isStopped: false, isDropped: false },
      { state: 'cancelled', isStill: true, isStopped: true, isDropped: true },
    ])
  })

  test('whose letter has gone is taken back all the same, and the letter stays told as sent', async () => {
    const later = await plan(t, tib, { forumCode: conference, localDate: '2026-11-26', localTime: '17:45', asksReports: true })
    await run(t, tib, later, 'open')
    const [item] = (await read(t, tib, later)).agenda
    const made = await t.as(tib)('POST', `/api/meetings/${later}/agenda/${item?.id}/questions`, question, key())
    const { id } = made.json<{ id: string }>()
    await t.owner(`UPDATE outbox_messages SET state = 'sent', next_at = NULL WHERE order_key LIKE 'question:' || $1 || ':%'`, [id])
    expect((await t.as(tib)('DELETE', `/api/meetings/${later}/questions/${id}`)).statusCode).toBe(204)
    expect(await t.owner(`SELECT state, stopped_at FROM outbox_messages WHERE order_key LIKE 'question:' || $1 || ':%'`, [id])).toEqual([
      { state: 'sent', stopped_at: null },
    ])
  })
})
