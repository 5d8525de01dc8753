import { expect, test } from 'vitest'
import { type CursorPart, cursorOf, readCursor } from './paging.ts'

const refusal = (cursor: string, ...kinds: [CursorPart, CursorPart]): unknown => {
  try {
    return readCursor(cursor, ...kinds)
  } catch (problem) {
    return (problem as { code: string }).code
  }
}
const id = '0198c0de-0000-7000-8000-000000000001'

test('a cursor is read back as it was made, of the kinds that the list sorts by', () => {
  expect(readCursor(undefined, 'text', 'uuid')).toBeNull()
  expect(readCursor(cursorOf(['Åre', id]), 'text', 'uuid')).toEqual(['Åre', id])
  for (const at of ['2026-11-30T12:00:00.123456+00:00', '2026-11-30 12:00:00+00', '2026-11-30T12:00:00Z', '2026-11-30T12:00:00.1Z'])
    expect(readCursor(cursorOf([at, id]), 'instant', 'uuid')).toEqual([at, id])
  expect(readCursor(cursorOf([17, 0]), 'whole', 'whole')).toEqual(['17', '0'])
})

test('what Postgres could not cast never reaches it: its log would hold it', () => {
  for (const part of ['Anna Andersson', '', '2026-13-40', 'now', 'infinity', 'epoch', "2026-11-30T12:00:00Z'--"])
    expect(refusal(cursorOf([part, id]), 'instant', 'uuid')).toBe('invalid')
  for (const part of ['Anna', '1', '', `${id}x`]) expect(refusal(cursorOf(['x', part]), 'text', 'uuid')).toBe('invalid')
  for (const part of ['1e9', '1.5', 'x', '9'.repeat(16)]) expect(refusal(cursorOf([part, 0]), 'whole', 'whole')).toBe('invalid')
  for (const cursor of ['', '%', 'bnVsbA', Buffer.from('[1]').toString('base64url'), Buffer.from('[[],{}]').toString('base64url')])
    expect(refusal(cursor, 'text', 'uuid')).toBe('invalid')
})
