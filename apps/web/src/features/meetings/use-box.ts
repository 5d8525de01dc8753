import { CallError } from '@samverkan/contract'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { type BoxOptions, type DraftBox, type Kept, openBox, type Sent } from '../../lib/draft-box.ts'
import { forgetDraft, readDraft, writeDraft } from '../../lib/drafts.ts'
import { problemOf } from '../../lib/problem.ts'

/** Worth sending again by itself: the question never came to an answer. */
const later = new Set(['offline', 'unavailable', 'too-many', 'not-signed-in', 'unexpected'])
const every = 5_000

/** What became of one sending: saved, tried again later, or a refusal with what stands on the server now. */
export async function outcomeOf<Said, Saved extends Said & { version: number }>(
  sending: Promise<Saved>,
  isSame: (theirs: Saved) => boolean,
  read = (current: unknown): Saved => current as Saved,
): Promise<Sent<Said, Saved>> {
  try {
    return { ok: true, answer: await sending }
  } catch (error) {
    const { code } = problemOf(error)
    if (later.has(code)) return { ok: false, later: true }
    const current = error instanceof CallError ? error.problem?.current : undefined
    // The same words from both, or our own words that came through although the answer was lost: nothing to choose between.
    if (code === 'stale-version' && current) {
      const theirs = read(current)
      return isSame(theirs) ? { ok: true, answer: theirs } : { ok: false, later: false, refusal: { kind: 'conflict', theirs } }
    }
    return { ok: false, later: false, refusal: { kind: 'refused', code } }
  }
}

/** A box for the pieces named in `codes`; what waits is sent again when the network is back and when the page goes away. */
export function useBox<Said, Saved extends Said & { version: number }>(
  key: string,
  codes: readonly string[],
  options: Pick<BoxOptions<Said, Saved>, 'send' | 'onSaved' | 'isSame'>,
) {
  const names = codes.join(' ')
  const { send, onSaved, isSame } = options
  const box = useMemo<DraftBox<Said, Saved>>(() => {
    const draft = (code: string) => `${key}:${code}`
    return openBox<Said, Saved>({
      codes: names ? names.split(' ') : [],
      drafts: {
        read: (code) => readDraft<Kept<Said>>(draft(code))?.value ?? null,
        write: (code, kept) => void writeDraft(draft(code), kept),
        forget: (code) => forgetDraft(draft(code)),
      },
      send,
      onSaved,
      isSame,
    })
  }, [key, names, send, onSaved, isSame])
  useEffect(() => {
    box.flush()
    const timer = setInterval(() => [...box.read().entries.values()].some((entry) => entry.state === 'waiting') && box.flush(), every)
    addEventListener('online', box.flush)
    addEventListener('pagehide', box.flush)
    return () => {
      clearInterval(timer)
      removeEventListener('online', box.flush)
      removeEventListener('pagehide', box.flush)
      box.flush()
    }
  }, [box])
  return { box, ...useSyncExternalStore(box.subscribe, box.read) }
}
