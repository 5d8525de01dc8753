import type { Certainty, PictureHeading } from './words.ts'

export type ComparableLine = { id: string; heading: PictureHeading; certainty: Certainty; text: string }
export type LineChange = 'new' | 'changed' | 'unchanged' | 'removed'

/** What has become of a line between an earlier version and this one; moved within its heading is no change. */
export const changeOf = (before: ComparableLine | undefined, now: ComparableLine | undefined): LineChange => {
  if (!now) return 'removed'
  if (!before) return 'new'
  return before.text === now.text && before.heading === now.heading && before.certainty === now.certainty ? 'unchanged' : 'changed'
}

/** Every line of the later version in its order, then what is gone. */
export const compareLines = (
  before: readonly ComparableLine[],
  now: readonly ComparableLine[],
): { id: string; change: LineChange; previousText: string | null }[] => {
  const earlier = new Map(before.map((line) => [line.id, line]))
  const kept = new Set(now.map((line) => line.id))
  return [
    ...now.map((line) => {
      const was = earlier.get(line.id)
      const change = changeOf(was, line)
      return { id: line.id, change, previousText: change === 'changed' ? (was?.text ?? null) : null }
    }),
    ...before.filter((line) => !kept.has(line.id)).map((line) => ({ id: line.id, change: 'removed' as const, previousText: line.text })),
  ]
}
