import fc from 'fast-check'
import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { instantOf } from '../time/local-dates.ts'
import { calendar, type CalendarMeeting, escapeText, fold } from './ical.ts'
import { occurrences } from './series.ts'

const meeting = (more: Partial<CalendarMeeting> = {}): CalendarMeeting => ({
  id: '019a0000-0000-7000-8000-000000000001',
  title: 'Regional samverkanskonferens',
  localDate: '2026-11-26',
  localTime: '16:00',
  minutes: 60,
  place: '',
  url: 'https://portal.example/moten/regional-samverkanskonferens-2026-11-26',
  isCancelled: false,
  sequence: 0,
  createdAt: new Date('2026-05-01T08:00:00Z'),
  updatedAt: new Date('2026-11-20T08:00:00.123Z'),
  ...more,
})
const written = (...meetings: CalendarMeeting[]): string => calendar(meetings, 'portal.example', 'Möten')
/** As a calendar program reads it: by the zone's rules in the file, knowing nothing of ours. */
const parse = (text: string): ICAL.Event[] => {
  const component = new ICAL.Component(ICAL.parse(text))
  ICAL.TimezoneService.reset()
  for (const zone of component.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)
  return component.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event))
}

test('read back by another program, every Thursday of three years is at 16.00 in Stockholm, by the rules in the file alone', () => {
  const series = Array.from({ length: 6 }, (_, half) => occurrences(new Date(Date.UTC(2024 + half / 2, half % 2 ? 6 : 0, 1)))).flat()
  const events = parse(written(...series.map(({ date }) => meeting({ localDate: date }))))
  expect(events.map((event) => event.startDate.toJSDate().toISOString())).toEqual(
    series.map(({ date }) => instantOf(date, '16:00').toISOString()),
  )
  expect(new Set(events.map((event) => `${event.startDate.hour}:${event.startDate.minute}–${event.endDate.hour}`))).toEqual(
    new Set(['16:0–17']),
  )
})

test.each([
  ['2026-10-22', '2026-10-22T14:00:00.000Z'],
  ['2026-10-29', '2026-10-29T15:00:00.000Z'],
  ['2027-03-25', '2027-03-25T15:00:00.000Z'],
  ['2027-04-01', '2027-04-01T14:00:00.000Z'],
])('%s is read as %s (AC8)', (localDate, instant) => {
  expect(
    parse(written(meeting({ localDate })))[0]
      ?.startDate.toJSDate()
      .toISOString(),
  ).toBe(instant)
})

test('a calendar has what RFC 5545 asks for, lines that end in CRLF, and a place only where there is one', () => {
  const event = written(meeting()).replaceAll('\r\n ', '').split('BEGIN:VEVENT\r\n')[1]?.split('\r\n')
  expect(event).toEqual([
    'UID:019a0000-0000-7000-8000-000000000001@portal.example',
    'DTSTAMP:20261120T080000Z',
    'CREATED:20260501T080000Z',
    'LAST-MODIFIED:20261120T080000Z',
    'SEQUENCE:0',
    'STATUS:CONFIRMED',
    'DTSTART;TZID=Europe/Stockholm:20261126T160000',
    'DTEND;TZID=Europe/Stockholm:20261126T170000',
    'SUMMARY:Regional samverkanskonferens',
    'URL:https://portal.example/moten/regional-samverkanskonferens-2026-11-26',
    'TRANSP:OPAQUE',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ])
  expect(written(meeting())).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\n/)
  expect(written(meeting()).endsWith('END:VCALENDAR\r\n')).toBe(true)
  expect(written(meeting()).replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  expect(written(meeting())).not.toContain('LOCATION')
})

test('a moved meeting is the same event, later in its sequence; a cancelled one is cancelled', () => {
  const [before] = parse(written(meeting()))
  const [after] = parse(written(meeting({ localDate: '2026-11-27', sequence: 1 })))
  expect([after?.uid, after?.sequence]).toEqual([before?.uid, 1])
  const [cancelled] = parse(written(meeting({ isCancelled: true, sequence: 2 })))
  expect(cancelled?.component.getFirstPropertyValue('status')).toBe('CANCELLED')
  expect(cancelled?.summary).toBe('INSTÄLLT: Regional samverkanskonferens')
})

test('a meeting over midnight ends the next day', () => {
  const [event] = parse(written(meeting({ localDate: '2026-12-31', localTime: '23:30', minutes: 90 })))
  expect([event?.startDate.toString(), event?.endDate.toString()]).toEqual(['2026-12-31T23:30:00', '2027-01-01T01:00:00'])
})

test.each([
  ['2027-03-28', '01:30', 60, '2027-03-28T00:30:00.000Z', '2027-03-28T01:30:00.000Z'],
  ['2027-10-31', '01:30', 120, '2027-10-30T23:30:00.000Z', '2027-10-31T01:30:00.000Z'],
  ['2027-10-31', '02:30', 60, '2027-10-31T01:30:00.000Z', '2027-10-31T02:30:00.000Z'],
  ['2027-10-31', '02:00', 30, '2027-10-31T01:00:00.000Z', '2027-10-31T01:30:00.000Z'],
])(
  'CT3 · a meeting on %s at %s of %i minutes is read from %s to %s, by the rules in the file alone',
  (localDate, localTime, minutes, from, to) => {
    const [event] = parse(written(meeting({ localDate, localTime, minutes })))
    expect([event?.startDate, event?.endDate].map((at) => at?.toJSDate().toISOString())).toEqual([from, to])
  },
)
test('CT3 · an end in the first of the two hours stands on the wall, one in the second in UTC', () => {
  const end = (minutes: number) => /DTEND\S+/.exec(written(meeting({ localDate: '2027-10-31', localTime: '01:30', minutes })))?.[0]
  expect([end(60), end(120)]).toEqual(['DTEND;TZID=Europe/Stockholm:20271031T023000', 'DTEND:20271031T013000Z'])
})

test('whatever stands in title and place is read back as it was written, and adds no line of its own', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 90 }), fc.string({ unit: 'binary', maxLength: 90 }), (title, place) => {
      const text = written(meeting({ title: `T${title}`, place: `P${place}` }))
      const [event, ...others] = parse(text)
      expect(others).toEqual([])
      const plain = (given: string) => given.replace(/\r\n|\r/g, '\n').replace(/[^\P{Cc}\n]/gu, ' ')
      expect(event?.summary).toBe(plain(`T${title}`))
      expect(event?.location).toBe(plain(`P${place}`))
    }),
    { numRuns: 40 },
  )
  expect(escapeText('a;b,c\\d\ne')).toBe('a\\;b\\,c\\\\d\\ne')
})

test('no line is longer than 75 octets, and none breaks a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (line) => {
      const folded = fold(line.replace(/[\r\n]/g, ' '))
      for (const part of folded.split('\r\n')) expect(new TextEncoder().encode(part).length).toBeLessThanOrEqual(75)
      expect(folded.replaceAll('\r\n ', '')).toBe(line.replace(/[\r\n]/g, ' '))
    }),
    { numRuns: 50 },
  )
})
