/** A piece of a text that changed: there before and after, only after, or only before. */
export type Piece = { kind: 'same' | 'new' | 'old'; text: string }

/** Beyond this many words times words a comparison word for word costs more than it tells: the middle is shown old and new. */
const most = 60_000
const split = (text: string): string[] => text.match(/\s*\S+/gu) ?? []
const isSame = (a: string | undefined, b: string | undefined): boolean => a?.trim() === b?.trim()

/** What changed between two texts, word by word: "i två kommuner" → "i fyra kommuner" keeps what is the same readable in one place. */
export function wordDiff(before: string, after: string): Piece[] {
  const a = split(before)
  const b = split(after)
  let start = 0
  while (start < a.length && start < b.length && isSame(a[start], b[start])) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && isSame(a[a.length - 1 - end], b[b.length - 1 - end])) end++
  const head: Piece = { kind: 'same', text: b.slice(0, start).join('') }
  const tail: Piece = { kind: 'same', text: b.slice(b.length - end).join('') }
  return joined([head, ...middle(a.slice(start, a.length - end), b.slice(start, b.length - end)), tail])
}

function middle(a: readonly string[], b: readonly string[]): Piece[] {
  const whole: Piece[] = [
    { kind: 'old', text: a.join('') },
    { kind: 'new', text: b.join('') },
  ]
  if (a.length === 0 || b.length === 0 || a.length * b.length > most) return whole
  // Longest common subsequence, from the end, so that the walk below goes forward.
  const width = b.length + 1
  const common = new Uint16Array((a.length + 1) * width)
  const at = (i: number, j: number): number => common[i * width + j] ?? 0
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i * width + j] = isSame(a[i], b[j]) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  // A few little words in common make a patchwork nobody can read: then the old stands whole before the new.
  if (at(0, 0) * 3 < Math.min(a.length, b.length)) return whole
  const pieces: Piece[] = []
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && isSame(a[i], b[j])) {
      pieces.push({ kind: 'same', text: b[j] ?? '' })
      i++
      j++
    } else if (i < a.length && (j === b.length || at(i + 1, j) >= at(i, j + 1))) pieces.push({ kind: 'old', text: a[i++] ?? '' })
    else pieces.push({ kind: 'new', text: b[j++] ?? '' })
  }
  return pieces
}

/** Neighbours of one kind as one piece, the old before the new where they stand in the same place. */
function joined(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = []
  let old = ''
  let fresh = ''
  const turn = (next = fresh) => {
    // The first word of a text has no space before it, which the struck one then needs after.
    if (old && next && !/^\s/u.test(next)) old += ' '
    if (old) result.push({ kind: 'old', text: old })
    if (fresh) result.push({ kind: 'new', text: fresh })
    old = ''
    fresh = ''
  }
  for (const { kind, text } of pieces) {
    if (!text) continue
    if (kind === 'old') old += text
    else if (kind === 'new') fresh += text
    else {
      turn(fresh || text)
      const last = result.at(-1)
      if (last?.kind === 'same') last.text += text
      else result.push({ kind, text })
    }
  }
  turn()
  return result
}
