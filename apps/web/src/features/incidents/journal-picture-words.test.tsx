import type { TimelineEntry } from '@samverkan/contract'
import { cleanup, render } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { chooseLanguage, LanguageProvider } from '../../lib/language.tsx'
import { useToldOfPicture } from './journal-picture-words.tsx'

beforeEach(() => chooseLanguage('sv'))
afterEach(cleanup)

function Told({ entry }: { entry: TimelineEntry }) {
  return useToldOfPicture({ actors: {}, forums: {} } as unknown as Parameters<typeof useToldOfPicture>[0])(entry).words
}

test('a version is said to build on those whose lines stand in it, who need not have reported to that number', () => {
  const entry = { type: 'situational-pictures.published', data: { number: 2, reported: 2, asked: 37 } } as unknown as TimelineEntry
  const { container } = render(
    <LanguageProvider>
      <Told entry={entry} />
    </LanguageProvider>,
  )
  expect(container.textContent).toBe('Lägesbild 2 publicerades. Bygger på uppgifter från 2 av 37 aktörer.')
})
