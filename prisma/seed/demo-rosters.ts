import { stockholm, zone } from '@samverkan/domain'

export type Week = { monday: string; startsAt: Date; endsAt: Date }

/**
 * Duty weeks from the one that `now` is in: Mondays 09.00 in Stockholm, so that a week in which the clocks change is an hour
 * shorter or longer and still begins at nine. Length and hand-over are ours: the sources state none.
 */
export function dutyWeeks(now: Date, count: number): Week[] {
  const [year, month, day] = new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(now).split('-').map(Number) as [
    number,
    number,
    number,
  ]
  const sinceMonday = (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7
  const at = (week: number) => stockholm(year, month, day - sinceMonday + week * 7, 9)
  const first = at(0) > now ? -1 : 0
  return Array.from({ length: count }, (_, index) => {
    const startsAt = at(first + index)
    return { monday: startsAt.toISOString().slice(0, 10), startsAt, endsAt: at(first + index + 1) }
  })
}

export type Shift = Week & { login: string }
export type LastShift = { login: string; endsAt: Date }

/**
 * The shifts that are missing: the one after the last takes over, and where nobody has been on duty for a while the first begins
 * again. Weeks that somebody already has are left alone.
 */
export function missingShifts(order: string[], last: LastShift | undefined, weeks: Week[]): Shift[] {
  const follows = last !== undefined && last.endsAt >= weeks[0]!.startsAt
  const first = follows ? order.indexOf(last.login) + 1 : 0
  return weeks
    .filter(({ startsAt }) => !follows || startsAt >= last.endsAt)
    .map((week, index) => ({ ...week, login: order[(first + index) % order.length]! }))
}
