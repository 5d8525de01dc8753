import { type BodyIn, call, markAttendance, type Meeting, type RollRow } from '@samverkan/contract'
import { queryClient } from '../../lib/query-client.ts'
import { type Item, openQueue } from '../../lib/sent-later.ts'
import { meetingQuery } from './queries.ts'

/**
 * The marks of a conference's roll, in the order they were made: shown at once, because a roll call of 37 must not wait for the network between two
 * names. Without one they lie on the device, with the moment of the mark, and leave by themselves (`lib/sent-later.ts`), also after the page was closed.
 */
export type Place = { userId: string; functionCode: string; code: string; actorCode: string; actorName: string }
export type Body = BodyIn<typeof markAttendance>
export type Mark = Item<Body, Place>

export const marks = openQueue<Body, Place, RollRow>({
  kind: 'marks',
  fits: ({ place }, who) => place.functionCode === who.functionCode,
  send: ({ place: { code, actorCode }, body }) => call(markAttendance, { params: { code, actorCode }, body }),
  sent: ({ place }, row) => {
    const { queryKey } = meetingQuery(place.code)
    // A reading that began before the mark would take it off the screen again, for a moment.
    void queryClient.cancelQueries({ queryKey })
    queryClient.setQueryData(
      queryKey,
      (before) => before && { ...before, roll: before.roll.map((one) => (one.actor.code === row.actor.code ? row : one)) },
    )
    // The last one of a row of taps reads the list again, not each of them.
    if (marksWaiting(place.userId, place.code).length === 0) void queryClient.invalidateQueries({ queryKey })
  },
  // Nothing was written that could be lost: the row says what holds.
  back: ({ place }) => void queryClient.invalidateQueries({ queryKey: meetingQuery(place.code).queryKey }),
})

/** The marks of one meeting that are not saved yet. */
export const marksWaiting = (userId: string, code: string): readonly Mark[] =>
  marks.waiting(userId).filter(({ place }) => place.code === code)

/** The meeting as it is with these marks; the last of an actor is what stands. */
export const withMarks = (meeting: Meeting, waiting: readonly Mark[]): Meeting =>
  waiting.length === 0
    ? meeting
    : {
        ...meeting,
        roll: meeting.roll.map((row) => {
          const last = waiting.findLast(({ place }) => place.actorCode === row.actor.code)
          return last ? { ...row, presence: last.body.presence, markedAt: new Date(last.at).toISOString() } : row
        }),
      }
