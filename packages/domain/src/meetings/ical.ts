import { instantOf, type LocalDate, type LocalTime, localDateOf } from '../time/local-dates.ts'
import { addMinutes, halfOfDoubledHour, localTimeOf, zone } from '../time/stockholm.ts'

/** What of a meeting leaves the portal in a calendar: title, time, place and link, nothing of what it is about. */
export type CalendarMeeting = {
  id: string
  title: string
  localDate: LocalDate
  localTime: LocalTime
  minutes: number
  place: string
  url: string
  isCancelled: boolean
  /** Raised by every change that a calendar must take in. */
  sequence: number
  createdAt: Date
  updatedAt: Date
}

/** RFC 5545 3.3.11: what would end or split a text. Other control characters have no place in one. */
export const escapeText = (text: string): string =>
  text
    .replace(/\\/g, '\\\\')
    .replace(/[;,]/g, '\\$&')
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/[\p{Cc}]/gu, ' ')

const octets = (character: string): number => {
  const point = character.codePointAt(0) ?? 0
  if (point < 0x80) return 1
  if (point < 0x800) return 2
  return point < 0x10000 ? 3 : 4
}

/** Lines of at most 75 octets, the following ones begun with a blank (3.1); never in the middle of a character. */
export const fold = (line: string): string => {
  let [folded, length] = ['', 0]
  for (const character of line) {
    const size = octets(character)
    if (length + size > 75) {
      folded += '\r\n '
      length = 1
    }
    folded += character
    length += size
  }
  return folded
}

const local = (date: LocalDate, time: LocalTime): string => `${date.replaceAll('-', '')}T${time.replace(':', '')}00`
const utc = (at: Date): string => at.toISOString().replace(/[-:]|\.\d{3}/g, '')

/**
 * An instant as a calendar reads it: on the wall, so that a change in the rules of daylight saving moves it along. In the hour that comes twice
 * a time on the wall means the first one (3.3.5), so the second is written in UTC.
 */
const moment = (at: Date): string =>
  halfOfDoubledHour(at) === 'standard' ? `:${utc(at)}` : `;TZID=${zone}:${local(localDateOf(at), localTimeOf(at))}`

/** Europe/Stockholm as it has been since 1996: forward on the last Sunday of March, back on the last of October, both at 01:00 UTC. */
const timeZone = [
  'BEGIN:VTIMEZONE',
  `TZID:${zone}`,
  'BEGIN:DAYLIGHT',
  'DTSTART:19960331T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'TZNAME:CEST',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'DTSTART:19961027T030000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'TZNAME:CET',
  'END:STANDARD',
  'END:VTIMEZONE',
]

export const calendarUid = (id: string, host: string): string => `${id}@${host}`

const startOf = ({ localDate, localTime }: CalendarMeeting): Date => instantOf(localDate, localTime)

const eventOf = (meeting: CalendarMeeting, host: string): string[] => [
  'BEGIN:VEVENT',
  `UID:${calendarUid(meeting.id, host)}`,
  `DTSTAMP:${utc(meeting.updatedAt)}`,
  `CREATED:${utc(meeting.createdAt)}`,
  `LAST-MODIFIED:${utc(meeting.updatedAt)}`,
  `SEQUENCE:${meeting.sequence}`,
  `STATUS:${meeting.isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
  `DTSTART${moment(startOf(meeting))}`,
  // So many real minutes after the beginning: across a change of the clocks the wall does not tell.
  `DTEND${moment(addMinutes(startOf(meeting), meeting.minutes))}`,
  `SUMMARY:${escapeText(meeting.isCancelled ? `INSTÄLLT: ${meeting.title}` : meeting.title)}`,
  ...(meeting.place === '' ? [] : [`LOCATION:${escapeText(meeting.place)}`]),
  `URL:${meeting.url}`,
  `TRANSP:${meeting.isCancelled ? 'TRANSPARENT' : 'OPAQUE'}`,
  'END:VEVENT',
]

/**
 * A calendar (RFC 5545). Every meeting is an event of its own with local time and zone, never a rule of repetition: a moved Thursday is
 * the same event with a higher SEQUENCE, and no calendar program's reading of a rule can put it an hour wrong (A-32).
 */
export const calendar = (meetings: readonly CalendarMeeting[], host: string, name: string): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Samverkansportalen//Möten//SV',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escapeText(name)}`,
    `X-WR-TIMEZONE:${zone}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    ...timeZone,
    ...meetings.flatMap((meeting) => eventOf(meeting, host)),
    'END:VCALENDAR',
  ]
    .map(fold)
    .join('\r\n')
    .concat('\r\n')
