import { expect, test } from 'vitest'
import { measureIn } from './measure-words.ts'

test('a line that begins with the word is a measure, and the word is not part of it', () => {
  expect(measureIn('Åtgärd: Värmdö återkommer med prognos')).toBe('Värmdö återkommer med prognos')
  expect(measureIn('åtgärd – ring Täby')).toBe('ring Täby')
  expect(measureIn('  Measure: call Täby ')).toBe('call Täby')
})

test('the word inside a sentence is only a word', () => {
  for (const text of ['Åtgärden är klar', 'Vi föreslår åtgärd: ingen', 'Åtgärd:', 'Åtgärd', '']) expect(measureIn(text), text).toBeNull()
})
