import { type BodyIn, call, reportForActor, type ResponseOf } from '@samverkan/contract'
import { readDraft, writeDraft } from '../../lib/drafts.ts'
import { isPassing, problemOf } from '../../lib/problem.ts'
import { queryClient } from '../../lib/query-client.ts'
import { type Item, openQueue } from '../../lib/sent-later.ts'
import { emptyForm, type Form, withTakenBack } from './report-form.ts'

/**
 * Reports that somebody gave by phone or Rakel and that were written down without a network: they leave by themselves (`lib/sent-later.ts`) under
 * the key of the first press, in the function that wrote them down.
 */
export type Place = { userId: string; functionCode: string; pictureId: string; actorId: string; actorName: string }
export type Body = BodyIn<typeof reportForActor>
export type TakenDown = Item<Body, Place>
export type Sent = ResponseOf<typeof reportForActor>
/** What the dialog keeps of a call that is going on. */
export type Call = { means: Body['means']; givenBy: string; form: Form }

export const callKey = ({ userId, pictureId, actorId }: Pick<Place, 'userId' | 'pictureId' | 'actorId'>): string =>
  `${userId}:picture:${pictureId}:taken-down:${actorId}`

export const takenDown = openQueue<Body, Place, Sent>({
  kind: 'taken-down',
  fits: ({ place }, who) => place.functionCode === who.functionCode,
  send: ({ key, place: { pictureId, actorId }, body }) =>
    call(reportForActor, { params: { id: pictureId, actorId }, body, idempotencyKey: key }),
  sent: () => readAgain(),
  back: ({ place, body }) => {
    readAgain()
    const since = readDraft<Call>(callKey(place))?.value
    // Before what has been written there since, with who gave it: that is asked for anew only where nobody has said it.
    writeDraft<Call>(callKey(place), {
      means: since?.means ?? body.means,
      givenBy: since?.givenBy || (body.givenBy ?? ''),
      form: withTakenBack(since?.form ?? emptyForm(), body),
    })
  },
})
function readAgain(): void {
  void queryClient.invalidateQueries({ queryKey: ['situational-pictures'] })
  void queryClient.invalidateQueries({ queryKey: ['home'] })
}

/** No network, or a server that does not answer: worth laying in the line. */
export const isForLine = (error: unknown): boolean => isPassing(problemOf(error).code)
