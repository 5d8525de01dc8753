import type { Clock } from './clock.ts'

type Loggable = Error & { code?: string; table?: string; column?: string; constraint?: string; routine?: string; severity?: string }

export type LoggedError = { type: string; message: string; stack: string; [more: string]: unknown }

/** Texts that quote what somebody sent: Postgres of values it cannot take (class 22), JSON.parse of what it could not read. */
const quotesInput = (error: Loggable): boolean => error instanceof SyntaxError || (error.code ?? '').startsWith('22')

/**
 * An error as the log may hold it: where and what kind, never the values (security.md F3). Postgres puts whole rows into `detail` and
 * `where`; they are left out, and so is everything that nobody has thought of.
 */
export const errorForLog = (error: Loggable): LoggedError => ({
  type: error.name,
  message: quotesInput(error) ? 'a value could not be read' : error.message,
  stack: (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n'),
  ...Object.fromEntries(
    (['code', 'table', 'column', 'constraint', 'routine', 'severity'] as const).flatMap((field) =>
      error[field] === undefined ? [] : [[field, error[field]]],
    ),
  ),
  ...(error.cause instanceof Error ? { cause: errorForLog(error.cause) } : {}),
})

/** What `logWriter` says of lines that were lost, among the lines of a program. */
export const tellOfLost =
  (clock: Clock) =>
  (lines: number, code: string): string =>
    JSON.stringify({ level: 'warn', time: clock.now().toISOString(), msg: 'lines of the log could not be written', lines, code })
