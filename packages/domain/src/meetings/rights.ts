import type { Action } from '../users/permissions.ts'
import type { MeetingAction, MeetingWriting } from './state.ts'

/** The weekly conference (002:1013-1019): Thursdays 16.00 in Stockholm. */
export const weeklyConference = { forumCode: 'regional-samverkanskonferens', weekday: 4, time: '16:00', minutes: 60 } as const

/**
 * Who runs a forum's meetings. The weekly conference and everything activated: TiB hosts, RSIB directs (002:1016-1018, 1113-1116). The
 * ordinary groups: the office, which leads or prepares them (002:960-966, 989-991). Theme areas and the rest have no stated lead: ours.
 */
export const isDutyRun = (forum: { code: string; mode: 'ordinary' | 'activated' | 'both' }): boolean =>
  forum.code === weeklyConference.forumCode || forum.mode !== 'ordinary'

/** The permission behind each action on a meeting (P-02, P-09). */
export const meetingRight = {
  'set-agenda': 'meetings.direct',
  open: 'meetings.host',
  close: 'meetings.run',
  reopen: 'meetings.host',
  document: 'meetings.host',
  distribute: 'meetings.host',
  move: 'meetings.reschedule',
  cancel: 'meetings.reschedule',
  reinstate: 'meetings.reschedule',
  hold: 'meetings.reschedule',
} as const satisfies Record<MeetingAction, Action>

export const meetingWritingRight = {
  edit: 'meetings.reschedule',
  agenda: 'meetings.direct',
  report: 'meetings.report',
  attendance: 'meetings.run',
  turn: 'meetings.run',
  note: 'meetings.run',
  measure: 'meetings.run',
  question: 'meetings.run',
  lift: 'meetings.run',
  picture: 'meetings.host',
} as const satisfies Record<MeetingWriting, Action>
