import { writeSync } from 'node:fs'

/** Where lines go that nobody may have to wait for: `write` neither throws nor blocks, whatever becomes of the line. */
export type LogWriter = { write: (line: string) => void }

type Options = {
  /** The line that says how many were lost, and of what, before the first that can be written again. */
  tell: (lost: number, code: string) => string
  put?: (bytes: Buffer) => number
}

/** A pipe whose reader is behind by more than this loses lines, like a disk that is full. */
const backlogLimit = 1_048_576
const againMs = 50
const lineEnd = 10
const linesIn = (text: string): number => text.split('\n').length - 1

/**
 * A log that is best effort. A disk that is full, gone or over its quota costs the lines that it does not take, and nothing else: the usual
 * libraries try such a line again for ever, on the thread that answers people, or end the process. What is lost is counted, and said once when
 * there is room again.
 */
export const logWriter = (fd: number, { tell, put = (bytes) => writeSync(fd, bytes) }: Options): LogWriter => {
  let lost = 0
  let code = ''
  /** Whether the next byte begins a line. */
  let isBetween = true
  let backlog: Buffer[] = []
  let held = 0
  let timer: NodeJS.Timeout | undefined

  /** What was not taken, and why. */
  const offer = (bytes: Buffer): { rest: Buffer; refused: string } | undefined => {
    let taken = 0
    let refused: string | undefined
    while (taken < bytes.length && refused === undefined) {
      try {
        taken += put(bytes.subarray(taken))
      } catch (error) {
        refused = (error as NodeJS.ErrnoException).code ?? 'unknown'
      }
    }
    if (taken > 0) isBetween = bytes[taken - 1] === lineEnd
    return refused === undefined ? undefined : { rest: bytes.subarray(taken), refused }
  }
  const lose = (text: string, why: string): void => {
    lost += linesIn(text)
    code = why
  }
  const send = (bytes: Buffer): void => {
    const left = offer(bytes)
    if (!left) return
    // Nothing is wrong with a pipe that is full for the moment.
    if (left.refused === 'EAGAIN') later(left.rest)
    else lose(left.rest.toString('utf8'), left.refused)
  }
  const later = (rest: Buffer): void => {
    backlog.push(rest)
    held += rest.length
    timer ??= setTimeout(() => {
      timer = undefined
      const waiting = Buffer.concat(backlog)
      backlog = []
      held = 0
      send(waiting)
    }, againMs).unref()
  }
  /** What was cut in the middle ends here, so that every line that follows can be read. */
  const tellOfLost = (): boolean => {
    const left = offer(Buffer.from(`${isBetween ? '' : '\n'}${tell(lost, code)}\n`))
    if (left) return false
    lost = 0
    return true
  }
  return {
    write: (line) => {
      if (backlog.length > 0) {
        if (held + line.length > backlogLimit) lose(line, 'EAGAIN')
        else later(Buffer.from(line))
        return
      }
      if (lost > 0 && !tellOfLost()) lose(line, code)
      else send(Buffer.from(line))
    },
  }
}
