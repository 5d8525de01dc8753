import { Problem } from './problem.ts'

/** The cursor of a list is the sort key of the last row shown; opaque to the browser. */
export const cursorOf = (key: readonly (string | number)[]): string => Buffer.from(JSON.stringify(key)).toString('base64url')

/** The key in a cursor, or null for the first page. A cursor nobody made is refused as invalid. */
export const readCursor = (cursor: string | undefined): [string, string] | null => {
  if (cursor === undefined) return null
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Array.isArray(key) && key.length === 2 && key.every((part) => typeof part === 'string' || typeof part === 'number'))
      return [String(key[0]), String(key[1])]
  } catch {
    // Falls through to the same refusal as a wrong shape.
  }
  throw new Problem('invalid', { errors: [{ pointer: '/query/cursor', code: 'cursor' }] })
}
