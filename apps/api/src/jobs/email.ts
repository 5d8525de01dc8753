import { Readable } from 'node:stream'
import { cut, envelopeAddress, handOverFaults as words, hostToAscii, type Outcome } from '@samverkan/domain'
import MailComposer from 'nodemailer/lib/mail-composer'
import type SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Clock } from '../lib/clock.ts'
import type { Channel, Letter } from './channel.ts'
import { makeSmtpPool } from './smtp-pool.ts'

/** Stricter than any standard: what does not look like one plain address is never put into an envelope (security.md E4). */
const plainAddress = /^[^\s@<>(),;:"[\]\\\p{Cc}]{1,64}@[^\s@<>(),;:"[\]\\\p{Cc}]{1,255}$/u

/** Who the letters are from, as it is shown and as an address alone. */
type Sender = { from: string; sender: string }
const senderOf = (from: string): Sender => {
  const [opened, closed] = [from.lastIndexOf('<'), from.lastIndexOf('>')]
  return { from, sender: (opened >= 0 && closed > opened ? from.slice(opened + 1, closed) : from).trim() }
}
/**
 * A Swedish host under the name that every mail server knows it by. What stands before @ has no other name: it is refused where it is
 * entered, and one that was entered before that is for a server with SMTPUTF8 to take and for the others to refuse in their own words.
 */
const inEnvelope = (address: string): string => envelopeAddress(address) ?? address

type SmtpError = Error & { responseCode?: number; response?: string; command?: string; code?: string; originalCode?: string }

/**
 * What a failed hand-over means. A server that said no has said it; one that fell silent after the letter had begun may have
 * taken it, and nobody knows. A refusal that is not about this letter (log-in, greeting) is tried again: the letter is not at fault.
 */
export const outcomeOf = (error: SmtpError, begun: boolean): Outcome => {
  const code = error.responseCode ?? null
  // What the server said, in its own words; otherwise a sentence in the language of the region, as in the letters.
  const own = begun ? words.broken : `${words.noConnection} (${error.originalCode ?? error.code ?? error.message})`
  const detail = cut(error.response ?? own, 300)
  if (code === null) return begun ? { kind: 'unknown', detail } : { kind: 'retry', code, detail }
  if (code >= 500 && (error.command === 'RCPT TO' || error.command === 'DATA')) return { kind: 'rejected', code, detail }
  return { kind: 'retry', code, detail }
}

const compose = ({ from, sender }: Sender, attemptId: string, to: string, letter: Letter, date: Date): Promise<Buffer> => {
  const domain = hostToAscii(sender.slice(sender.lastIndexOf('@') + 1)) ?? 'samverkansportalen.example'
  const mail = new MailComposer({
    from,
    to: { name: '', address: to },
    subject: letter.subject,
    text: letter.text,
    date,
    messageId: `<${attemptId}@${domain}>`,
    // The standard's word for a machine's letter, and the one that Exchange heeds: no "out of office" comes back from thirty-seven actors.
    headers: { 'X-Attempt-Id': attemptId, 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return new Promise((resolve, reject) => mail.compile().build((error, message) => (error ? reject(error) : resolve(message))))
}

/** Hands one composed letter to one connection; settles at the deadline at the latest. */
const handOver = (
  connection: SMTPConnection,
  envelope: { from: string; to: string[] },
  message: Buffer,
  milliseconds: number,
): Promise<Outcome> =>
  new Promise((resolve) => {
    let begun = false
    // Read only when the server has said that it wants the letter: from then on silence means that nobody knows.
    const letter = new Readable({
      read() {
        begun = true
        this.push(message)
        this.push(null)
      },
    })
    const timer = setTimeout(() => {
      resolve(begun ? { kind: 'unknown', detail: words.late } : { kind: 'retry', code: null, detail: words.late })
      connection.close()
    }, milliseconds)
    connection.send(envelope, letter, (error, info) => {
      clearTimeout(timer)
      resolve(error ? outcomeOf(error as SmtpError, begun) : { kind: 'accepted', providerId: cut(info?.response ?? '', 300) })
    })
  })

/** E-mail over SMTP_URL: connections are kept and used again, each letter is handed over once per attempt. */
export const emailChannel = (options: { smtpUrl: string; from: string; clock: Clock; connections: number }): Channel => {
  const pool = makeSmtpPool(options.smtpUrl, options.connections)
  const sender = senderOf(options.from)
  return {
    name: 'email',
    send: async (attemptId, destination, letter, deadline) => {
      // Measured by a clock that nobody can set: the letter on the wire does not care what the wall says.
      const ends = performance.now() + deadline.getTime() - options.clock.now().getTime()
      if (!plainAddress.test(destination) || !destination.isWellFormed())
        return { kind: 'rejected', code: null, detail: words.notAnAddress }
      let message: Buffer
      try {
        message = await compose(sender, attemptId, destination, letter, options.clock.now())
      } catch (error) {
        return { kind: 'rejected', code: null, detail: cut(`${words.notComposed} ${(error as Error).message}`, 300) }
      }
      const left = (): number => Math.max(1, ends - performance.now())
      let connection: SMTPConnection
      try {
        connection = await pool.take(left())
      } catch (error) {
        return outcomeOf(error as SmtpError, false)
      }
      const outcome = await handOver(connection, { from: inEnvelope(sender.sender), to: [inEnvelope(destination)] }, message, left())
      // A connection is only used again when the server and we agree on where we are.
      if (outcome.kind === 'accepted') pool.give(connection)
      else pool.drop(connection)
      return outcome
    },
    health: async () => {
      try {
        pool.give(await pool.take(5_000))
        return true
      } catch {
        return false
      }
    },
    close: () => pool.close(),
  }
}
