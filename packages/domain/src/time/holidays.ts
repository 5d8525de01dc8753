import { type LocalDate, localDate, plusDays, weekdayOf } from './local-dates.ts'

/**
 * Days that the region keeps free: the public holidays of lagen (1989:1253) and the three eves that semesterlagen (1977:480) puts beside
 * them. General knowledge, not SSR's: the sources say nothing about holidays, so the office is asked and nothing is cancelled by itself.
 */
export type HolidayCode =
  | 'new-years-day'
  | 'epiphany'
  | 'good-friday'
  | 'easter-day'
  | 'easter-monday'
  | 'may-day'
  | 'ascension-day'
  | 'pentecost'
  | 'national-day'
  | 'midsummer-eve'
  | 'midsummer-day'
  | 'all-saints-day'
  | 'christmas-eve'
  | 'christmas-day'
  | 'boxing-day'
  | 'new-years-eve'

type Rule =
  | { on: [month: number, day: number] }
  | { easter: number }
  /** The first such weekday at or after the date. */
  | { weekday: number; from: [month: number, day: number] }

const rules: Record<HolidayCode, Rule> = {
  'new-years-day': { on: [1, 1] },
  epiphany: { on: [1, 6] },
  'good-friday': { easter: -2 },
  'easter-day': { easter: 0 },
  'easter-monday': { easter: 1 },
  'may-day': { on: [5, 1] },
  'ascension-day': { easter: 39 },
  pentecost: { easter: 49 },
  'national-day': { on: [6, 6] },
  'midsummer-eve': { weekday: 5, from: [6, 19] },
  'midsummer-day': { weekday: 6, from: [6, 20] },
  'all-saints-day': { weekday: 6, from: [10, 31] },
  'christmas-eve': { on: [12, 24] },
  'christmas-day': { on: [12, 25] },
  'boxing-day': { on: [12, 26] },
  'new-years-eve': { on: [12, 31] },
}
export const holidayCodes = Object.keys(rules) as HolidayCode[]

/** Easter Day of the Gregorian calendar, after the anonymous rule that Nature printed in 1876. */
export const easterDay = (year: number): LocalDate => {
  const a = year % 19
  const [b, c] = [Math.floor(year / 100), year % 100]
  const [d, e] = [Math.floor(b / 4), b % 4]
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - d - g + 15) % 30
  const [i, k] = [Math.floor(c / 4), c % 4]
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 19 * l) / 433)
  const month = Math.floor((h + l - 7 * m + 90) / 25)
  return localDate(year, month, (h + l - 7 * m + 33 * month + 19) % 32)
}

const dayOf = (rule: Rule, year: number): LocalDate => {
  if ('on' in rule) return localDate(year, ...rule.on)
  if ('easter' in rule) return plusDays(easterDay(year), rule.easter)
  const first = localDate(year, ...rule.from)
  return plusDays(first, (rule.weekday - weekdayOf(first) + 7) % 7)
}

/** The holiday on this date, or null. Two on one day (1 May and Ascension Day in 2008): the first of the table. */
export const holidayOn = (date: LocalDate): HolidayCode | null =>
  holidayCodes.find((code) => dayOf(rules[code], Number(date.slice(0, 4))) === date) ?? null
