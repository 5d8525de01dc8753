import { TZDate, tzOffset } from '@date-fns/tz'
// One by one: the whole library is three hundred files, which cost each process a second at start.
import { addDays } from 'date-fns/addDays'
import { getISOWeek } from 'date-fns/getISOWeek'
import { getISOWeekYear } from 'date-fns/getISOWeekYear'

/** Time zone of every wall-clock rule (processes.md, reading key). */
export const zone = 'Europe/Stockholm'

/** How far Stockholm is ahead of UTC at an instant, in milliseconds. */
const aheadAt = (at: number): number => tzOffset(zone, new Date(at)) * 60_000
/** Longer than any change of the clocks, shorter than the time between two of them. */
const wellApart = 24 * 3_600_000

/**
 * Every instant at which the wall shows this, the first one first: one, none in the hour that spring skips, two in the hour that autumn has twice.
 * Worked out from UTC, because the same question put to a date library is answered by the time zone of the machine it runs on.
 */
export const instantsShowing = (year: number, month: number, day: number, hour = 0, minute = 0): Date[] => {
  const wall = Date.UTC(year, month - 1, day, hour, minute)
  return [...new Set([aheadAt(wall - wellApart), aheadAt(wall + wellApart)])]
    .map((ahead) => wall - ahead)
    .filter((at) => at + aheadAt(at) === wall)
    .toSorted((a, b) => a - b)
    .map((at) => new Date(at))
}

/**
 * The instant of a local date and time in Stockholm. `month` is 1–12. Of an hour that comes twice the second one, normaltid, as
 * Postgres reads it: whoever takes it for the first comes early and misses nothing. A time that does not exist moves forward over the gap.
 */
export const stockholm = (year: number, month: number, day: number, hour = 0, minute = 0): Date => {
  const wall = Date.UTC(year, month - 1, day, hour, minute)
  return instantsShowing(year, month, day, hour, minute).at(-1) ?? new Date(wall - aheadAt(wall - wellApart))
}

/** Which of the two, in the hour that comes twice when summer time ends; null at every other time. */
export const halfOfDoubledHour = (at: Date): 'summer' | 'standard' | null => {
  const ms = at.getTime()
  const [before, after] = [aheadAt(ms - wellApart), aheadAt(ms + wellApart)]
  if (before <= after) return null
  // The other instant with the same time on the wall.
  if (aheadAt(ms) === before) return aheadAt(ms + before - after) === after ? 'summer' : null
  return aheadAt(ms - before + after) === before ? 'standard' : null
}
const halves = { summer: ' sommartid', standard: ' normaltid' } as const

/**
 * The next Regional samverkanskonferens: Thursdays 16.00 (002:1014), at or after `now`.
 * Kept as local date and time, so that it stays 16.00 across daylight saving.
 */
export const nextThursdayConference = (now: Date): Date => {
  const local = new TZDate(now.getTime(), zone)
  for (let ahead = 0; ahead <= 7; ahead += 1) {
    const day = addDays(local, ahead)
    const at = stockholm(day.getFullYear(), day.getMonth() + 1, day.getDate(), 16)
    if (day.getDay() === 4 && at.getTime() >= now.getTime()) return at
  }
  throw new RangeError('no Thursday within eight days')
}

/** ISO week of an instant, read in Stockholm. */
export const weekOf = (at: Date): { year: number; week: number } => {
  const local = new TZDate(at.getTime(), zone)
  return { year: getISOWeekYear(local), week: getISOWeek(local) }
}

/** Calendar year of an instant, read in Stockholm. */
export const stockholmYear = (at: Date): number => new TZDate(at.getTime(), zone).getFullYear()

/** The local date `2026-11-28` of an instant, read in Stockholm. */
export const stockholmDate = (at: Date): string => {
  const local = new TZDate(at.getTime(), zone)
  return `${local.getFullYear()}-${String(local.getMonth() + 1).padStart(2, '0')}-${String(local.getDate()).padStart(2, '0')}`
}

/** Clock time `03:28` of an instant, read in Stockholm and nothing more: for calendars and fields. Whoever reads it wants `clockTime`. */
export const localTimeOf = (at: Date): string => {
  const local = new TZDate(at.getTime(), zone)
  return `${String(local.getHours()).padStart(2, '0')}:${String(local.getMinutes()).padStart(2, '0')}`
}

/** Clock time `03:28` of an instant as it is told to people; `02:10 sommartid` and `02:10 normaltid` in the hour that comes twice. */
export const clockTime = (at: Date): string => {
  const half = halfOfDoubledHour(at)
  return localTimeOf(at) + (half ? halves[half] : '')
}

const weekdays = ['sön', 'mån', 'tis', 'ons', 'tor', 'fre', 'lör']
const months = ['jan', 'feb', 'mars', 'apr', 'maj', 'juni', 'juli', 'aug', 'sep', 'okt', 'nov', 'dec']

/** `tor 26 nov 16:00`, read in Stockholm; for messages that leave the portal, which are always in Swedish. */
export const dateTime = (at: Date): string => {
  const local = new TZDate(at.getTime(), zone)
  return `${weekdays[local.getDay()]} ${local.getDate()} ${months[local.getMonth()]} ${clockTime(at)}`
}

export const addMinutes = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000)
