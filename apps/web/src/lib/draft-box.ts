import { serverNow } from './now.ts'

/** Why something has not reached the server. `waiting` is sent by itself later; the others need a person. */
export type Refusal<Saved> = { kind: 'conflict'; theirs: Saved } | { kind: 'refused'; code: string }
export type Kept<Said> = { said: Said; basedOn: number }
/** `isKept`: it lies on the device; false where that takes nothing more and this page alone has it. */
export type Entry<Said, Saved> = Kept<Said> & { state: 'unsent' | 'sending' | 'waiting'; refusal: Refusal<Saved> | null; isKept: boolean }

export type Sent<Said, Saved extends Said & { version: number }> =
  | { ok: true; answer: Saved }
  | { ok: false; later: true }
  | { ok: false; later: false; refusal: Refusal<Saved> }
export type BoxOptions<Said, Saved extends Said & { version: number }> = {
  /** On the device, so that neither a lost network nor a closed tab takes a word (`draftsUnder`). `write` answers whether it was taken. */
  drafts: { read: (code: string) => Kept<Said> | null; write: (code: string, kept: Kept<Said>) => boolean; forget: (code: string) => void }
  send: (code: string, kept: Kept<Said>) => Promise<Sent<Said, Saved>>
  onSaved: (code: string, answer: Saved) => void
  isSame: (a: Said, b: Said) => boolean
  codes: readonly string[]
  /** Milliseconds from the last key until it is sent. */
  settle?: number
  /** When the page shows what a query has just been given: queries tell it in the next turn. */
  told?: () => Promise<void>
}
const nextTurn = (): Promise<void> => new Promise((done) => setTimeout(done))

/**
 * What somebody is writing, piece by piece: each lives on the device until the server has it, is sent on the version it was based on, and is
 * never given up. One hand-over at a time per piece; what was written meanwhile follows after, on the version that came back.
 */
export const openBox = <Said, Saved extends Said & { version: number }>({
  drafts,
  send,
  onSaved,
  isSame,
  codes,
  settle = 700,
  told = nextTurn,
}: BoxOptions<Said, Saved>) => {
  type Here = Entry<Said, Saved>
  let entries: ReadonlyMap<string, Here> = new Map()
  let savedAt: number | null = null
  const known = new Set<string>()
  const listeners = new Set<() => void>()
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  let snapshot: { entries: ReadonlyMap<string, Here>; savedAt: number | null } = { entries, savedAt }

  const publish = (): void => {
    snapshot = { entries, savedAt }
    for (const listener of listeners) listener()
  }
  const put = (code: string, entry: Omit<Here, 'isKept'> | null): void => {
    const isKept = entry ? drafts.write(code, { said: entry.said, basedOn: entry.basedOn }) : false
    if (!entry) drafts.forget(code)
    const next = new Map(entries)
    if (entry) next.set(code, { ...entry, isKept })
    else next.delete(code)
    entries = next
    publish()
  }

  /** Two tabs, or a press whose answer was lost: the server has these very words already, and there is nothing to choose between. */
  const sameAsTheirs = (said: Said, sent: Sent<Said, Saved>): Sent<Said, Saved> =>
    !sent.ok && !sent.later && sent.refusal.kind === 'conflict' && isSame(sent.refusal.theirs, said)
      ? { ok: true, answer: sent.refusal.theirs }
      : sent

  const push = async (code: string): Promise<void> => {
    clearTimeout(timers.get(code))
    timers.delete(code)
    const entry = entries.get(code)
    if (!entry || entry.state === 'sending' || entry.refusal) return
    put(code, { ...entry, state: 'sending' })
    const sent = sameAsTheirs(entry.said, await send(code, entry))
    if (sent.ok && entries.has(code)) {
      savedAt = serverNow()
      onSaved(code, sent.answer)
      // Until the page knows what was saved the words stay here: without them it would show the older ones, and the next key, or whatever
      // is made of them, would build on those.
      await told()
    }
    const now = entries.get(code)
    if (!now) return
    if (sent.ok) {
      if (isSame(now.said, entry.said)) return put(code, null)
      put(code, { ...now, basedOn: sent.answer.version, state: 'unsent' })
      return push(code)
    }
    put(code, { ...now, state: sent.later ? 'waiting' : 'unsent', refusal: sent.later ? null : sent.refusal })
  }

  /** What the device kept of these, found again; each is looked for once. */
  const recall = (wanted: readonly string[]): boolean => {
    const found = new Map(entries)
    for (const code of wanted) {
      if (known.has(code)) continue
      known.add(code)
      const kept = found.has(code) ? null : drafts.read(code)
      if (kept) found.set(code, { ...kept, state: 'waiting', refusal: null, isKept: true })
    }
    if (found.size === entries.size) return false
    entries = found
    snapshot = { entries, savedAt }
    return true
  }
  recall(codes)

  return {
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    read: () => snapshot,
    /** Pieces that have come since the box was opened. */
    adopt: (wanted: readonly string[]): void => {
      if (recall(wanted)) publish()
    },
    /** Written: kept at once, sent at once or when the writer pauses. `basedOn` is the version shown, until there is a draft. */
    write: (code: string, said: Said, basedOn: number, when: 'now' | 'soon'): void => {
      const before = entries.get(code)
      known.add(code)
      put(code, {
        said,
        basedOn: before?.basedOn ?? basedOn,
        state: before?.state === 'sending' ? 'sending' : 'unsent',
        // Other words are another question: only what two have written waits for somebody to choose.
        refusal: before?.refusal?.kind === 'conflict' ? before.refusal : null,
      })
      clearTimeout(timers.get(code))
      if (when === 'now') void push(code)
      else
        timers.set(
          code,
          setTimeout(() => void push(code), settle),
        )
    },
    /** What waits or has not been sent, now: the network is back, the field was left, the page is going away. */
    flush: (): void => {
      for (const [code, entry] of entries) if (entry.state !== 'sending') void push(code)
    },
    /** What the server would not take, asked once more: it was locked and has been opened, or a right has come back. */
    again: (only?: string): void => {
      for (const [code, entry] of entries) {
        if (entry.refusal?.kind !== 'refused' || (only !== undefined && only !== code)) continue
        put(code, { ...entry, state: 'unsent', refusal: null })
        void push(code)
      }
    },
    /** After a conflict: this is what both should become, written over theirs. */
    merge: (code: string, said: Said, over: number): void => {
      put(code, { said, basedOn: over, state: 'unsent', refusal: null })
      void push(code)
    },
    drop: (code: string): void => put(code, null),
  }
}
export type DraftBox<Said, Saved extends Said & { version: number }> = ReturnType<typeof openBox<Said, Saved>>
