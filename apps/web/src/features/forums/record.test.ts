import { expect, test } from 'vitest'
import { asSentence } from './record.tsx'

test('a sentence stands without the number of a footnote, or the colon of a list that is not here', () => {
  expect(asSentence('listan i inkallningssystemet (UMS)3 i till samverkansmöte')).toBe(
    'listan i inkallningssystemet (UMS) i till samverkansmöte',
  )
  expect(asSentence('arbetsgrupper som rapporterar till forumet:')).toBe('arbetsgrupper som rapporterar till forumet …')
})
test('what is part of the sentence stays: times, weeks, roads', () => {
  for (const text of ['inom 60 minuter från kallelse', 'E4 och väg 222', 'kap. 2:8 och 1:3', 'Nivå 1, 2 och 3.'])
    expect(asSentence(text)).toBe(text)
})
