import { createHash, createHmac, randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import type { SecretKey } from '../config.ts'

export const newId = (): string => v7()
export const sha256 = (value: string | Buffer): Buffer => createHash('sha256').update(value).digest()
/** 256 bits for a cookie or a link; the database holds only its SHA-256 (security.md B2). */
export const newToken = (): string => randomBytes(32).toString('base64url')

export const currentKey = (keys: readonly SecretKey[]): SecretKey => {
  const key = keys.at(-1)
  if (!key) throw new Error('no secret key')
  return key
}
/** The key that something was made with, after newer ones have come. */
export const keyOfVersion = (keys: readonly SecretKey[], version: number): SecretKey => {
  const key = keys.find((one) => one.version === version)
  if (!key) throw new Error(`no secret key ${version}`)
  return key
}
/** The personal answer link of one attempt: the worker can make it again, the database cannot (architecture.md, Delivery). */
export const answerToken = (key: SecretKey, attemptId: string): string =>
  createHmac('sha256', key.secret).update(`answer:${attemptId}`).digest('base64url')
/** The link of an invitation or of a new password, made in the same way: 256 bits that stand in no table and in no outbox. */
export const oneTimeToken = (key: SecretKey, invitationId: string): string =>
  createHmac('sha256', key.secret).update(`one-time:${invitationId}`).digest('base64url')
/** What a person's browser seals their unsent words with: made again for each of their sessions, known to no table (ADR 0018). */
export const deviceSecret = (key: SecretKey, userId: string): string =>
  createHmac('sha256', key.secret).update(`device:${userId}`).digest('base64url')
