import type { ProblemCode } from '@samverkan/domain'
import { Problem } from './problem.ts'

/** `asker` is whoever the work is done for: those who wait are let in asker by asker, each asker's own in order. */
export type Gate = <T>(asker: string, work: () => Promise<T>) => Promise<T>

const retryAfterSeconds = 5
type Options = { each?: number; patience?: number; refusal?: ProblemCode; longest?: number }
type Line = { running: number; waiting: (() => void)[] }

/**
 * Lets at most `width` pieces of work run at a time, at most `each` of them for one asker. Whoever sends a thousand waits for their own thousand:
 * somebody else's first comes next. Of one asker no more than `patience` wait at a time; one more is refused as `refusal`, and nothing is kept of it.
 * Whoever has waited `longest` milliseconds is refused as well: the answer would come when nobody waits for it any more.
 */
export const gate = (width: number, { each = width, patience = 1_000, refusal = 'unavailable', longest }: Options = {}): Gate => {
  let running = 0
  const lines = new Map<string, Line>()

  const forget = (asker: string, line: Line): void => {
    if (line.running === 0 && line.waiting.length === 0) lines.delete(asker)
  }
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
    if (line.waiting.length >= patience) throw new Problem(refusal, { retryAfterSeconds })
    lines.set(asker, line)
    await new Promise<void>((resolve, reject) => {
      const enter = (): void => {
        clearTimeout(timer)
        resolve()
      }
      const leave = (): void => {
        line.waiting.splice(line.waiting.indexOf(enter), 1)
        forget(asker, line)
        reject(new Problem('took-too-long', { retryAfterSeconds }))
      }
      line.waiting.push(enter)
      const timer = longest === undefined ? undefined : setTimeout(leave, longest)
      letIn()
    })
    try {
      return await work()
    } finally {
      running -= 1
      line.running -= 1
      forget(asker, line)
      letIn()
    }
  }
}
