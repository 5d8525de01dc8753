import { type AnsweredRow, type Board, type BodyIn, call, markConnected } from '@samverkan/contract'
import { queryClient } from '../../lib/query-client.ts'
import { type Item, openQueue } from '../../lib/sent-later.ts'
import { placeRow } from './queries.ts'

/**
 * The ticks of a roll, in the order they were made. With a network each leaves at once; without one they lie on the device, with the moment of the
 * tick, and leave by themselves (`lib/sent-later.ts`), also after the page was closed. What was ticked shows as ticked all the while.
 */
export type Place = { userId: string; functionCode: string; code: string; actorId: string; actorName: string }
export type Body = BodyIn<typeof markConnected>
export type Tick = Item<Body, Place>

export const ticks = openQueue<Body, Place, AnsweredRow>({
  kind: 'ticks',
  fits: ({ place }, who) => place.functionCode === who.functionCode,
  send: ({ key, place: { code, actorId }, body }) => call(markConnected, { params: { code, actorId }, body, idempotencyKey: key }),
  sent: ({ place }, row) => placeRow(queryClient, place.code, row),
  // Nothing was written that could be lost: the row says what holds.
  back: () => void queryClient.invalidateQueries({ queryKey: ['call-outs'] }),
})

/** The ticks of one incident that are not saved yet. */
export const ticksWaiting = (userId: string, code: string): readonly Tick[] =>
  ticks.waiting(userId).filter(({ place }) => place.code === code)

/** The board as it is with these ticks; the last of an actor is what stands. */
export function withTicks(board: Board, waiting: readonly Tick[]): Board {
  if (waiting.length === 0) return board
  return {
    ...board,
    rows: board.rows.map((row) =>
      waiting
        .filter(({ place }) => place.actorId === row.actorId)
        .reduce((ticked, { at, body: { activationId, connected } }) => {
          const others = ticked.connected.filter((one) => one.activationId !== activationId)
          return { ...ticked, connected: connected ? [...others, { activationId, at: new Date(at).toISOString() }] : others }
        }, row),
    ),
  }
}
