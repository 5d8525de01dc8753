import type { Action } from '../users/permissions.ts'
import type { MeetingAction, MeetingWriting } from './state.ts'

/** The weekly conference (002:1013-1019): Thursdays 16.00 in Stockholm. */
export const weeklyConference = { forumCode: 'regional-samverkanskonferens', weekday: 4, time: '16:00', minutes: 60 } as const

export const leaderParts = ['chair', 'host', 'leader', 'director', 'presenter'] as const
export type LeaderPart = (typeof leaderParts)[number]
/** Who has a part in leading a forum, as forums.json says it; `onDuty` is a function that somebody holds by the roster. */
export type ForumLeader = { part: LeaderPart; function: string; onDuty: boolean }
export type LedForum = { mode: 'ordinary' | 'activated' | 'both'; leaders: readonly ForumLeader[] }

/**
 * Who runs a forum's meetings is a fact of the forum. One whose host is on duty (the weekly conference) and everything activated: the duty
 * functions. The ordinary groups: the office, which leads or prepares them. Theme areas and the rest have no stated lead: ours.
 */
export const isDutyRun = (forum: LedForum): boolean =>
  forum.mode !== 'ordinary' || forum.leaders.some(({ part, onDuty }) => part === 'host' && onDuty)

/** A week's lägesbild belongs to the weekly conference; an activated forum's belongs to its incident, and the other groups have none. */
export const hasWeeklyPicture = (forumCode: string): boolean => forumCode === weeklyConference.forumCode

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
