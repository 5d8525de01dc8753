import { describe, expect, test } from 'vitest'
import { actions, can, scopeOf, type Viewer } from '../users/permissions.ts'
import { hasWeeklyPicture, isDutyRun, meetingRight, meetingWritingRight, weeklyConference } from './rights.ts'
import { checkWrite, mayWrite, meetingActions, meetingActionsFrom, meetingStates, meetingTransition, meetingWritings } from './state.ts'

/** P-09, every state × every action; a dot refuses. */
const table = {
  //            set-agenda  open  close   reopen document    distribute   move        cancel     reinstate hold
  planned: '    agenda_set  open  ·       ·      ·           ·            planned     cancelled  ·         planned',
  agenda_set: ' ·           open  ·       ·      ·           ·            agenda_set  cancelled  ·         agenda_set',
  open: '       ·           ·     closed  ·      ·           ·            ·           ·          ·         ·',
  closed: '     ·           ·     ·       open   documented  ·            ·           ·          ·         ·',
  documented: ' ·           ·     ·       ·      ·           distributed  ·           ·          ·         ·',
  distributed: '·           ·     ·       ·      ·           ·            ·           ·          ·         ·',
  cancelled: '  ·           ·     ·       ·      ·           ·            ·           ·          planned   ·',
}

test('a meeting goes where P-09 says, and nowhere else', () => {
  const rows = meetingStates.map((state) => [
    state,
    meetingActions.map((action) => {
      const next = meetingTransition(state, action)
      return next.ok ? next.value : '·'
    }),
  ])
  expect(Object.fromEntries(rows)).toEqual(
    Object.fromEntries(Object.entries(table).map(([state, line]) => [state, line.trim().split(/\s+/)])),
  )
  for (const state of meetingStates)
    expect(meetingActionsFrom(state)).toEqual(meetingActions.filter((action) => meetingTransition(state, action).ok))
})

describe('what may be written', () => {
  const startsAt = new Date('2026-11-26T15:00:00Z')
  const minutesBefore = (minutes: number): Date => new Date(startsAt.getTime() - minutes * 60_000)
  test('by state, at the time it begins', () => {
    const rows = meetingStates.map((state) => [
      state,
      meetingWritings.filter((writing) => mayWrite(state, writing, startsAt, startsAt)).join(' '),
    ])
    expect(Object.fromEntries(rows)).toEqual({
      planned: 'edit agenda report attendance note picture',
      agenda_set: 'edit agenda report attendance note picture',
      open: 'edit agenda report attendance turn note measure question lift picture',
      closed: 'attendance note measure question lift picture',
      documented: 'note measure question lift picture',
      distributed: 'lift',
      cancelled: '',
    })
  })
  test('the roll is taken from half an hour before; in a running meeting whenever it began', () => {
    expect(mayWrite('agenda_set', 'attendance', startsAt, minutesBefore(30))).toBe(true)
    expect(mayWrite('agenda_set', 'attendance', startsAt, minutesBefore(31))).toBe(false)
    expect(mayWrite('open', 'attendance', startsAt, minutesBefore(60))).toBe(true)
  })
  test('a cancelled meeting says so, any other that it has moved on', () => {
    expect(checkWrite('cancelled', 'note', startsAt, startsAt)).toEqual({ ok: false, code: 'meeting-cancelled' })
    expect(checkWrite('distributed', 'note', startsAt, startsAt)).toEqual({ ok: false, code: 'meeting-locked' })
  })
})

describe('who', () => {
  const viewer = (functionCode: string): Viewer => ({ userId: 'somebody', actorId: 'own', functionCode, scope: scopeOf(functionCode) })
  const who = ['lst-tib', 'rsib', 'rkk', 'koordinator', 'samordningschef', 'contact-function', 'system-admin']
  const may = (action: keyof typeof meetingRight, dutyRun: boolean): string =>
    who.filter((code) => can(viewer(code), meetingRight[action], { dutyRun })).join(' ')

  test('TiB hosts and RSIB directs the conference and what is activated', () => {
    expect(Object.fromEntries(meetingActions.map((action) => [action, may(action, true)]))).toEqual({
      'set-agenda': 'rsib',
      open: 'lst-tib',
      close: 'lst-tib rsib',
      reopen: 'lst-tib',
      document: 'lst-tib',
      distribute: 'lst-tib',
      move: 'lst-tib rsib koordinator samordningschef',
      cancel: 'lst-tib rsib koordinator samordningschef',
      reinstate: 'lst-tib rsib koordinator samordningschef',
      hold: 'lst-tib rsib koordinator samordningschef',
    })
  })
  test('the office runs the ordinary groups, and no duty function does', () => {
    for (const action of meetingActions) expect(may(action, false), action).toContain('koordinator samordningschef')
    for (const action of meetingActions) expect(may(action, false), action).not.toMatch(/contact-function|system-admin|rkk/)
    for (const action of ['set-agenda', 'open', 'close', 'reopen', 'document', 'distribute'] as const)
      expect(may(action, false), action).toBe('koordinator samordningschef')
  })
  test('duty functions run what is activated, and what somebody on duty hosts', () => {
    const leaders = [{ part: 'host' as const, function: 'lst-tib', onDuty: true }]
    expect(isDutyRun({ mode: 'ordinary', leaders })).toBe(true)
    expect(isDutyRun({ mode: 'activated', leaders: [] })).toBe(true)
    expect(isDutyRun({ mode: 'both', leaders: [] })).toBe(true)
    expect(isDutyRun({ mode: 'ordinary', leaders: [{ part: 'host', function: 'samordningsgrupp-host', onDuty: false }] })).toBe(false)
    expect(isDutyRun({ mode: 'ordinary', leaders: [{ part: 'presenter', function: 'rsib', onDuty: true }] })).toBe(false)
  })
  test('the week’s lägesbild belongs to the weekly conference alone', () => {
    expect(hasWeeklyPicture(weeklyConference.forumCode)).toBe(true)
    for (const code of ['regional-samordningsgrupp', 'regional-chefsgrupp', 'regionalt-samordnande-forum', 'samverkansstab'])
      expect(hasWeeklyPicture(code), code).toBe(false)
  })
  test('every right is one that the policy knows', () => {
    for (const right of [...Object.values(meetingRight), ...Object.values(meetingWritingRight)]) expect(actions).toContain(right)
  })
})
