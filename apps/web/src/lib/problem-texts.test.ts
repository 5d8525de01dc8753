import { problems } from '@samverkan/domain'
import { CallError } from '@samverkan/contract'
import { expect, test } from 'vitest'
import { problemOf } from './problem.ts'
import { problemTexts } from './problem-texts.ts'

test('every refusal has words, and no words are left over', () => {
  expect(Object.keys(problemTexts).sort()).toEqual([...Object.keys(problems), 'offline'].sort())
})
test('no text blames, apologises or shouts', () => {
  for (const { title, detail } of Object.values(problemTexts)) {
    const words = `${title.message ?? title.id} ${detail.message ?? detail.id}`
    expect(words).not.toMatch(/tyvärr|ogiltig|!|ursäkta/iu)
  }
})
test('W1 · no text of a refusal says by itself that the device has the words: whether it has is known when it is shown', () => {
  for (const { title, detail } of Object.values(problemTexts))
    expect(`${title.message ?? title.id} ${detail.message ?? detail.id}`).not.toMatch(/enhet/iu)
})
test('W6 · a refusal that names no field never says that something is marked', () => {
  for (const { title, detail } of Object.values(problemTexts))
    expect(`${title.message ?? title.id} ${detail.message ?? detail.id}`).not.toMatch(/marker/iu)
})
test('where a colleague was first nothing is said to be reloaded: both texts are here, and are compared', () => {
  const { detail } = problemTexts['stale-version']
  expect(detail.message ?? detail.id).not.toMatch(/ladda om/iu)
  expect(detail.message ?? detail.id).toMatch(/^Det du skrivit finns kvar .*kollegans/u)
})
test('a mistake of our own is unexpected, a refusal keeps its code and number', () => {
  expect(problemOf(new Error('x')).code).toBe('unexpected')
  const refused = new CallError('forbidden', { type: '/problems/forbidden', status: 403, code: 'forbidden', title: '', requestId: 'r-1' })
  expect(problemOf(refused)).toEqual({ code: 'forbidden', requestId: 'r-1', errors: [] })
})
