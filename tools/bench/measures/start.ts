import type { Environment } from '../environment.ts'
import type { Outcome } from '../outcome.ts'
export async function warmStart(_: Environment): Promise<Outcome[]> {
  return []
}
