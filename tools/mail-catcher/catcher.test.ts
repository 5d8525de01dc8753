import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Catcher, startCatcher } from './catcher.ts'
import { sendBySmtp } from '../mail-faults/send-by-smtp.ts'

let folder: string
let catcher: Catcher
const start = () => startCatcher({ folder, smtpPort: 0, pagePort: 0 })

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mail-'))
  catcher = await start()
})
afterEach(async () => {
  await catcher.stop()
  rmSync(folder, { recursive: true })
})

const mail = (to: string, subject: string, text: string) =>
  `From: portal@samverkan.example\r\nTo: ${to}\r\nSubject: ${subject}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n`
const messages = async (query = '') => {
  const response = await fetch(`${catcher.pageUrl}/messages.json${query}`)
  return (await response.json()) as {
    items: { id: string; to: string[]; subject: string; text: string; links: string[] }[]
    nextCursor: string | null
    total: number
  }
}

describe('the mail catcher', () => {
  test('keeps a mail with the links as they are', async () => {
    await sendBySmtp(catcher.smtpUrl, {
      from: 'portal@samverkan.example',
      to: ['a@nacka.example'],
      raw: mail('a@nacka.example', 'Inkallning', 'Svara: http://localhost:3000/k/abc_DEF-123 före kl 16.'),
    })
    const { items } = await messages('?to=a@nacka.example')
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({ to: ['a@nacka.example'], subject: 'Inkallning', links: ['http://localhost:3000/k/abc_DEF-123'] })
  })

  test('has every mail again after a restart, even without its index', async () => {
    for (const to of ['a@x.example', 'b@x.example'])
      await sendBySmtp(catcher.smtpUrl, { from: 'p@x.example', to: [to], raw: mail(to, 'Hej', 'text') })
    await catcher.stop()
    for (const name of readdirSync(folder)) if (name.endsWith('.json')) rmSync(join(folder, name))
    catcher = await start()
    expect(new Set((await messages()).items.map(({ to }) => to[0]))).toEqual(new Set(['a@x.example', 'b@x.example']))
  })

  test('pages through many mails, newest first, and finds by address', async () => {
    for (let n = 0; n < 7; n++)
      await sendBySmtp(catcher.smtpUrl, { from: 'p@x.example', to: [`n${n}@x.example`], raw: mail('x', `Brev ${n}`, 't') })
    const first = await messages('?limit=5')
    const second = await messages(`?limit=5&cursor=${first.nextCursor}`)
    expect([...first.items, ...second.items].map(({ subject }) => subject)).toEqual([6, 5, 4, 3, 2, 1, 0].map((n) => `Brev ${n}`))
    expect(second.nextCursor).toBeNull()
    expect((await messages('?search=N3@')).items.map(({ subject }) => subject)).toEqual(['Brev 3'])
  })

  test('shows hostile text as text, under a policy without scripts', async () => {
    await sendBySmtp(catcher.smtpUrl, {
      from: 'p@x.example',
      to: ['a@x.example'],
      raw: mail('a@x.example', '<script>alert(1)</script>', '<img src=x onerror=alert(1)>'),
    })
    const [item] = (await messages()).items
    for (const path of ['/', `/messages/${item!.id}`]) {
      const response = await fetch(catcher.pageUrl + path)
      const body = await response.text()
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(body).not.toMatch(/<script|<img/)
      expect(body).toContain('&lt;script&gt;')
    }
  })

  test('answers nobody who calls it by another host name, and opens no file outside its list', async () => {
    const status = (path: string, host: string) =>
      new Promise((resolve, reject) => {
        const { port } = new URL(catcher.pageUrl)
        request({ port, host: '127.0.0.1', path, headers: { host } }, (response) => resolve(response.resume().statusCode))
          .once('error', reject)
          .end()
      })
    expect(await status('/', 'evil.example')).toBe(421)
    expect(await status('/', 'localhost:1')).toBe(200)
    expect(await status('/messages/..%2f..%2fetc%2fpasswd', 'localhost')).toBe(404)
    expect(await status('/messages/20260101T000000000Z-000000000000', 'localhost')).toBe(404)
  })

  test('survives a client that breaks off in the middle of a message', async () => {
    const { hostname, port } = new URL(catcher.smtpUrl)
    await new Promise<void>((resolve) => {
      const socket = createConnection({ host: hostname, port: Number(port) })
      socket.on('data', () => {})
      socket.write('EHLO x\r\nMAIL FROM:<a@x.example>\r\nRCPT TO:<b@x.example>\r\nDATA\r\n')
      socket.write('half a mail', () => socket.destroy())
      socket.once('close', () => resolve())
    })
    await sendBySmtp(catcher.smtpUrl, { from: 'p@x.example', to: ['a@x.example'], raw: mail('a@x.example', 'Helt', 't') })
    expect((await messages()).items.map(({ subject }) => subject)).toEqual(['Helt'])
  })
})
