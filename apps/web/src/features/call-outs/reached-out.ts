import type { AnsweredRow, BodyIn, markReached } from '@samverkan/contract'
import type { Answer } from '@samverkan/domain'
import { readDraft, writeDraft } from '../../lib/drafts.ts'
import { isPassing, problemOf } from '../../lib/problem.ts'
import { queryClient } from '../../lib/query-client.ts'
import { type Item, openQueue } from '../../lib/sent-later.ts'
import type { AnswerDraft } from './answer-fields.tsx'
import { handOver, placeRow } from './queries.ts'

/**
 * Answers that were given on the board without a network: what somebody said by phone, written down by the duty officer, and the own actor's. They
 * leave by themselves (`lib/sent-later.ts`) with the moment they were taken down and the answer that was known then: one that the actor has
 * given itself since is never written over, but asked about.
 */
export type Place = {
  userId: string
  functionCode: string
  code: string
  actorId: string
  actorName: string
  /** The actor's own answer in the portal; else somebody else's words taken down. */
  isOwn: boolean
  draft: ReachedDraft
}
/** `takenDownAt`, `basedOn`: of words that came back because the actor has answered itself meanwhile. */
export type ReachedDraft = AnswerDraft & { means: 'phone' | 'rakel' | 'other'; takenDownAt?: string; basedOn?: string | null }
export type Body = BodyIn<typeof markReached>
export type Given = Item<Body, Place>

export const reachedKey = ({ userId, code, actorId, isOwn }: Pick<Place, 'userId' | 'code' | 'actorId' | 'isOwn'>): string =>
  isOwn ? `${userId}:answer:${code}` : `${userId}:reached:${code}:${actorId}`

export const reached = openQueue<Body, Place, AnsweredRow>({
  kind: 'reached',
  fits: ({ place }, who) => place.functionCode === who.functionCode && (!place.isOwn || place.actorId === who.actorId),
  send: handOver,
  sent: ({ place }, row) => placeRow(queryClient, place.code, row),
  back: ({ place, body }) => {
    // Not over what has been written there since: that is newer than what was refused.
    if (readDraft<ReachedDraft>(reachedKey(place))?.value.answer) return
    const { takenDownAt, basedOn } = body
    writeDraft<ReachedDraft>(reachedKey(place), {
      ...place.draft,
      ...(takenDownAt === undefined ? {} : { takenDownAt }),
      ...(basedOn === undefined ? {} : { basedOn }),
    })
    void queryClient.invalidateQueries({ queryKey: ['call-outs'] })
  },
})

/** What waits for the network, of one incident, by actor: the last one said. */
export const waitingOn = (userId: string, code: string): ReadonlyMap<string, Given> =>
  new Map(
    reached
      .waiting(userId)
      .filter(({ place }) => place.code === code)
      .map((one) => [one.place.actorId, one]),
  )

export type Meanwhile = { answer: Answer; answeredAt: string }
/** Did the actor answer itself after what this draft knew of? */
export function answeredSince(
  answers: readonly { answer: Answer; via: string; answeredAt: string }[],
  basedOn: string | null | undefined,
): Meanwhile | null {
  if (basedOn === undefined) return null
  const own = answers.filter(
    ({ via, answeredAt }) => via !== 'manual' && (basedOn === null || Date.parse(answeredAt) > Date.parse(basedOn)),
  )
  return own.reduce<Meanwhile | null>((last, one) => (last && Date.parse(last.answeredAt) >= Date.parse(one.answeredAt) ? last : one), null)
}
/** When the answer that stands was given, the latest of them; null: none. */
export const latestAnswer = (answers: readonly { answeredAt: string }[]): string | null =>
  answers.reduce<string | null>((last, { answeredAt }) => (last && Date.parse(last) >= Date.parse(answeredAt) ? last : answeredAt), null)

/** No network, or a server that does not answer: worth laying in the line. */
export const isForLine = (error: unknown): boolean => isPassing(problemOf(error).code)
