import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parentPort } from 'node:worker_threads'
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler'

/** `data` is JSON: the template reads it from its inputs, so that nothing a person wrote is ever read as typesetting. */
export type PrintJob = { id: number; template: string; data: string }
export type PrintDone = { id: number; pdf: Uint8Array } | { id: number; error: string }

const fontAt = (path: string): Buffer => readFileSync(fileURLToPath(import.meta.resolve(`@expo-google-fonts/${path}.ttf`)))
const fonts = [
  fontAt('atkinson-hyperlegible-next/400Regular/AtkinsonHyperlegibleNext_400Regular'),
  fontAt('atkinson-hyperlegible-next/700Bold/AtkinsonHyperlegibleNext_700Bold'),
  fontAt('noto-emoji/400Regular/NotoEmoji_400Regular'),
]
const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs: fonts }] })
const templates = new Map<string, string>()
const templateAt = (path: string): string => {
  const known = templates.get(path) ?? readFileSync(path, 'utf8')
  templates.set(path, known)
  return known
}

/** A character, or several that belong together, that no font here has: what the compiler says of it, quoted twice as Rust does. */
const lacking = /the text `\\*"((?:[^"\\]|\\+[^"\\])*)\\*"` could not be displayed/gu
const unquoted = (quoted: string): string =>
  quoted.replace(/\\+u\{([0-9a-f]{1,6})\}/gu, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
class NotShown extends Error {
  readonly characters: string[]
  constructor(message: string) {
    super(message)
    this.characters = [...message.matchAll(lacking)].flatMap(([, quoted = '']) => [...unquoted(quoted)])
  }
}

const compile = (template: string, data: string): Uint8Array => {
  const compiled = compiler.compile({ mainFileContent: templateAt(template), inputs: { data } })
  if (!compiled.result) throw new Error(JSON.stringify(compiled.takeError()?.shortDiagnostics ?? 'no document'))
  try {
    return compiler.pdf(compiled.result, { pdfStandard: PdfStandard.UA_1 })
  } catch (error) {
    throw new NotShown((error as Error).message)
  }
}

/** What shows nothing and has no width: a hole in a document that promises that all of it can be read. Not the joiner inside 👨‍👩‍👧. */
const invisible =
  /(?!\n|\u200d|\ufe0f)[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]|(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d|\u200d(?!\p{Extended_Pictographic})|(?<!\p{Emoji})\ufe0f/gu
const visible = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\r\n|[\v\f\r\u0085\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replace(invisible, '')

/** Characters that a compilation has found no glyph for; the next page need not fail for them first. */
const without = new Set<string>()
/** As few as a page can name of its own; a page of nothing but them is named in full the first time. */
const mostKnown = 20_000
const shown = (text: string): string => {
  let mended = ''
  for (const one of text) {
    if (!without.has(one)) mended += one
    else {
      // 𝐀 is an A in other clothes, and says the same; what has no such equal says that something stood here.
      const plain = one.normalize('NFKC')
      mended += plain !== one && [...plain].every((each) => !without.has(each)) ? plain : '\u25a1'
    }
  }
  return mended
}

/** Only a character that no font here has becomes □: a page with a gap in it is better than no page, and the rest of it stands as it was written. */
const print = (template: string, data: string): Uint8Array => {
  const tidy = (): string =>
    JSON.stringify(JSON.parse(data), (_, value: unknown) => (typeof value === 'string' ? shown(visible(value)) : value))
  if (without.size > mostKnown) without.clear()
  for (let tries = 0; ; tries++) {
    try {
      return compile(template, tidy())
    } catch (error) {
      const fresh = error instanceof NotShown ? error.characters.filter((one) => !without.has(one) && one !== '\u25a1') : []
      // An equal that is lacking too is found at the second try; whatever fails after that is not a matter of characters.
      if (fresh.length === 0 || tries >= 3) throw error
      for (const one of fresh) without.add(one)
    }
  }
}

parentPort?.on('message', ({ id, template, data }: PrintJob) => {
  let done: PrintDone
  try {
    done = { id, pdf: print(template, data) }
  } catch (error) {
    // The compiler quotes what it could not show; a log holds nothing that somebody wrote.
    done = { id, error: (error as Error).message.replace(/`[^`]*`/g, '…').slice(0, 500) }
  }
  compiler.evictCache(10)
  parentPort?.postMessage(done)
})
