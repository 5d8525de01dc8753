import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Files that mostly wait – for a process to start, a lease to run out, a mail server to give up. Begun first they wait while the others
 * compute; begun last everybody would wait for them. On a fresh clone nothing else knows how long a file takes.
 */
const WAITING = [
  'tools/start/start.test.ts',
  'apps/api/src/jobs/kill.test.ts',
  'apps/api/src/jobs/outbox.test.ts',
  'apps/api/src/test/limits.test.ts',
]

export class LongestWaitsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = WAITING.findIndex((path) => moduleId.endsWith(`/${path}`))
      return at === -1 ? WAITING.length : at
    }
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b))
  }
}
