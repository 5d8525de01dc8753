import type { activate, BodyOf, SimilarCallOuts } from '@samverkan/contract'
import { addMinutes, areLikeTitles, isJustCalled } from '@samverkan/domain'
import type { Tx } from '../../lib/db.ts'
import { Problem } from '../../lib/problem.ts'
import * as callOuts from '../call-outs/service.ts'
import * as store from './store.ts'

type Body = Pick<BodyOf<typeof activate>, 'title' | 'isExercise' | 'otherThan'>

/**
 * Before a new incident is made: a call-out of the last minutes with a like title may be about the same event, and whoever presses is told of it
 * (docs/adr/0024). From here to the commit no other new incident is made: of two who press in the same second the second one sees the first.
 * Answers the incidents that this was said not to be.
 */
export const mustBeAnother = async (tx: Tx, body: Body, now: Date): Promise<string[]> => {
  const [, { similarCallOutMinutes: minutes }] = await Promise.all([store.lineUp(tx), callOuts.settings(tx)])
  const pressed = await store.pressedSince(tx, body.isExercise, addMinutes(now, -minutes))
  const similar = pressed
    .filter(({ calledAt, title }) => isJustCalled(new Date(calledAt), now, minutes) && areLikeTitles(title, body.title))
    .filter(({ incidentCode }) => !body.otherThan.includes(incidentCode))
    .toSorted((a, b) => Date.parse(b.calledAt) - Date.parse(a.calledAt))
  if (similar.length > 0) throw new Problem('similar-call-out', { current: { similar } satisfies SimilarCallOuts })
  return body.otherThan.length > 0 ? store.knownCodes(tx, body.isExercise, body.otherThan) : []
}
