import { CallError } from '@samverkan/contract'
import { useMemo, useSyncExternalStore } from 'react'
import { isForLater, useSending } from '../../lib/box-sending.ts'
import { type BoxOptions, type DraftBox, openBox, type Sent } from '../../lib/draft-box.ts'
import { draftsUnder } from '../../lib/drafts.ts'
import { problemOf } from '../../lib/problem.ts'

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
    if (isForLater(code)) return { ok: false, later: true }
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
    return openBox<Said, Saved>({
      codes: names ? names.split(' ') : [],
      drafts: draftsUnder((code) => `${key}:${code}`),
      send,
      onSaved,
      isSame,
    })
  }, [key, names, send, onSaved, isSame])
  useSending(box)
  return { box, ...useSyncExternalStore(box.subscribe, box.read) }
}
