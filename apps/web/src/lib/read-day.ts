import { localDateOf } from '@samverkan/domain'

const months = [
  ['jan', 'januari', 'january'],
  ['feb', 'februari', 'february'],
  ['mar', 'mars', 'march'],
  ['apr', 'april'],
  ['maj', 'may'],
  ['jun', 'juni', 'june'],
  ['jul', 'juli', 'july'],
  ['aug', 'augusti', 'august'],
  ['sep', 'sept', 'september'],
  ['okt', 'oct', 'oktober', 'october'],
  ['nov', 'november'],
  ['dec', 'december'],
]

/** `2026-02-29` is no day. */
const asDay = (year: number, month: number, day: number): string | null => {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  const at = new Date(`${text}T12:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) ? text : null
}

/**
 * A day as people here write it, as `2026-12-03`; null when it is none. Day before month, never the other way round: `12/3` is 12 March to
 * everybody, whatever the browser believes. Without a year it is the next such day, counted from `now` in Stockholm.
 */
export function readDay(typed: string, now: Date): string | null {
  const text = typed.trim().toLowerCase()
  const whole =
    /^(?<year>\d{4})(?<sign>[-./ ])(?<month>\d{1,2})\k<sign>(?<day>\d{1,2})$/u.exec(text) ??
    /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/u.exec(text)
  if (whole?.groups) return asDay(Number(whole.groups['year']), Number(whole.groups['month']), Number(whole.groups['day']))
  const short = /^(\d{1,2})(?:\s*[./-]\s*|\s+)(\d{1,2}|\p{L}{3,9})\.?(?:[\s./-]+(\d{4}))?$/u.exec(text)
  if (!short) return null
  const [, day = '', word = '', year] = short
  const month = /^\d/u.test(word) ? Number(word) : months.findIndex((names) => names.includes(word)) + 1
  if (month === 0) return null
  if (year) return asDay(Number(year), month, Number(day))
  const today = localDateOf(now)
  const from = Number(today.slice(0, 4))
  // 29 February may be some years away.
  for (let ahead = 0; ahead <= 8; ahead++) {
    const found = asDay(from + ahead, month, Number(day))
    if (found && found >= today) return found
  }
  return null
}
