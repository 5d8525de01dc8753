import { refuse, ok, type Result } from '../problems.ts'
import { instantOf, type LocalDate, localDate, localDateOf, type LocalTime } from '../time/local-dates.ts'

/**
 * How a meeting may be opened, the nearest to its time first; all of it ours. Whoever is early on the day itself says why, and on another
 * day it is the wrong meeting, or one to be moved first so that everybody concerned is told.
 */
export const openings = {
  freely: { minutesBefore: 60 },
  'with-reason': 'the same day',
} as const
export type Opening = keyof typeof openings | 'not-yet'

/** From when on a meeting may be opened, with a reason and without one. */
export const openingFrom = (startsAt: Date): { withReason: Date; freely: Date } => {
  const freely = new Date(startsAt.getTime() - openings.freely.minutesBefore * 60_000)
  const day = instantOf(localDateOf(startsAt), '00:00')
  return { freely, withReason: day < freely ? day : freely }
}
export const openingAt = (startsAt: Date, now: Date): Opening => {
  const { freely, withReason } = openingFrom(startsAt)
  return now >= freely ? 'freely' : now >= withReason ? 'with-reason' : 'not-yet'
}
/** The reason to be kept, or null where none is needed. */
export const checkOpening = (startsAt: Date, reason: string | undefined, now: Date): Result<string | null> => {
  const opening = openingAt(startsAt, now)
  if (opening === 'freely') return ok(null)
  if (opening === 'not-yet') return refuse('too-early')
  return reason ? ok(reason) : refuse('reason-needed')
}

/** Ours: further ahead nobody plans, and a year that is further away is a slip of the hand. */
export const meetingYearsAhead = 2
/** The same day so many years later; of 29 February, where there is none, the last of February. */
export const lastMeetingDate = (now: Date): LocalDate => {
  const today = localDateOf(now)
  const [year, month, day] = [Number(today.slice(0, 4)) + meetingYearsAhead, Number(today.slice(5, 7)), Number(today.slice(8))]
  const isThere = new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day
  return localDate(year, month, isThere ? day : day - 1)
}
/** A day to meet on: not over, and not beyond what anybody plans. */
export const dayFault = (date: LocalDate, now: Date): 'past' | 'too_far' | null =>
  date < localDateOf(now) ? 'past' : date > lastMeetingDate(now) ? 'too_far' : null
/**
 * Has the time on the wall gone by? A meeting is planned ahead, and moved ahead; one that has begun or been held already is entered afterwards,
 * on its day and on purpose, so that it can be documented. The running minute counts as now.
 */
export const hasPassed = (date: LocalDate, time: LocalTime, now: Date): boolean => instantOf(date, time).getTime() + 60_000 <= now.getTime()
