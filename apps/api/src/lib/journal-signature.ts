import { createHash, createPrivateKey, createPublicKey, hkdfSync, type KeyObject, sign, verify } from 'node:crypto'
import type { SecretKey } from '../config.ts'

/** An Ed25519 private key as PKCS #8: this prefix and 32 bytes. */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')

const privateKey = (key: SecretKey): KeyObject => {
  const seed = Buffer.from(hkdfSync('sha256', key.secret, Buffer.alloc(0), 'samverkansportalen journal head', 32))
  return createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' })
}

/** Names the key without revealing it: version and the beginning of the public key's hash. */
export const keyIdOf = (key: SecretKey): string => {
  const spki = createPublicKey(privateKey(key)).export({ type: 'spki', format: 'der' })
  return `ed25519:${key.version}:${createHash('sha256').update(spki).digest('hex').slice(0, 16)}`
}

export type Head = { id: number; hash: Buffer; signedAt: Date }
const wordsOf = (head: Head): Buffer =>
  Buffer.from(`samverkansportalen journal head ${head.id} ${head.hash.toString('hex')} ${head.signedAt.toISOString()}`)

export const signHead = (key: SecretKey, head: Head): Buffer => sign(null, wordsOf(head), privateKey(key))
export const isSignedBy = (key: SecretKey, head: Head, signature: Buffer): boolean =>
  verify(null, wordsOf(head), createPublicKey(privateKey(key)), signature)
