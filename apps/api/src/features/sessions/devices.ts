import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Config, SecretKey } from '../../config.ts'
import { currentKey } from '../../lib/ids.ts'

/**
 * What a browser is given to show at its next log-in, beside the password and never in its place: *device*, that this account has been logged in to here,
 * and *waited*, that a try of this account from this network was sent away until then. Both are signed, say nothing that can be read, open nothing, and
 * are worth nothing for any other account.
 */
type Mark = 'device' | 'waited'

/** A shared computer is known to so many of those who log in at it; the latest first. */
const accountsPerDevice = 4
export const deviceDays = 180
/** Whoever was told to wait has so long to come back. */
export const ticketMinutes = 10

const mac = (key: SecretKey, mark: Mark, about: readonly string[]): string =>
  createHmac('sha256', key.secret)
    .update(JSON.stringify([mark, ...about]))
    .digest('base64url')
const isSame = (a: string, b: string): boolean => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

/** `<key version>.<what it says>.<signature>`, and null for what we have not written, or with a key that is gone. */
const read = (keys: Config['keys'], mark: Mark, text: string, about: readonly string[]): string | null => {
  const [version, says, signature, ...more] = text.split('.', 4)
  const key = keys.find((one) => String(one.version) === version)
  if (!key || !says || !signature || more.length > 0) return null
  return isSame(signature, mac(key, mark, [says, ...about])) ? says : null
}
const write = (keys: Config['keys'], mark: Mark, says: string, about: readonly string[]): string => {
  const key = currentKey(keys)
  return `${key.version}.${says}.${mac(key, mark, [says, ...about])}`
}

/** A cookie of ours is short; nobody else's is read through. */
const longest = 1_000
const entries = (cookie: string | undefined): string[] => (!cookie || cookie.length > longest ? [] : cookie.split('~', accountsPerDevice))

const account = (email: string): string => email.trim().toLowerCase()

/** Which device of this account it is, or null: this browser has not been let in to it. */
export const deviceOf = (keys: Config['keys'], cookie: string | undefined, email: string): string | null =>
  entries(cookie)
    .map((one) => read(keys, 'device', one, [account(email)]))
    .find((one) => one !== null) ?? null

/** The cookie after this account has been let in: it comes first, and the oldest of too many is forgotten. */
export const rememberDevice = (keys: Config['keys'], cookie: string | undefined, email: string): string => {
  const others = entries(cookie).filter((one) => read(keys, 'device', one, [account(email)]) === null)
  const id = deviceOf(keys, cookie, email) ?? randomBytes(16).toString('base64url')
  return [write(keys, 'device', id, [account(email)]), ...others].slice(0, accountsPerDevice).join('~')
}

export type Ticket = { id: string; from: Date }
/** Where this account and this network were sent away, and until when; null when they were not, or too long ago. */
export const ticketOf = (keys: Config['keys'], cookie: string | undefined, email: string, network: string, now: Date): Ticket | null => {
  if (!cookie || cookie.length > longest) return null
  const says = read(keys, 'waited', cookie, [account(email), network])
  const [id, seconds] = says?.split('-at-', 2) ?? []
  if (!id || !seconds) return null
  const from = new Date(Number(seconds) * 1_000)
  const age = now.getTime() - from.getTime()
  // One that lies further ahead than anybody is sent away for was written before the clock was put back.
  return age > ticketMinutes * 60_000 || age < -120_000 ? null : { id, from }
}
export const writeTicket = (keys: Config['keys'], email: string, network: string, from: Date): string => {
  const says = `${randomBytes(12).toString('hex')}-at-${Math.ceil(from.getTime() / 1_000)}`
  return write(keys, 'waited', says, [account(email), network])
}
