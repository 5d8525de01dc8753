import { Problem } from './problem.ts'

/** `asker` is whoever the work is done for: those who wait are let in asker by asker, each asker's own in order. */
export type Gate = <T>(asker: string, work: () => Promise<T>) => Promise<T>

type Line = { running: number; waiting: (() => void)[] }

/**
 * Lets at most `width` pieces of work run at a time, at most `each` of them for one asker. Whoever sends a thousand waits for their own thousand:
 * somebody else's first comes next. Of one asker no more than `patience` wait at a time; one more is refused as `unavailable`, and nothing is kept of it.
 */
export const gate = (width: number, { each = width, patience = 1_000 }: { each?: number; patience?: number } = {}): Gate => {
  let running = 0
  const lines = new Map<string, Line>()

  const letIn = (): void => {
    for (const [asker, line] of lines) {
      if (running >= width) return
      if (line.running >= each) continue
      const next = line.waiting.shift()
      if (!next) continue
      running += 1
      line.running += 1
      // To the end of the round: the others come first now.
      lines.delete(asker)
      lines.set(asker, line)
      next()
    }
  }
  return async (asker, work) => {
    const line = lines.get(asker) ?? { running: 0, waiting: [] }
    if (line.waiting.length >= patience) throw new Problem('unavailable', { retryAfterSeconds: 5 })
    lines.set(asker, line)
    await new Promise<void>((resolve) => {
      line.waiting.push(resolve)
      letIn()
    })
    try {
      return await work()
    } finally {
      running -= 1
      line.running -= 1
      if (line.running === 0 && line.waiting.length === 0) lines.delete(asker)
      letIn()
    }
  }
}
