import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const here = import.meta.dirname
const glossary = readFileSync(join(here, '../../../docs/glossary.md'), 'utf8')

test('every domain folder is a word of the glossary', () => {
  const folders = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  expect(folders.length).toBeGreaterThan(0)
  for (const { name } of folders) expect(glossary, `${name} is missing from docs/glossary.md`).toContain(`\`${name}\``)
})

test('every API feature is a word of the glossary', () => {
  for (const { name } of readdirSync(join(here, '../../../apps/api/src/features'), { withFileTypes: true })) {
    expect(glossary, `${name} is missing from docs/glossary.md`).toContain(`\`${name}\``)
  }
})
