import { beforeEach, expect, test } from 'vitest'
import { deviceReady, unlockDevice } from './device.ts'
import { writeDraft } from './drafts.ts'
import { unsentOf, wordsIn } from './kept-words.ts'

beforeEach(async () => {
  localStorage.clear()
  await deviceReady()
  unlockDevice('anna', [{ version: 1, secret: btoa('anna'.padEnd(32)) }])
})

test('the words of a form are what somebody wrote, without its keys, codes and choices', () => {
  const line = {
    key: '8b0c7f7e-0000-4000-8000-000000000000',
    heading: 'situation',
    certainty: 'fact',
    text: 'Två vägar är stängda.',
    replaces: null,
  }
  expect(wordsIn({ lines: [line, { ...line, text: ' ' }] })).toBe('Två vägar är stängda.')
  expect(wordsIn({ answer: 'follows', person: 'nils', means: 'phone', activationIds: ['8b0c7f7e-0000-4000-8000-000000000000'] })).toBe(
    'nils',
  )
  expect([wordsIn(''), wordsIn(null), wordsIn('kort')]).toEqual(['', '', 'kort'])
})
test('a long text is shown by its beginning, and no character is cut in two', () => {
  const shown = wordsIn(`${'ord '.repeat(49)}123🔥 och mera rök`)
  expect([...shown].length).toBeLessThanOrEqual(200)
  expect(shown.isWellFormed()).toBe(true)
})
test('W2 · log-out asks about words and about what waits to be sent, not about a form somebody only opened', () => {
  writeDraft('anna:activate', { title: '', forums: ['regionalt-samordnande-forum'], isExercise: false })
  expect(unsentOf('anna')).toEqual([])
  writeDraft('anna:later:reached:1', { key: 'k', body: { answer: 'follows' } })
  writeDraft('anna:assessment:a1:1.1', { said: { value: 2, notApplicable: false, comment: '' }, basedOn: 0 })
  writeDraft('anna:note-field:i1', 'BESLUT om gasol')
  writeDraft('bo:note-field:i1', 'Någon annans')
  expect(
    unsentOf('anna')
      .map(({ name }) => name)
      .sort(),
  ).toEqual(['anna:assessment:a1:1.1', 'anna:later:reached:1', 'anna:note-field:i1'])
})
