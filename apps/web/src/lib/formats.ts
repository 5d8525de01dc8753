/**
 * Times and numbers as people here write them: `tor 26 nov 16:00`, always Stockholm time, 24 hours, ISO weeks
 * (ux.md, "Words, dates, numbers"). Pure: the instant, the present and the language are arguments.
 */
export type Language = 'sv' | 'en'
export type Instant = Date | string | number

const words = {
  sv: {
    days: ['sön', 'mån', 'tis', 'ons', 'tor', 'fre', 'lör'],
    months: ['jan', 'feb', 'mars', 'apr', 'maj', 'juni', 'juli', 'aug', 'sep', 'okt', 'nov', 'dec'],
    now: 'nyss',
    soon: 'strax',
    ago: (span: string) => `${span} sedan`,
    ahead: (span: string) => `om ${span}`,
    week: 'vecka',
    half: { summer: 'sommartid', standard: 'normaltid' },
  },
  en: {
    days: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
    months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
    now: 'just now',
    soon: 'shortly',
    ago: (span: string) => `${span} ago`,
    ahead: (span: string) => `in ${span}`,
    week: 'week',
    half: { summer: 'summer time', standard: 'standard time' },
  },
} as const

const stockholm = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Stockholm',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

type Local = { year: number; month: number; day: number; weekday: number; time: string }

function local(instant: Instant): Local {
  const part: Record<string, string> = {}
  for (const { type, value } of stockholm.formatToParts(new Date(instant))) part[type] = value
  const year = Number(part['year'])
  const month = Number(part['month'])
  const day = Number(part['day'])
  return { year, month, day, weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay(), time: `${part['hour']}:${part['minute']}` }
}

/** `16:00`, and `02:10 sommartid` or `02:10 normaltid` in the hour that comes twice. */
export function clock(instant: Instant, language: Language = 'sv'): string {
  const { time } = local(instant)
  // The domain's `halfOfDoubledHour`, without its library: every page begins with this file.
  const shows = (hours: number): boolean => local(new Date(instant).getTime() + hours * 3_600_000).time === time
  const half = shows(1) ? 'summer' : shows(-1) ? 'standard' : null
  return half ? `${time} ${words[language].half[half]}` : time
}

/** `16:00` and nothing more, for a field that somebody writes in. */
export const clockField = (instant: Instant): string => local(instant).time

/** The Stockholm date as `2026-11-28`, for comparing with due dates and for date fields. */
export function isoDate(instant: Instant): string {
  const { year, month, day: date } = local(instant)
  return `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
}

/** In Stockholm. */
export const isThursday = (instant: Instant): boolean => local(instant).weekday === 4

/** `tor 26 nov`, with the year when it is not the present one. */
export function day(instant: Instant, now: Instant, language: Language = 'sv'): string {
  const at = local(instant)
  const { days, months } = words[language]
  const year = at.year === local(now).year ? '' : ` ${at.year}`
  return `${days[at.weekday]} ${at.day} ${months[at.month - 1]}${year}`
}

/** `tor 26 nov 16:00` */
export const dayAndClock = (instant: Instant, now: Instant, language: Language = 'sv'): string =>
  `${day(instant, now, language)} ${clock(instant, language)}`

/** `03:14` for what happened today, `tis 24 nov 03:14` for the rest: the day is only noise while it is the same. */
export function clockToday(instant: Instant, now: Instant, language: Language = 'sv'): string {
  const a = local(instant)
  const b = local(now)
  return a.year === b.year && a.month === b.month && a.day === b.day ? clock(instant, language) : dayAndClock(instant, now, language)
}

/** `12 min`, `1 h 8 min`, `2 d 9 h`: two units at most, never rounded up. */
export function span(milliseconds: number): string {
  const minutes = Math.floor(Math.abs(milliseconds) / 60_000)
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`
  const days = Math.floor(hours / 24)
  return days < 14 && hours % 24 ? `${days} d ${hours % 24} h` : `${days} d`
}

/** `12 min sedan`, `om 2 d 9 h`, `nyss`. */
export function relative(instant: Instant, now: Instant, language: Language = 'sv'): string {
  const distance = new Date(instant).getTime() - new Date(now).getTime()
  const { now: justNow, soon, ago, ahead } = words[language]
  if (Math.abs(distance) < 60_000) return distance > 0 ? soon : justNow
  return distance < 0 ? ago(span(distance)) : ahead(span(distance))
}

/** ISO week of the Stockholm date. */
export function week(instant: Instant): number {
  const at = local(instant)
  const date = new Date(Date.UTC(at.year, at.month - 1, at.day))
  // The week belongs to the year of its Thursday.
  date.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7))
  return Math.ceil(((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000 + 1) / 7)
}

/** `vecka 48` */
export const weekName = (instant: Instant, language: Language = 'sv'): string => `${words[language].week} ${week(instant)}`

/** Initials for a round badge: first and last name. */
export function initials(name: string): string {
  const parts = name.trim().split(/\s+/u)
  return [parts[0], parts.length > 1 ? parts.at(-1) : '']
    .map((part) => part?.[0] ?? '')
    .join('')
    .toLocaleUpperCase('sv')
}

/** A number to dial, without the spaces and dashes that make it readable. */
export const dialable = (phone: string): string => `tel:${phone.replace('(0)', '').replace(/[^\d+]/gu, '')}`
