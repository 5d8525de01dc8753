import type { TimelineEntry } from '@samverkan/contract'
import type { JournalData } from '@samverkan/domain'

export type Told = { kind: 'one'; entry: TimelineEntry } | { kind: 'answers'; entries: TimelineEntry[] }

/** Answers that say nothing but themselves: given in time, for the first time, without a word or a telephone call. */
function isPlainAnswer(entry: TimelineEntry): boolean {
  if (entry.type !== 'call-outs.answered' || entry.text) return false
  const { via, late, changed } = entry.data as JournalData['call-outs.answered']
  return via !== 'manual' && !late && !changed
}

const fewest = 3

/** Plain answers that follow on each other are told together: thirty lines that say "takes part" hide what matters. */
export function storyOf(entries: readonly TimelineEntry[]): Told[] {
  const story: Told[] = []
  for (const entry of entries) {
    const last = story.at(-1)
    if (!isPlainAnswer(entry)) story.push({ kind: 'one', entry })
    else if (last?.kind === 'answers') last.entries.push(entry)
    else story.push({ kind: 'answers', entries: [entry] })
  }
  return story.flatMap((told): Told[] =>
    told.kind === 'answers' && told.entries.length < fewest ? told.entries.map((entry) => ({ kind: 'one', entry })) : [told],
  )
}
