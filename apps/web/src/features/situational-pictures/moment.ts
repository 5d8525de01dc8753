import { halfOfDoubledHour, localDateOf, nextShowing } from '@samverkan/domain'
import { clockField, day, type Language } from '../../lib/formats.ts'
import { readClock } from '../../lib/read-clock.ts'

/**
 * A time somebody chooses: a day of the coming week and a clock time, both as read in Stockholm. `at` is the instant they were made of, where the
 * two do not tell it: 02:10 comes twice in the night when summer time ends.
 */
export type Moment = { date: string; time: string; at?: number }

const ahead = 8
const aDay = 86_400_000

export const momentOf = (instant: number | string): Moment => {
  const at = new Date(instant)
  return { date: localDateOf(at), time: clockField(at), ...(halfOfDoubledHour(at) ? { at: at.getTime() } : {}) }
}

/** The next such time that day, seen from `now`; null when the clock time is none, or when the clocks skip it that night. */
export function instantOf({ date, time, at }: Moment, now = 0): Date | null {
  if (at !== undefined) return new Date(at)
  const read = readClock(time)
  return read === null ? null : nextShowing(date, read, now)
}
export const isSkipped = (moment: Moment): boolean => readClock(moment.time) !== null && instantOf(moment) === null

/** Today and a week on, and the day that is chosen already when it is another. */
export function daysFrom(now: number, chosen: string, language: Language): (readonly [date: string, words: string])[] {
  const days = Array.from({ length: ahead }, (_, i) => now + i * aDay).map(
    (at) => [localDateOf(new Date(at)), day(at, now, language)] as const,
  )
  const known = new Map(days)
  if (known.has(chosen)) return [...known]
  return [[chosen, day(`${chosen}T12:00:00Z`, now, language)], ...known]
}

const step = 5 * 60_000
/** So many minutes from now, on a whole five minutes: a proposal that is easy to say aloud. */
export const inAbout = (now: number, minutes: number): number => Math.ceil((now + minutes * 60_000) / step) * step
