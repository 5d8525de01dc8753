import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SetupProblem } from '@samverkan/prisma/owner'

export type Secrets = {
  /** `1:base64,2:base64…` as the API and the worker read it; the last one is current. */
  keys: string
  current: Buffer
  /** True the first time, when the operator should hear that a copy must be kept. */
  isNew: boolean
}

/** Keys given by the operator, else made once and kept in the data folder, readable by this account alone. */
export function keptSecrets(dataFolder: string, given: string | undefined): Secrets {
  if (given) return { keys: given, current: currentOf(given), isNew: false }
  const file = join(dataFolder, 'secret-keys')
  const isNew = !existsSync(file)
  if (isNew) {
    writeFileSync(`${file}.next`, `1:${randomBytes(32).toString('base64')}`, { mode: 0o600 })
    renameSync(`${file}.next`, file)
  }
  const keys = readFileSync(file, 'utf8').trim()
  return { keys, current: currentOf(keys), isNew }
}

export function currentOf(keys: string): Buffer {
  const last = /^\d+:([A-Za-z0-9+/]+={0,2})$/.exec(keys.split(',').at(-1)!.trim())
  const key = Buffer.from(last?.[1] ?? '', 'base64')
  if (key.length >= 32) return key
  throw new SetupProblem(
    'SECRET_KEYS går inte att läsa. Den ser ut så här: 1:<minst 32 slumpade byte i base64>. Gör en med: openssl rand -base64 32',
  )
}
