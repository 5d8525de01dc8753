import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../../../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** Notes about our own work: where a wording was read, whose idea it was, what is not built yet. Nobody at 03:10 needs them. */
const notes = {
  sv: [
    /underlag/iu,
    /\brad(er)? \d/iu,
    /\bdok(ument)? \d/iu,
    /förslaget är vårt|vårt (eget )?förslag/iu,
    /källorna/iu,
    /ordagrant/iu,
    /finns inte i portalen|i portalen än\b/iu,
    /beslutad i portalen/iu,
    /\bA-\d\d\b/u,
  ],
  en: [
    /\bthe sources\b/iu,
    /\blines? \d/iu,
    /\bdoc \d/iu,
    /\bseeds?\b/iu,
    /proposal is ours|our (own )?proposal/iu,
    /word for word|verbatim/iu,
    /not in the portal yet|decided in the portal/iu,
    /\bA-\d\d\b/u,
  ],
}

/** Words that were replaced, and the other words for *(frivilligt)*. */
const replaced = {
  sv: [
    /\bHantering(en)?\b/u,
    /Lyft punkten|lyft till ett annat forum/iu,
    /Tas med hem|att ta med hem/iu,
    /tio största gap/iu,
    /koppl(a|ad|at|as|ades) till/iu,
    /Så är ni med/u,
    /hur den (har )?spridits/iu,
    /Tom blir/u,
    /lämnas tomt?\)|får vara tomt?|valfri|\(om du vill\)/iu,
  ],
  en: [/\bHandling\b/u, /\bLift(ed)?\b/u, /may be left empty|voluntary/iu, /\bstands? here\b/iu, /describe more/iu],
}

/** What the patterns find in a text, with the words around it. */
const found = (text: string, patterns: RegExp[]) => patterns.flatMap((pattern) => text.match(pattern)?.[0] ?? [])
const saying = (texts: string[], patterns: RegExp[]) =>
  texts.flatMap((text) => found(text, patterns).map((words) => `${words}: ${text.slice(0, 120)}`))

/** The texts of a catalogue, each joined to one line. */
const catalogue = (locale: string) =>
  [...read(`apps/web/src/locales/${locale}.po`).matchAll(/^msgstr ((?:"(?:[^"\\]|\\.)*"\n?)+)/gmu)].slice(1).map(([, quoted]) =>
    [...quoted!.matchAll(/"((?:[^"\\]|\\.)*)"/gu)].map(([, part]) => part).join(''),
  )

const withoutComments = (code: string) => code.replaceAll(/\/\*[\s\S]*?\*\//gu, '').replaceAll(/(^|\s)\/\/.*$/gmu, '')

/** The texts of a reference file that somebody may come to read: all but those that say of themselves that they are notes. */
function shown(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(shown)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => (key === 'note' || key === 'basis' ? [] : shown(inner)))
}

for (const locale of ['sv', 'en'] as const) {
  test(`no text of the interface is a note about our work or an old word (${locale})`, () => {
    const texts = catalogue(locale)
    expect(texts.length).toBeGreaterThan(1500)
    expect(saying(texts, [...notes[locale], ...replaced[locale]])).toEqual([])
  })
}

test('what two wrote at once was joined: no text carries a mark of it, and the Swedish is what stands in the code', () => {
  const texts = [...read('apps/web/src/locales/sv.po').matchAll(/^msgid "((?:[^"\\]|\\.)+)"\nmsgstr "((?:[^"\\]|\\.)*)"/gmu)]
  expect(texts.length).toBeGreaterThan(1500)
  expect(texts.filter(([, inCode, shown]) => inCode !== shown).map(([, inCode]) => inCode)).toEqual([])
  for (const locale of ['sv', 'en']) expect(catalogue(locale).filter((text) => /[<=>]{7}/u.test(text))).toEqual([])
})

test('no letter, file or refusal is either', () => {
  const folders = ['packages/domain/src', 'apps/api/src/features']
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|typ)$/u.test(name) && !name.endsWith('.test.ts'))
      .map((name) => `${folder}/${name}`),
  )
  expect(files.length).toBeGreaterThan(100)
  const texts = files.map((file) => ({ file, text: withoutComments(read(file)) }))
  expect(
    texts.flatMap(({ file, text }) => found(text, [...notes.sv, ...replaced.sv]).map((words) => `${file}: ${words}`)),
  ).toEqual([])
})

test('no name, agenda or setting of our own is either, nor what is shown of an actor’s membership', () => {
  const own = shown(JSON.parse(read('prisma/seed/own.json')))
  expect(own.length).toBeGreaterThan(100)
  expect(saying(own, [...notes.sv, ...notes.en])).toEqual([])
  const { actors } = JSON.parse(read('prisma/seed/actors.json')) as { actors: { joined: { basis: string } }[] }
  // The page takes the reference in brackets away; what is left is Swedish.
  const bases = actors.map(({ joined }) => joined.basis.replace(/\s*\(doc [^)]*\)/gu, ''))
  expect(saying(bases, [...notes.sv, ...notes.en, /\bNOT\b|\blisted\b/u])).toEqual([])
})
