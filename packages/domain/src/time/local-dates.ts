import { TZDate } from '@date-fns/tz'
import { stockholm, zone } from './stockholm.ts'

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

/** The instant of a wall-clock time in Stockholm. A time that does not exist in the night of spring moves forward over the gap. */
export const instantOf = (date: LocalDate, time: LocalTime): Date => {
  const [year, month, day] = partsOf(date)
  const [hour, minute] = time.split(':').map(Number) as [number, number]
  return stockholm(year, month, day, hour, minute)
}

/** The date on the wall in Stockholm at an instant. */
export const localDateOf = (at: Date): LocalDate => {
  const local = new TZDate(at.getTime(), zone)
  return localDate(local.getFullYear(), local.getMonth() + 1, local.getDate())
}
