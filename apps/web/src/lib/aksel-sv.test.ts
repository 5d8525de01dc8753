import { expect, test } from 'vitest'
import { akselSwedish } from './aksel-sv.ts'

/** Each with the texts it asks Aksel for, beside those that all share. */
const spoken: Record<string, readonly (keyof typeof akselSwedish)[]> = {
  Button: ['Loader'],
  Checkbox: [],
  CheckboxGroup: [],
  Provider: [],
  Select: [],
  Switch: ['Loader'],
  TextField: [],
  Textarea: ['Textarea'],
  Theme: [],
}

test('every component of Aksel that the portal uses has its Swedish texts, and no text is there for nothing', () => {
  const files = import.meta.glob<string>(['../**/*.ts', '../**/*.tsx'], { query: '?raw', import: 'default', eager: true })
  const used = Object.values(files).flatMap((code) =>
    [...code.matchAll(/import \{([^}]*)\} from '@navikt\/ds-react'/gu)].flatMap(([, names = '']) =>
      names
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '' && !name.startsWith('type ')),
    ),
  )
  expect([...new Set(used)].sort()).toEqual(Object.keys(spoken))
  expect(Object.keys(akselSwedish).sort()).toEqual([...new Set(['global', ...Object.values(spoken).flat()])].sort())
})
