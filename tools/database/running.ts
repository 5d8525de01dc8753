import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The embedded database that runs now, as the worker reads it; undefined when it is not running. */
export function runningDatabase(dataFolder: string, secret: Buffer): string | undefined {
  const port = portIn(join(dataFolder, 'postgres', 'cluster', 'postmaster.pid'))
  if (!port) return undefined
  const password = createHmac('sha256', secret).update('database role samverkan_worker_login').digest('base64url')
  return `postgres://samverkan_worker_login:${password}@127.0.0.1:${port}/samverkan`
}

function portIn(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').split('\n')[3]?.trim() || undefined
  } catch {
    return undefined
  }
}
