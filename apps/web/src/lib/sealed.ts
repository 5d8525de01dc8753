import { xchacha20poly1305 } from '@noble/ciphers/chacha.js'

/**
 * Words at rest on a device that several people share (security.md D8a, ADR 0018). Each person has a key that the server gives to that person's
 * session alone and that lies in the memory of the tab, never on the device: whoever comes after cannot read what waits for the one before.
 * Done at once and not by promises, because the last key press is written while the page goes away.
 */
export type DeviceKey = { version: number; secret: string }

const nonceBytes = 24
const text = new TextEncoder()
const words = new TextDecoder()

const toBase64 = (bytes: Uint8Array): string => {
  let binary = ''
  for (let at = 0; at < bytes.length; at += 8_192) binary += String.fromCharCode(...bytes.subarray(at, at + 8_192))
  return btoa(binary)
}
const fromBase64 = (given: string): Uint8Array => {
  const binary = atob(given.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}

/** Bound to its name and moment: nothing can be moved from one form to another. When it was written is not secret; its age must be known to whoever clears. */
export function seal({ version, secret }: DeviceKey, name: string, at: number, value: unknown): string {
  const nonce = crypto.getRandomValues(new Uint8Array(nonceBytes))
  const cipher = xchacha20poly1305(fromBase64(secret), nonce, text.encode(`${name} ${at}`))
  const sealed = cipher.encrypt(text.encode(JSON.stringify(value)))
  const whole = new Uint8Array(nonceBytes + sealed.length)
  whole.set(nonce)
  whole.set(sealed, nonceBytes)
  return `${version}.${at}.${toBase64(whole)}`
}
/** What was sealed, or `undefined` when none of these keys opens it: another person's, or of a key that is no longer given out. */
export function unseal(keys: readonly DeviceKey[], name: string, sealed: string): unknown {
  try {
    const [version, at, base64 = ''] = sealed.split('.', 3)
    const key = keys.find((one) => one.version === Number(version))
    if (!key) return undefined
    const whole = fromBase64(base64)
    const cipher = xchacha20poly1305(fromBase64(key.secret), whole.subarray(0, nonceBytes), text.encode(`${name} ${at}`))
    return JSON.parse(words.decode(cipher.decrypt(whole.subarray(nonceBytes)))) as unknown
  } catch {
    return undefined
  }
}
