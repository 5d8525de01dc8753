import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Binaries } from '../postgres/binaries.ts'

export const DEBIAN = '/usr/lib/postgresql'

/** Versions that the portal supports among those the system has installed. */
export function installed(folder: string): { version: string; binaries: Binaries }[] {
  const versions = existsSync(folder) ? readdirSync(folder) : []
  return versions
    .filter((version) => Number(version) >= 15)
    .map((version) => ({
      version,
      binaries: { initdb: join(folder, version, 'bin', 'initdb'), postgres: join(folder, version, 'bin', 'postgres') },
    }))
    .filter(({ binaries }) => existsSync(binaries.initdb) && existsSync(binaries.postgres))
}

export const systemPostgres = installed(DEBIAN)
