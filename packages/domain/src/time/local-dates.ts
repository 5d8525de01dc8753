import { TZDate } from '@date-fns/tz'
import { instantsShowing, stockholm, zone } from './stockholm.ts'

/** A date on the wall, `2026-11-26`, and a time on the wall, `16:00`. What repeats is kept so; the instant follows from them. */
export type LocalDate = string
export type LocalTime = string

const DAY = 86_400_000
const two = (n: number): string => String(n).padStart(2, '0')
const partsOf = (date: LocalDate): [number, number, number] => date.split('-').map(Number) as [number, number, number]
/** Calendar days have no zone: reckoned in UTC, where every day is as long as the next. */
const utc = (date: LocalDate): number => Date.parse(`${date}T00:00:00Z`)
const written = (at: Date): LocalDate => at.toISOString().slice(0, 10)

export const localDate = (year: number, month: number, day: number): LocalDate => `${year}-${two(month)}-${two(day)}`
export const plusDays = (date: LocalDate, days: number): LocalDate => written(new Date(utc(date) + days * DAY))
/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (date: LocalDate): number => new Date(utc(date)).getUTCDay() || 7
export const daysBetween = (from: LocalDate, to: LocalDate): number => Math.round((utc(to) - utc(from)) / DAY)

type Wall = [year: number, month: number, day: number, hour: number, minute: number]
const wallOf = (date: LocalDate, time: LocalTime): Wall => [...partsOf(date), ...(time.split(':').map(Number) as [number, number])]

/**
 * The instant of a wall-clock time in Stockholm, the second one where it comes twice. A time that does not exist moves forward over the gap:
 * where somebody chooses a time, `existsOnWall` is asked first.
 */
export const instantOf = (date: LocalDate, time: LocalTime): Date => stockholm(...wallOf(date, time))

/** False in the hour that the clocks skip in the night of spring: nobody can meet then. */
export const existsOnWall = (date: LocalDate, time: LocalTime): boolean => instantsShowing(...wallOf(date, time)).length > 0

/** The next time the wall shows this on that day, not before `from`; when all of them have been, the last. Null: no such time that day. */
export const nextShowing = (date: LocalDate, time: LocalTime, from: number): Date | null => {
  const all = instantsShowing(...wallOf(date, time))
  return all.find((at) => at.getTime() >= from) ?? all.at(-1) ?? null
}

/** The date on the wall in Stockholm at an instant. */
export const localDateOf = (at: Date): LocalDate => {
  const local = new TZDate(at.getTime(), zone)
  return localDate(local.getFullYear(), local.getMonth() + 1, local.getDate())
}
