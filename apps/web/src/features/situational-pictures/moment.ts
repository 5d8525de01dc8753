import { stockholm } from '@samverkan/domain'
import { clock, day, type Language } from '../../lib/formats.ts'
import { readClock } from '../../lib/read-clock.ts'

/** A time somebody chooses: a day of the coming week and a clock time, both as read in Stockholm. */
export type Moment = { date: string; time: string }

const local = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', year: 'numeric', month: '2-digit', day: '2-digit' })
const ahead = 8
const aDay = 86_400_000

export const momentOf = (instant: number | string): Moment => ({ date: local.format(new Date(instant)), time: clock(instant) })

/** Null when the clock time is none. */
export function instantOf({ date, time }: Moment): Date | null {
  const read = readClock(time)
  if (!read) return null
  const [year = 1970, month = 1, dayOfMonth = 1] = date.split('-').map(Number)
  const [hour = 0, minute = 0] = read.split(':').map(Number)
  return stockholm(year, month, dayOfMonth, hour, minute)
}

/** Today and a week on, and the day that is chosen already when it is another. */
export function daysFrom(now: number, chosen: string, language: Language): (readonly [date: string, words: string])[] {
  const days = Array.from({ length: ahead }, (_, i) => now + i * aDay).map(
    (at) => [local.format(new Date(at)), day(at, now, language)] as const,
  )
  const known = new Map(days)
  if (known.has(chosen)) return [...known]
  const at = instantOf({ date: chosen, time: '12:00' })
  return at ? [[chosen, day(at, now, language)], ...known] : [...known]
}

const step = 5 * 60_000
/** So many minutes from now, on a whole five minutes: a proposal that is easy to say aloud. */
export const inAbout = (now: number, minutes: number): number => Math.ceil((now + minutes * 60_000) / step) * step
