import { Problem } from './problem.ts'

/** The cursor of a list is the sort key of the last row shown; opaque to the browser. */
export const cursorOf = (key: readonly (string | number)[]): string => Buffer.from(JSON.stringify(key)).toString('base64url')

/** What one part of a cursor is cast to in SQL. */
export type CursorPart = 'instant' | 'uuid' | 'whole' | 'text'
const isPart: Record<CursorPart, (part: string) => boolean> = {
  // As Postgres and JSON write it; nothing that Postgres would have to make sense of.
  instant: (part) =>
    /^\d{4,6}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d(?::?\d\d)?)$/.test(part) && !Number.isNaN(Date.parse(part)),
  uuid: (part) => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(part),
  whole: (part) => /^-?\d{1,15}$/.test(part),
  text: () => true,
}

/**
 * The key in a cursor, or null for the first page. A cursor nobody made is refused as invalid before Postgres sees it: what Postgres cannot
 * cast it writes into its own log, with whatever somebody put there.
 */
export const readCursor = <const Kinds extends readonly CursorPart[]>(
  cursor: string | undefined,
  ...kinds: Kinds
): { [Part in keyof Kinds]: string } | null => {
  if (cursor === undefined) return null
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Array.isArray(key) && key.length === kinds.length && key.every((part) => typeof part === 'string' || typeof part === 'number')) {
      const parts = key.map(String)
      if (kinds.every((kind, index) => (parts[index]?.length ?? 0) <= 1_000 && isPart[kind](parts[index] ?? '')))
        return parts as unknown as { [Part in keyof Kinds]: string }
    }
  } catch {
    // Falls through to the same refusal as a wrong shape.
  }
  throw new Problem('invalid', { errors: [{ pointer: '/query/cursor', code: 'cursor' }] })
}
