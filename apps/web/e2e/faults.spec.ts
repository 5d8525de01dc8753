import { randomUUID } from 'node:crypto'
import { answerBy, callOut, coordinating, inMinutes, readBoard } from './portal/call-out.ts'
import { expect, test } from './test.ts'

test('the API and the worker are killed in the middle of a call-out of 37: nobody is forgotten, no attempt is handed over twice, answers are kept', async ({
  browserOf,
  portal,
}) => {
  // What was in the hands of the killed worker is unknown until its lease has run out.
  test.setTimeout(120_000)
  const tib = await browserOf('tib')
  const title = 'Mitt i allt'
  const { code } = await callOut(tib, portal.url, { title })
  await expect.poll(async () => (await portal.mailbox.about(title)).length, { intervals: [5] }).toBeGreaterThan(0)
  portal.kill('worker')
  const [first] = await portal.mailbox.about(title)
  const early = first!.links.find((link) => link.includes('/k/'))!
  expect((await answerBy(tib, early, { answer: 'participates', person: 'Före avbrottet' })).status()).toBe(200)
  portal.kill('api')
  await expect.poll(() => portal.isReady(), { timeout: 30_000 }).toBe(true)

  const receivers = async () => new Set((await portal.mailbox.about(title)).flatMap(({ to }) => to)).size
  await expect.poll(receivers, { timeout: 60_000 }).toBe(37)
  // The letter that was answered has arrived, whether or not the killed worker could say so; all others are handed over.
  const unfinished = () =>
    portal.sql(
      "SELECT FROM outbox_messages m JOIN incidents i ON i.id = m.incident_id WHERE i.code = $1 AND m.state NOT IN ('sent', 'delivered')",
      [code],
    )
  await expect.poll(async () => (await unfinished()).length, { timeout: 60_000 }).toBe(0)

  // The personal link is made from the attempt: the same link twice would be the same attempt handed over twice.
  const mails = await portal.mailbox.about(title)
  const links = mails.flatMap((mail) => mail.links.filter((link) => link.includes('/k/')))
  expect(new Set(links).size).toBe(mails.length)
  const attempts = await portal.sql<{ number: number; may_be_duplicate: boolean }>(
    `SELECT a.number, a.may_be_duplicate FROM outbox_attempts a JOIN outbox_messages m ON m.id = a.message_id JOIN incidents i ON i.id = m.incident_id
     WHERE i.code = $1`,
    [code],
  )
  expect(mails.length).toBeLessThanOrEqual(attempts.length)
  // A second hand-over happens only after one whose outcome nobody knows, and says so.
  expect(attempts.filter(({ number }) => number > 1).every(({ may_be_duplicate: marked }) => marked)).toBe(true)

  const rows = await readBoard(tib, portal.url, code)
  expect(rows).toHaveLength(37)
  expect(rows.flatMap(({ answers }) => answers)).toMatchObject([{ answer: 'participates', person: 'Före avbrottet' }])
  const late = await portal.mailbox.answerLink('kontakt.attunda@demo.example', title)
  expect((await answerBy(tib, late, { answer: 'follows' })).status()).toBe(200)
})

test('a call-out whose answer was lost on the way is made once, however often it is sent again', async ({ browserOf, portal }) => {
  const tib = await browserOf('tib')
  const key = randomUUID()
  const body = {
    title: 'Skickad om och om igen',
    forums: [{ forumCode: coordinating }],
    isExercise: false,
    channel: 'telephone',
    conferenceAt: inMinutes(15),
  }
  const send = () =>
    tib.request.post('/api/activations', { headers: { origin: portal.url, 'idempotency-key': key }, data: body }).then(
      (response) => response.status(),
      () => 0,
    )
  const pressed = send()
  portal.kill('api')
  await pressed
  await expect.poll(() => portal.isReady(), { timeout: 30_000 }).toBe(true)
  expect(new Set(await Promise.all([send(), send(), send(), send()]))).toEqual(new Set([201]))
  expect(await portal.sql('SELECT FROM incidents WHERE title = $1', [body.title])).toHaveLength(1)
  await expect.poll(async () => (await portal.mailbox.about(body.title)).length, { timeout: 30_000 }).toBe(37)
})
