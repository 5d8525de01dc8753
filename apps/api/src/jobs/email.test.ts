import { createServer, type Server } from 'node:net'
import type { AddressInfo } from 'node:net'
import { startFaultySmtp, type FaultySmtp } from '@samverkan/tools/mail-faults'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { systemClock } from '../lib/clock.ts'
import { newId } from '../lib/ids.ts'
import type { Channel } from './channel.ts'
import { emailChannel } from './email.ts'

let smtp: FaultySmtp
let channel: Channel
const closing: (() => void)[] = []
const channelTo = (smtpUrl: string): Channel => {
  const made = emailChannel({ smtpUrl, from: 'Samverkan <kallar@samverkan.example>', clock: systemClock, connections: 2 })
  closing.push(made.close)
  return made
}
beforeEach(async () => {
  smtp = await startFaultySmtp()
  channel = channelTo(smtp.url)
})
afterEach(async () => {
  for (const close of closing.splice(0)) close()
  await smtp.stop()
})
const send = (to: string, via = channel, milliseconds = 5_000) =>
  via.send(newId(), to, { subject: 'Ämne', text: 'Text' }, new Date(systemClock.now().getTime() + milliseconds))

/** A server that answers each line as told; silence where nothing is told. */
const scripted = async (
  greeting: string | null,
  answers: Record<string, string>,
  hear: (line: string) => void = () => {},
): Promise<{ url: string; server: Server }> => {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    if (greeting) socket.write(`${greeting}\r\n`)
    socket.on('data', (data) => {
      hear(data.toString())
      const answer = answers[data.toString().slice(0, 4).toUpperCase()]
      if (answer) socket.write(`${answer}\r\n`)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  closing.push(() => server.close())
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, server }
}

describe('e-mail', () => {
  test.each([
    'a@x.se\r\nRCPT TO:<e@x.se>',
    'a@x.se\nBcc: e@x.se',
    'a@x.se, e@x.se',
    'a@x.se;e@x.se',
    'Anna <a@x.se>',
    '<a@x.se>',
    'a@x.se e@x.se',
    'a@b@x.se',
    'a@x.se\0',
    'a@\ud800.se',
    '',
    'a',
    `${'a'.repeat(65)}@x.se`,
  ])('to %j is refused before anybody hears of it (security.md E4)', async (address) => {
    expect(await send(address)).toMatchObject({ kind: 'rejected', code: null })
    expect(smtp.received).toEqual([])
  })

  test('W9 · a Swedish host leaves in the envelope under the name that every mail server knows, the sender’s too', async () => {
    const said: string[] = []
    const plain = await scripted('220 hello', { EHLO: '250 hello', MAIL: '250 ok', RCPT: '550 no', RSET: '250 ok' }, (line) =>
      said.push(line),
    )
    const from = emailChannel({ smtpUrl: plain.url, from: 'Larm <larm@täby.example>', clock: systemClock, connections: 1 })
    closing.push(from.close)
    expect(await send('larm@täby-jour.example', from)).toMatchObject({ kind: 'rejected', code: 550 })
    expect(said.filter((line) => /^(?:MAIL|RCPT)/.test(line)).map((line) => line.trim())).toEqual([
      'MAIL FROM:<larm@xn--tby-qla.example>',
      'RCPT TO:<larm@xn--tby-jour-0za.example>',
    ])
  })

  test('W16 · a letter says that no machine need answer it, in the words of both standards', async () => {
    await send('a@x.example')
    expect(smtp.received[0]?.raw).toMatch(/^Auto-Submitted: auto-generated\r$/m)
    expect(smtp.received[0]?.raw).toMatch(/^X-Auto-Response-Suppress: All\r$/m)
  })

  test('uses a connection again, and a new one when the server has closed it', async () => {
    expect(await send('a@x.example')).toMatchObject({ kind: 'accepted' })
    expect(await send('b@x.example')).toMatchObject({ kind: 'accepted' })
    await smtp.down()
    await smtp.up()
    expect(await send('c@x.example')).toMatchObject({ kind: 'accepted' })
    expect(smtp.received).toHaveLength(3)
  })

  test('each way of failing is what it is', async () => {
    smtp.fail('451@x.example', 'reject-451')
    smtp.fail('550@x.example', 'reject-550')
    smtp.fail('data451@x.example', 'reject-data-451')
    smtp.fail('data550@x.example', 'reject-data-550')
    smtp.fail('drop@x.example', 'drop-after-data')
    smtp.fail('hang@x.example', 'hang-in-data')
    expect(await send('451@x.example')).toMatchObject({ kind: 'retry', code: 451 })
    expect(await send('550@x.example')).toMatchObject({ kind: 'rejected', code: 550 })
    expect(await send('data451@x.example')).toMatchObject({ kind: 'retry', code: 451 })
    expect(await send('data550@x.example')).toMatchObject({ kind: 'rejected', code: 550 })
    expect(await send('drop@x.example')).toMatchObject({ kind: 'unknown' })
    expect(await send('hang@x.example', channel, 300)).toMatchObject({ kind: 'unknown' })
    await smtp.down()
    expect(await send('a@x.example')).toMatchObject({ kind: 'retry', code: null })
    expect(await channel.health()).toBe(false)
    await smtp.up()
    expect(await channel.health()).toBe(true)
  })

  test('a server that greets nobody, is busy, or refuses the log-in is tried again: the letter is not at fault', async () => {
    const silent = await scripted(null, {})
    expect(await send('a@x.example', channelTo(silent.url), 300)).toMatchObject({ kind: 'retry', code: null })
    const busy = await scripted('421 too busy', {})
    expect(await send('a@x.example', channelTo(busy.url))).toMatchObject({ kind: 'retry', code: 421 })
    const closed = await scripted('554 go away', {})
    expect(await send('a@x.example', channelTo(closed.url))).toMatchObject({ kind: 'retry', code: 554 })
    const strict = await scripted('220 hello', { EHLO: '250-hello\r\n250 AUTH PLAIN', AUTH: '535 wrong' })
    expect(await send('a@x.example', channelTo(strict.url.replace('//', '//user:pass@')))).toMatchObject({ kind: 'retry', code: 535 })
    const half = await scripted('220 hello', { EHLO: '250 hello', MAIL: '250 ok' })
    expect(await send('a@x.example', channelTo(half.url), 300)).toMatchObject({ kind: 'retry', code: null })
  })
})
