/** A moment at which something about dates has gone wrong somewhere, and the time zone of the machine that then lives through it. */
export type Moment = { instant: string; machine: string }

/**
 * The moments (CT7), by the name that `MOMENT` chooses. The portal's days are Stockholm's wherever its machine stands, so each moment is
 * lived through in another time zone: the farthest there are, half hours, and one's own.
 */
export const MOMENTS = {
  'month-end': { instant: '2027-01-31T12:00:00+01:00', machine: 'Europe/Stockholm' },
  'leap-day': { instant: '2028-02-29T12:00:00+01:00', machine: 'Pacific/Kiritimati' },
  'spring-forward': { instant: '2027-03-28T01:30:00+01:00', machine: 'UTC' },
  // The first of the two: 02:30 summer time, an hour before 02:30 winter time.
  'autumn-back': { instant: '2027-10-31T02:30:00+02:00', machine: 'Europe/Stockholm' },
  'new-years-eve': { instant: '2026-12-31T23:30:00+01:00', machine: 'Pacific/Pago_Pago' },
  'week-53': { instant: '2027-01-01T12:00:00+01:00', machine: 'America/St_Johns' },
  'thursday-before': { instant: '2026-12-03T15:59:00+01:00', machine: 'UTC' },
  'thursday-after': { instant: '2026-12-03T16:01:00+01:00', machine: 'Australia/Eucla' },
} as const satisfies Record<string, Moment>
export type MomentName = keyof typeof MOMENTS

/** The moment of this run, where `MOMENT` names one; undefined is today. */
export function chosenMoment(name = process.env['MOMENT']): Moment | undefined {
  if (!name) return undefined
  if (!Object.hasOwn(MOMENTS, name)) throw new Error(`MOMENT kan vara ${Object.keys(MOMENTS).join(', ')}, inte ${name}.`)
  return MOMENTS[name as MomentName]
}
