import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parentPort } from 'node:worker_threads'
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler'

/** `data` is JSON: the template reads it from its inputs, so that nothing a person wrote is ever read as typesetting. */
export type PrintJob = { id: number; template: string; data: string }
export type PrintDone = { id: number; pdf: Uint8Array } | { id: number; error: string }

const fonts = ['400Regular', '700Bold'].map((weight) =>
  readFileSync(
    fileURLToPath(import.meta.resolve(`@expo-google-fonts/atkinson-hyperlegible-next/${weight}/AtkinsonHyperlegibleNext_${weight}.ttf`)),
  ),
)
const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs: fonts }] })
const templates = new Map<string, string>()
const templateAt = (path: string): string => {
  const known = templates.get(path) ?? readFileSync(path, 'utf8')
  templates.set(path, known)
  return known
}

const compile = (template: string, data: string): Uint8Array => {
  const compiled = compiler.compile({ mainFileContent: templateAt(template), inputs: { data } })
  if (!compiled.result) throw new Error(JSON.stringify(compiled.takeError()?.shortDiagnostics ?? 'no document'))
  return compiler.pdf(compiled.result, { pdfStandard: PdfStandard.UA_1 })
}

/** Characters that show nothing, and would be holes in a document that promises that all of it can be read. */
const invisible = /(?!\n)[\p{Cc}\p{Cf}\u2028\u2029]/gu
/** What the two fonts we bring, and the one Typst brings, can all show. */
const uncommon =
  /[^\n\u0020-\u007e\u00a0-\u024f\u0370-\u03ff\u0400-\u045f\u2010-\u2027\u2030-\u203a\u20ac\u2122\u2190-\u2193\u2212\u2248\u2260\u2264\u2265]/gu

/** A character that no font here can show becomes □: a page with a gap in it is better than no page. */
const print = (template: string, data: string): Uint8Array => {
  const tidy = (mend: (text: string) => string): string =>
    JSON.stringify(JSON.parse(data), (_, value: unknown) => (typeof value === 'string' ? mend(value) : value))
  const visible = (text: string): string => text.normalize('NFC').replace(invisible, '')
  try {
    return compile(template, tidy(visible))
  } catch {
    return compile(
      template,
      tidy((text) => visible(text).replace(uncommon, '\u25a1')),
    )
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
