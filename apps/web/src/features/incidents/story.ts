import type { TimelineEntry } from '@samverkan/contract'
import type { JournalData } from '@samverkan/domain'

export type Told = { kind: 'one'; entry: TimelineEntry } | { kind: 'answers' | 'joined'; entries: TimelineEntry[] }

/** Answers that say nothing but themselves: given in time, for the first time, without a word or a telephone call. */
function isPlainAnswer(entry: TimelineEntry): boolean {
  if (entry.type !== 'call-outs.answered' || entry.text) return false
  const { via, late, changed } = entry.data as JournalData['call-outs.answered']
  return via !== 'manual' && !late && !changed
}

/** A roll call is one thing that happened; a tick that was taken back is told by itself. */
const isTick = (entry: TimelineEntry): boolean =>
  entry.type === 'call-outs.connected' && (entry.data as JournalData['call-outs.connected']).connected

const fewest = 3

/** Plain answers that follow on each other, and the ticks of a roll call, are told together: thirty lines that say "takes part" hide what matters. */
export function storyOf(entries: readonly TimelineEntry[]): Told[] {
  const story: Told[] = []
  for (const entry of entries) {
    const last = story.at(-1)
    const kind = isPlainAnswer(entry) ? 'answers' : isTick(entry) ? 'joined' : 'one'
    if (kind === 'one') story.push({ kind, entry })
    else if (last?.kind === kind) last.entries.push(entry)
    else story.push({ kind, entries: [entry] })
  }
  return story.flatMap((told): Told[] =>
    told.kind !== 'one' && told.entries.length < fewest ? told.entries.map((entry) => ({ kind: 'one', entry })) : [told],
  )
}
