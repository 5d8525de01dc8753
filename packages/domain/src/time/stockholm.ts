import { TZDate } from '@date-fns/tz'
// One by one: the whole library is three hundred files, which cost each process a second at start.
import { addDays } from 'date-fns/addDays'
import { getISOWeek } from 'date-fns/getISOWeek'
import { getISOWeekYear } from 'date-fns/getISOWeekYear'

/** Time zone of every wall-clock rule (processes.md, reading key). */
export const zone = 'Europe/Stockholm'

/** The instant of a local date and time in Stockholm. `month` is 1–12. Non-existing times move forward over the DST gap. */
export const stockholm = (year: number, month: number, day: number, hour = 0, minute = 0): Date =>
  new Date(new TZDate(year, month - 1, day, hour, minute, 0, zone).getTime())

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

/** Clock time `03:28` of an instant, read in Stockholm. */
export const clockTime = (at: Date): string => {
  const local = new TZDate(at.getTime(), zone)
  return `${String(local.getHours()).padStart(2, '0')}:${String(local.getMinutes()).padStart(2, '0')}`
}

const weekdays = ['sön', 'mån', 'tis', 'ons', 'tor', 'fre', 'lör']
const months = ['jan', 'feb', 'mars', 'apr', 'maj', 'juni', 'juli', 'aug', 'sep', 'okt', 'nov', 'dec']

/** `tor 26 nov 16:00`, read in Stockholm; for messages that leave the portal, which are always in Swedish. */
export const dateTime = (at: Date): string => {
  const local = new TZDate(at.getTime(), zone)
  return `${weekdays[local.getDay()]} ${local.getDate()} ${months[local.getMonth()]} ${clockTime(at)}`
}

export const addMinutes = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000)
