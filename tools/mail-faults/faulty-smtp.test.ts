import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type FaultySmtp, startFaultControl, startFaultySmtp } from './faulty-smtp.ts'
import { sendBySmtp } from './send-by-smtp.ts'

let smtp: FaultySmtp
beforeEach(async () => {
  smtp = await startFaultySmtp()
})
afterEach(() => smtp.stop())

const send = (to: string, timeoutMs?: number) =>
  sendBySmtp(smtp.url, { from: 'p@x.example', to: [to], raw: 'Subject: x\r\n\r\ny' }, timeoutMs)

describe('the faulty mail server', () => {
  test('takes mail for healthy addresses', async () => {
    expect((await send('a@x.example')).code).toBe(250)
    expect(smtp.received).toMatchObject([{ to: ['a@x.example'], accepted: true }])
  })

  test('says 451 so many times as it was told, then yes', async () => {
    smtp.fail('a@x.example', 'reject-451', 2)
    expect([(await send('a@x.example')).code, (await send('a@x.example')).code, (await send('a@x.example')).code]).toEqual([451, 451, 250])
    expect(smtp.attemptsOn('a@x.example')).toBe(3)
  })

  test('says 550 at RCPT or after DATA', async () => {
    smtp.fail('a@x.example', 'reject-550')
    smtp.fail('b@x.example', 'reject-data-550')
    expect((await send('a@x.example')).code).toBe(550)
    expect((await send('b@x.example')).code).toBe(550)
    expect(smtp.received).toMatchObject([{ to: ['b@x.example'], accepted: false }])
  })

  test('hangs or cuts the connection after it has the message', async () => {
    smtp.fail('a@x.example', 'hang-in-data')
    smtp.fail('b@x.example', 'drop-after-data')
    await expect(send('a@x.example', 200)).rejects.toThrow('no reply in time')
    await expect(send('b@x.example')).rejects.toThrow()
    expect(smtp.received.map(({ accepted }) => accepted)).toEqual([false, false])
  })

  test('goes down and comes up on the same port', async () => {
    await smtp.down()
    await expect(send('a@x.example')).rejects.toThrow('ECONNREFUSED')
    await smtp.up()
    expect((await send('a@x.example')).code).toBe(250)
  })

  test('is steered over HTTP', async () => {
    const control = await startFaultControl(smtp)
    const order = (body: unknown) => fetch(control.url, { method: 'POST', body: JSON.stringify(body) })
    await order({ address: 'a@x.example', fault: 'reject-550' })
    expect((await send('a@x.example')).code).toBe(550)
    await order({ fault: 'none' })
    expect((await send('a@x.example')).code).toBe(250)
    await control.stop()
  })
})
