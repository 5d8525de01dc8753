import { request as ask } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { origin, type Person, startApp, type TestApp } from '../test/app.ts'
import { listen } from '../test/stream.ts'

let t: TestApp
let nacka: Person
let port: number
beforeAll(async () => {
  t = await startApp()
  nacka = await t.person('contact-function', 'nacka')
  await listen(t)
  port = (t.app.server.address() as AddressInfo).port
})
afterAll(() => t.close())

/** A connection that has said this much and then says nothing more. */
const begun = async (said: string): Promise<Socket> => {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  await once(socket, 'connect')
  socket.write(said)
  return socket
}
const head = `POST /api/sessions HTTP/1.1\r\nhost: x\r\norigin: ${origin}\r\ncontent-type: application/json\r\n`
const answered = (path: string, headers: Record<string, string> = {}): Promise<{ status: number; ms: number }> =>
  new Promise((resolve, reject) => {
    const began = performance.now()
    ask({ port, host: '127.0.0.1', path, agent: false, headers }, (response) => {
      response.resume()
      response.on('end', () => resolve({ status: response.statusCode ?? 0, ms: performance.now() - began }))
    })
      .on('error', reject)
      .end()
  })

test('T10 · four hundred slow connections keep nobody waiting, and each is cut within twenty seconds', async () => {
  const began = performance.now()
  const slow = await Promise.all(
    Array.from({ length: 400 }, (_, i) => begun(i % 2 === 0 ? `${head}content-length: 900\r\n\r\n{"email":` : head)),
  )
  const cut = slow.map((socket) => new Promise<number>((closed) => socket.once('close', () => closed(performance.now() - began))))
  // As a browser does it, with a drop now and then: what keeps a silent line from being noticed does not keep this one.
  const drops = setInterval(() => slow.forEach((socket, i) => socket.writable && socket.write(i % 2 === 0 ? ' ' : 'x-a: 1\r\n')), 2_000)
  const others: number[] = []
  for (let i = 0; i < 20; i += 1) {
    const { status, ms } = await answered('/api/sessions/current', { cookie: `__Host-sid=${nacka.token}` })
    expect(status).toBe(200)
    others.push(ms)
  }
  const longest = Math.max(...(await Promise.all(cut)))
  clearInterval(drops)
  expect(others.toSorted((a, b) => a - b)[9]).toBeLessThan(1_000)
  expect(longest).toBeLessThan(20_000)
}, 60_000)

test('T10 · headers that are larger than anybody needs are refused, and the next request is served', async () => {
  expect((await answered('/api/portal', { 'x-much': 'a'.repeat(60_000) })).status).toBe(431)
  expect((await answered(`/${'a'.repeat(30_000)}`)).status).toBe(431)
  expect((await answered('/api/portal')).status).toBe(200)
})

test('a HEAD does nothing on any route of the API: no stream is opened and nothing is made for nobody', async () => {
  const head = (url: string) => t.app.inject({ method: 'HEAD', url, headers: { cookie: `__Host-sid=${nacka.token}` } })
  const heads = t.app.listRoutes().filter(({ method, url }) => method === 'HEAD' && url.startsWith('/api/'))
  expect(heads).toEqual([])
  for (const { method, url } of t.app.listRoutes().filter((route) => route.url.startsWith('/api/')))
    if (method === 'GET') expect((await head(url.replace(/:\w+/g, 'x'))).statusCode, url).toBe(404)
  expect((await head('/healthz')).statusCode).toBe(200)
})
