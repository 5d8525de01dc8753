import { existsSync, readFileSync } from 'node:fs'
import { SetupProblem } from '@samverkan/prisma/owner'
import { parseSecretKeys } from '../../apps/api/src/config.ts'
import { keyIdOf } from '../../apps/api/src/lib/journal-signature.ts'
import { writeWhole } from './copying.ts'
import type { Manifest } from './manifest.ts'

/** Beside the copy, never in it: whoever has both can sign as the portal. */
export const keysBeside = (backup: string): string => `${backup.replace(/\/+$/u, '')}.keys`

/** Writes down the keys that the portal keeps in its data folder. Those that somebody gave in SECRET_KEYS are kept by somebody already. */
export async function keepKeys(kept: string, to: string): Promise<void> {
  if (existsSync(to)) throw new SetupProblem(`${to} finns redan och skrivs inte över. Flytta undan filen, eller välj en annan med --keys.`)
  await writeWhole(to, `${readFileSync(kept, 'utf8').trim()}\n`)
}

export type Found = { keys: string; isGiven: boolean }

/**
 * The keys that the copy was signed with: from the file that was named, from SECRET_KEYS or from beside the copy. Others would sign on as a
 * stranger, so they are refused before anything is put back.
 */
export function keysFor(manifest: Manifest, backup: string, file: string | undefined, given: string | undefined): Found | undefined {
  const beside = keysBeside(backup)
  const place = file ?? (given || !existsSync(beside) ? undefined : beside)
  if (place !== undefined && !existsSync(place)) throw new SetupProblem(`Filen med nycklarna finns inte: ${place}`)
  const keys = place === undefined ? given : readFileSync(place, 'utf8').trim()
  if (!keys) return undefined
  const mine = namesOf(keys, place ?? 'SECRET_KEYS')
  if (manifest.keyId !== null && !mine.includes(manifest.keyId))
    throw new SetupProblem(
      `Nycklarna i ${place ?? 'SECRET_KEYS'} är inte säkerhetskopians: den signerades senast med ${manifest.keyId}, och här finns bara ${mine.join(', ')}. ` +
        'Ange rätt fil med --keys. Är de rätta nycklarna förlorade: återläs med --without-keys. Ingenting har ändrats.',
    )
  return { keys, isGiven: place === undefined }
}

function namesOf(keys: string, place: string): string[] {
  try {
    return parseSecretKeys(keys).map(keyIdOf)
  } catch {
    throw new SetupProblem(`Nycklarna i ${place} går inte att läsa. De ser ut så här: 1:<minst 32 byte i base64>.`)
  }
}
