import { parseConnectionUrl } from 'nodemailer/lib/shared'
import SMTPConnection from 'nodemailer/lib/smtp-connection'

const times = { connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 15_000, dnsTimeout: 5_000 }
/** Shorter than any server's patience: a connection that the other side has closed is not offered again. */
const idleMs = 10_000

export type SmtpPool = {
  take: (milliseconds: number) => Promise<SMTPConnection>
  give: (connection: SMTPConnection) => void
  drop: (connection: SMTPConnection) => void
  close: () => void
}

/**
 * Nodemailer's connection with a pool of our own: its pool sends a letter again by itself when a connection breaks, which would
 * hand one attempt over twice (reliability.md P3).
 */
export const makeSmtpPool = (url: string, most: number): SmtpPool => {
  const { auth, ...options } = parseConnectionUrl(url)
  const idle: { connection: SMTPConnection; timer: NodeJS.Timeout }[] = []

  const remove = (connection: SMTPConnection): void => {
    const at = idle.findIndex((i) => i.connection === connection)
    if (at >= 0) clearTimeout(idle.splice(at, 1)[0]?.timer)
  }
  const drop = (connection: SMTPConnection): void => {
    remove(connection)
    connection.close()
  }
  const open = (milliseconds: number): Promise<SMTPConnection> =>
    new Promise((resolve, reject) => {
      const connection = new SMTPConnection({ ...options, ...times })
      const timer = setTimeout(() => fail(Object.assign(new Error('no connection in time'), { code: 'ETIMEDOUT' })), milliseconds)
      const fail = (error: Error): void => {
        clearTimeout(timer)
        connection.close()
        reject(error)
      }
      connection.on('error', fail)
      connection.once('end', () => {
        remove(connection)
        // What the server said before it closed, if it said anything, tells more.
        setImmediate(() => fail(Object.assign(new Error('closed by the server'), { code: 'ECONNRESET' })))
      })
      const ready = (): void => {
        clearTimeout(timer)
        resolve(connection)
      }
      connection.connect((error) => {
        if (error) fail(error)
        else if (!auth) ready()
        else connection.login(auth as Parameters<SMTPConnection['login']>[0], (refused) => (refused ? fail(refused) : ready()))
      })
    })

  return {
    take: async (milliseconds) => {
      const kept = idle.pop()
      if (!kept) return open(milliseconds)
      clearTimeout(kept.timer)
      return kept.connection
    },
    give: (connection) => {
      if (idle.length >= most) return connection.quit()
      idle.push({
        connection,
        timer: setTimeout(() => {
          remove(connection)
          connection.quit()
        }, idleMs).unref(),
      })
    },
    drop,
    close: () => {
      for (const { connection } of [...idle]) {
        remove(connection)
        connection.quit()
      }
    },
  }
}
