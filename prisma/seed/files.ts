import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import { SetupProblem } from '../owner.ts'
import { actorsFile, forumsFile, ownFile, rolesFile } from './schemas.ts'
import { capabilitiesFile } from './schemas-capabilities.ts'
import { goalsFile } from './schemas-goals.ts'

export type ReferenceFiles = {
  actors: z.infer<typeof actorsFile>
  forums: z.infer<typeof forumsFile>
  roles: z.infer<typeof rolesFile>
  capabilities: z.infer<typeof capabilitiesFile>
  goals: z.infer<typeof goalsFile>
  own: z.infer<typeof ownFile>
}

export const REFERENCE = import.meta.dirname

/** Reads and checks every file before anything is written; says which file, where in it, and what is wrong. */
export function readReferenceFiles(folder: string = REFERENCE): ReferenceFiles {
  return {
    actors: read(folder, 'actors.json', actorsFile),
    forums: read(folder, 'forums.json', forumsFile),
    roles: read(folder, 'roles.json', rolesFile),
    capabilities: read(folder, 'capabilities.json', capabilitiesFile),
    goals: read(folder, 'goals.json', goalsFile),
    own: read(folder, 'own.json', ownFile),
  }
}

function read<T extends z.ZodType>(folder: string, name: string, schema: T): z.infer<T> {
  const path = join(folder, name)
  let content: unknown
  try {
    content = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new SetupProblem(`Referensdata i ${path} går inte att läsa: ${(error as Error).message}. Ingenting har ändrats i databasen.`)
  }
  const result = schema.safeParse(content)
  if (result.success) return result.data
  const faults = result.error.issues
    .slice(0, 10)
    .map(({ path: at, message }) => `  ${at.map(String).join('.') || '(hela filen)'}: ${message}`)
  const more = result.error.issues.length > 10 ? `\n  … och ${result.error.issues.length - 10} till` : ''
  throw new SetupProblem(`Referensdata i ${path} stämmer inte:\n${faults.join('\n')}${more}\nIngenting har ändrats i databasen.`)
}
