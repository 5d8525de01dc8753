import { type HolidayCode, holidayOn } from '../time/holidays.ts'
import { daysBetween, instantOf, type LocalDate, localDateOf, plusDays, weekdayOf } from '../time/local-dates.ts'
import { weeklyConference } from './rights.ts'
import type { MeetingState } from './state.ts'

/** How far ahead the series is kept. */
export const seriesWeeks = 26
/** The office is asked about a holiday this long before (AC8). */
export const holidayQuestionDays = 28
/** From the Tuesday before the conference an actor is reminded of what it has not reported; ours. */
export const reportReminderDays = 2

export type Occurrence = { date: LocalDate; startsAt: Date; holiday: HolidayCode | null }

/** Every conference that has not begun, from now on and so many weeks ahead; holidays too, for nothing is cancelled by itself. */
export const occurrences = (now: Date, weeks = seriesWeeks): Occurrence[] => {
  const today = localDateOf(now)
  const first = plusDays(today, (weeklyConference.weekday - weekdayOf(today) + 7) % 7)
  return Array.from({ length: weeks + 1 }, (_, week) => plusDays(first, week * 7))
    .map((date) => ({ date, startsAt: instantOf(date, weeklyConference.time), holiday: holidayOn(date) }))
    .filter(({ startsAt }) => startsAt.getTime() >= now.getTime())
    .slice(0, weeks)
}

/** Is the office still to say hold, move or cancel? */
export const asksAboutHoliday = (
  meeting: { state: MeetingState; localDate: LocalDate; holiday: string | null; holidayAnsweredAt: Date | string | null },
  now: Date,
): boolean => {
  if (meeting.holiday === null || meeting.holidayAnsweredAt !== null) return false
  if (meeting.state !== 'planned' && meeting.state !== 'agenda_set') return false
  const ahead = daysBetween(localDateOf(now), meeting.localDate)
  return ahead >= 0 && ahead <= holidayQuestionDays
}
