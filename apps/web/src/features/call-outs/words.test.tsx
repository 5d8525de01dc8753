import type { BoardRow } from '@samverkan/contract'
import { cleanup, renderHook } from '@testing-library/react'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { chooseLanguage, LanguageProvider } from '../../lib/language.tsx'
import { useMarks, useStripWords } from './words.ts'

beforeAll(() => chooseLanguage('sv'))
afterEach(cleanup)

const row = (connected: BoardRow['connected']): BoardRow => ({
  actorId: 'nacka',
  actorCode: 'nacka',
  actorName: 'Nacka kommun',
  state: 'connected',
  calledAt: '2026-12-01T02:14:00Z',
  lateAt: '2026-12-01T02:29:00Z',
  gap: null,
  activationIds: ['samordnande', 'inriktande'],
  answers: [],
  connected,
  contacts: [],
})
const joined = (activationId: string, at: string) => ({ activationId, at })
/** What the strip of this row says in Stockholm's time, and the marks beside the name. */
const said = (connected: BoardRow['connected']) => {
  const { result } = renderHook(() => ({ words: useStripWords(), marks: useMarks() }), { wrapper: LanguageProvider })
  const { word, at } = result.current.words(row(connected), 'done')
  return { word, at, marks: result.current.marks(row(connected)) }
}

test('joined to one of two forums says so beside the name', () => {
  expect(said([joined('inriktande', '2026-12-01T02:40:00Z')])).toEqual({
    word: 'Ansluten',
    at: '03:40',
    marks: 'ansluten till 1 av 2 forum',
  })
})
test('joined to both is joined since the last of them, in whatever order they stand', () => {
  const both = [joined('samordnande', '2026-12-01T03:16:00Z'), joined('inriktande', '2026-12-01T02:40:00Z')]
  for (const connected of [both, both.toReversed()]) expect(said(connected)).toEqual({ word: 'Ansluten', at: '04:16', marks: '' })
})
