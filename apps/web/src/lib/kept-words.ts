import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { shortened } from '@samverkan/domain'
import { type Piece, piecesOf } from './device.ts'

/** What lies under a name, for whoever looks at the list of it: the names are made where each form calls `useDraft`. */
const kinds: readonly (readonly [RegExp, MessageDescriptor])[] = [
  [/^later:reports:/u, msg`Rapport till en lägesbild, inte skickad`],
  [/^later:reached:/u, msg`Svar som någon lämnade per telefon, inte skickat`],
  [/^later:taken-down:/u, msg`Rapport per telefon eller Rakel, inte skickad`],
  [/^picture:.*:taken-down:/u, msg`Rapport per telefon eller Rakel`],
  [/^picture:.*:report:/u, msg`Rapport till en lägesbild`],
  [/^picture:.*:(note|spread):/u, msg`Kvittens av en lägesbild`],
  [/^picture:/u, msg`Text i en lägesbild`],
  [/^assessment:/u, msg`Svar i självskattningen`],
  [/^reopen:/u, msg`Skäl att öppna en självskattning`],
  [/^(note-field|note):/u, msg`Anteckning från ett möte`],
  [/^outcome:/u, msg`Vad en punkt på ett möte ledde till`],
  [/:report:|^report-lines:/u, msg`Förrapport till ett möte`],
  [/^(question|answer-to):/u, msg`Fråga som tagits med hem`],
  [/^(edit-meeting|plan-meeting|open-meeting|agenda-item|move|cancel-meeting)(:|$)/u, msg`Ändring av ett möte`],
  [/^measure/u, msg`Åtgärd`],
  [/^answer:/u, msg`Svar på en kallelse`],
  [/^reached:/u, msg`Svar som någon lämnade per telefon`],
  [/^activate/u, msg`Aktivering`],
  [/^(request|withdraw)(:|$)/u, msg`Begäran om aktivering`],
  [/^closing:/u, msg`Avslutande anteckning`],
  [/^(contact|designation):/u, msg`Uppgift om en aktör`],
  [/^(give|details|invite)(:|$)/u, msg`Uppgift om en användare`],
]
const other = msg`Text som inte är skickad`
/** `name` with its owner in front, as it lies on the device. */
export function kindOf(name: string): MessageDescriptor {
  const rest = name.slice(name.indexOf(':') + 1)
  return kinds.find(([pattern]) => pattern.test(rest))?.[1] ?? other
}

/** What a form keeps beside words: keys, codes and choices. */
const wordless = /^(?:[\da-f]{8}-[\da-f-]{27}|[a-z\d_:.-]*)$/iu
const plain = new Set([
  'text',
  'title',
  'comment',
  'note',
  'reason',
  'name',
  'person',
  'deputy',
  'summary',
  'measure',
  'question',
  'answerText',
])
const skipped = new Set(['key', 'place', 'page'])
function* strings(value: unknown, field: string): Generator<string> {
  if (typeof value === 'string') {
    const text = value.trim()
    if (text && (field === '' || plain.has(field) || !wordless.test(text))) yield text
  } else if (Array.isArray(value)) for (const one of value) yield* strings(one, field)
  else if (typeof value === 'object' && value !== null)
    for (const [name, one] of Object.entries(value)) if (!skipped.has(name)) yield* strings(one, name)
}
/** The words that somebody wrote, as one line; empty where there are none. */
export const wordsIn = (value: unknown): string => {
  const all = [...strings(value, '')].join(' · ')
  return shortened(all, 200)
}

/** What leaves by itself is missed also where it is a choice without a word. */
const leaves = /^(?:later|assessment):/u
/** What somebody would miss: what is to be sent, what has words in it, and what can no longer be read. */
export const unsentOf = (userId: string): Piece[] =>
  piecesOf(userId).filter(({ name, value }) => leaves.test(name.slice(userId.length + 1)) || value === undefined || wordsIn(value) !== '')
