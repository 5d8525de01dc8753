import { dayFault, lastMeetingDate } from '../meetings/times.ts'
import type { LocalDate } from '../time/local-dates.ts'

/**
 * What is wrong with the last day of a measure, wherever it is made: it is over, or further away than anybody plans – the limit of a meeting,
 * because what a meeting decides is a measure like any other. A day that stands already may be kept; it is not what is being changed.
 */
export const dueFault = (dueOn: LocalDate, now: Date, kept?: LocalDate): ReturnType<typeof dayFault> =>
  dueOn === kept ? null : dayFault(dueOn, now)
export const lastDueDate = lastMeetingDate
