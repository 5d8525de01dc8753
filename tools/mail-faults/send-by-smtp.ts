import { createConnection } from 'node:net'

export type Letter = { from: string; to: string[]; raw: string }

/** The last reply of the server. */
export type SmtpReply = { code: number; text: string }

/** A client of a few lines that shows every reply code as it came, for tests of the servers themselves. */
export async function sendBySmtp(url: string, { from, to, raw }: Letter, timeoutMs = 5_000): Promise<SmtpReply> {
  const { hostname, port } = new URL(url)
  const socket = createConnection({ host: hostname, port: Number(port) })
  socket.setEncoding('utf8').setTimeout(timeoutMs, () => socket.destroy(new Error('no reply in time')))
  const replies = lines(socket)
  const reply = async (): Promise<SmtpReply> => {
    for (;;) {
      const { value, done } = await replies.next()
      if (done) throw new Error('the server closed the connection')
      if (value[3] !== '-') return { code: Number(value.slice(0, 3)), text: value.slice(4) }
    }
  }
  const steps = [
    'EHLO test',
    `MAIL FROM:<${from}>`,
    ...to.map((address) => `RCPT TO:<${address}>`),
    'DATA',
    `${raw.replace(/^\./gm, '..')}\r\n.`,
  ]
  try {
    let last = await reply()
    for (const step of steps) {
      socket.write(`${step}\r\n`)
      last = await reply()
      if (last.code >= 400) break
    }
    return last
  } finally {
    socket.destroy()
  }
}

async function* lines(socket: AsyncIterable<string>): AsyncGenerator<string, void> {
  let rest = ''
  for await (const chunk of socket) {
    const parts = (rest + chunk).split('\r\n')
    rest = parts.pop()!
    yield* parts
  }
}
