import { ok, refuse, type Result } from '../problems.ts'
import type { Handling } from './words.ts'

/** P-03. The draft collects until somebody compiles; a published version is never changed, only superseded by the next one. */
export type PictureState = 'collecting' | 'drafted' | 'published' | 'superseded' | 'archived'
export type PictureAction = 'report' | 'compile' | 'publish' | 'supersede' | 'archive'

export const pictureStates: readonly PictureState[] = ['collecting', 'drafted', 'published', 'superseded', 'archived']
export const pictureActions: readonly PictureAction[] = ['report', 'compile', 'publish', 'supersede', 'archive']

const table: Record<PictureState, Partial<Record<PictureAction, PictureState>>> = {
  collecting: { report: 'collecting', compile: 'drafted', archive: 'archived' },
  drafted: { report: 'drafted', compile: 'drafted', publish: 'published', archive: 'archived' },
  published: { supersede: 'superseded', archive: 'archived' },
  superseded: { archive: 'archived' },
  archived: {},
}

/** The next state, or why not: an archived picture says so, a draft that nobody has compiled is empty. */
export const pictureTransition = (state: PictureState, action: PictureAction): Result<PictureState> => {
  const next = table[state][action]
  if (next) return ok(next)
  if (state === 'archived') return refuse('picture-archived')
  return refuse(state === 'collecting' && action === 'publish' ? 'picture-empty' : 'wrong-state')
}

/** Sekretess and above never stand in a lägesbild of the portal: they go by another channel (P-19, A-34). */
export const permittedHandling = (asked: Handling | 'secret'): Result<Handling> =>
  asked === 'secret' ? refuse('handling-refused') : ok(asked)
