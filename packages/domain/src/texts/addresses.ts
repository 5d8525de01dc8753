/** Why something is no address that a letter can go to: nothing before or after @, a character that cannot stand there, … */
export const addressFaults = ['incomplete', 'characters', 'dots', 'not-ascii', 'host', 'too-long'] as const
export type AddressFault = (typeof addressFaults)[number]

/** An address as it was meant: what shows nothing is left out – a paste brings it –, and one spelling for each letter. */
export const tidyAddress = (written: string): string =>
  written
    .replace(/\p{Cf}/gu, '')
    .normalize('NFC')
    .trim()

const label = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?$/u
/** The name of a host as the mail servers of the world know it: `täby-jour.example` is `xn--tby-jour-0za.example`. Null when it is none. */
export const hostToAscii = (host: string): string | null => {
  const labels = host.split('.')
  if (host.length > 253 || labels.length < 2 || !labels.every((one) => label.test(one))) return null
  if (/^\p{N}+$/u.test(labels.at(-1) ?? '')) return null
  try {
    const { hostname } = new URL(`http://${host}`)
    return hostname.length <= 253 && hostname.split('.').every((one) => one !== '' && one.length <= 63) ? hostname : null
  } catch {
    return null
  }
}

/**
 * The first thing wrong with an address, null when nothing is. Stricter than any standard (security.md E4), and before @ only the letters
 * that every mail server takes: an address that half of them refuse is no way to reach somebody at night.
 */
export const addressFault = (address: string): AddressFault | null => {
  if (address.length > 254) return 'too-long'
  const at = address.lastIndexOf('@')
  if (at < 1 || at === address.length - 1) return 'incomplete'
  const [before, host] = [address.slice(0, at), address.slice(at + 1)]
  if (/[\s@<>(),;:"[\]\\\p{C}]/u.test(before) || /[\s<>(),;:"[\]\\\p{C}]/u.test(host)) return 'characters'
  if (before.startsWith('.') || before.endsWith('.') || before.includes('..')) return 'dots'
  if (host.startsWith('.') || host.endsWith('.') || host.includes('..')) return 'dots'
  if (/[^!-~]/.test(before)) return 'not-ascii'
  if (before.length > 64) return 'too-long'
  return hostToAscii(host) === null ? 'host' : null
}

/**
 * The same mailbox however its address is written. What stands before @ is kept, because a server without SMTPUTF8 has no other name for
 * it: `address` in ASCII wherever it can be. Null when no letter can go there.
 */
export const envelopeAddress = (address: string): string | null => {
  const at = address.lastIndexOf('@')
  const host = hostToAscii(address.slice(at + 1))
  return at < 1 || host === null ? null : `${address.slice(0, at)}@${host}`
}

/** One key for every way to write one mailbox. */
export const mailboxOf = (address: string): string => (envelopeAddress(address) ?? address).toLowerCase()

/** A telephone number as it is dialled and grouped: pasted from a page or a telephone it brings marks of direction, hard spaces and dashes. */
export const tidyPhone = (written: string): string =>
  written
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{Zs}\t]/gu, ' ')
    .replace(/\p{Pd}/gu, '-')
    .trim()

/** What a number that has been tidied looks like: digits as people group them. */
export const phonePattern = /^\+?[0-9][0-9 ()/-]{3,28}[0-9]$/
