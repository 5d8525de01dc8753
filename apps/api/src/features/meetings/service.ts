import type * as contract from '@samverkan/contract'
import { asksAboutHoliday, can, existsOnWall, hasPassed, holidayOn, localDateOf, type Viewer } from '@samverkan/domain'
import type { Database } from '../../lib/db.ts'
import { type Idempotency, once } from '../../lib/idempotency.ts'
import { newId } from '../../lib/ids.ts'
import { append } from '../../lib/journal.ts'
import { found, Problem } from '../../lib/problem.ts'
import { allowedFor, openerOf, openingFor, toWrite, writableFor } from './access.ts'
import { checkDay, unlessTaken } from './day.ts'
import * as lists from './list-store.ts'
import { withRight } from './questions-service.ts'
import * as reads from './read-store.ts'
import * as store from './store.ts'

export { journalRaised, type Raised, raiseAtNextMeeting } from './agenda-service.ts'
export { meetingsWaiting, nextConference } from './home-service.ts'

const shown = ({ holidayAnsweredAt, ...line }: lists.Line, now: Date): contract.MeetingListItem => ({
  ...line,
  asksAboutHoliday: asksAboutHoliday({ ...line, holidayAnsweredAt }, now),
})

export const list = (db: Database, viewer: Viewer, query: lists.ListQuery, now: Date): Promise<contract.MeetingPage> =>
  db.inViewer(viewer, async (tx) => {
    const { items, ...page } = await lists.listMeetings(tx, query, localDateOf(now))
    return {
      ...page,
      items: items.map((line) => shown(line, now)),
      mayPlan: can(viewer, 'meetings.plan'),
      mayKeepTemplate: can(viewer, 'meetings.keep-template'),
    }
  })

export const read = (db: Database, viewer: Viewer, code: string, now: Date): Promise<contract.Meeting> =>
  db.inViewer(viewer, async (tx) => {
    const [row, before] = await Promise.all([reads.readMeeting(tx, code, localDateOf(now)), reads.reportBefore(tx, code)])
    const { led, ...meeting } = found(row)
    const seen = { ...meeting, startsAt: new Date(meeting.startsAt), forum: { ...led, code: meeting.forum.code } }
    const asks = asksAboutHoliday(meeting, now)
    return {
      ...meeting,
      agenda: meeting.agenda.map((item) => ({ ...item, questions: item.questions.map((one) => withRight(viewer, seen.forum, one)) })),
      earlierQuestions: meeting.earlierQuestions.map((one) => withRight(viewer, seen.forum, one)),
      asksAboutHoliday: asks,
      allowed: allowedFor(viewer, seen, asks, now),
      opening: openingFor(viewer, seen),
      openedBy: openerOf(seen),
      mayWrite: writableFor(
        viewer,
        seen,
        meeting.roll.some((one) => one.isOwn),
        now,
      ),
      ownBefore: before ? { code: before.code, localDate: before.localDate, kind: before.kind, lines: before.lines } : null,
    }
  })

export const plan = (
  db: Database,
  viewer: Viewer,
  { afterwards, ...given }: contract.BodyOf<typeof contract.planMeeting>,
  idempotency: Idempotency,
  now: Date,
): Promise<{ code: string }> =>
  unlessTaken(
    db.inViewer(viewer, (tx) =>
      once(tx, idempotency, now, async () => {
        if (!can(viewer, 'meetings.plan')) throw new Problem('forbidden')
        checkDay(given.localDate, now)
        if (!existsOnWall(given.localDate, given.localTime)) throw new Problem('no-such-time')
        const isPast = hasPassed(given.localDate, given.localTime, now)
        if (isPast && !afterwards) throw new Problem('time-passed')
        const forum = found(await store.forumByCode(tx, given.forumCode))
        const actors = given.actorCodes && (await store.actorsByCode(tx, given.actorCodes))
        if (actors && actors.length !== new Set(given.actorCodes).size)
          throw new Problem('invalid', { errors: [{ pointer: '/body/actorCodes', code: 'unknown' }] })
        const id = newId()
        const code = await store.insertMeeting(
          tx,
          {
            ...given,
            id,
            forumId: forum.id,
            holiday: holidayOn(given.localDate),
            actorIds: actors ? actors.map((one) => one.id) : null,
          },
          now,
        )
        if (code === undefined) throw new Problem('meeting-exists')
        await append(tx, {
          at: now,
          type: 'meetings.planned',
          subject: { type: 'meeting', id, version: 1 },
          data: { forumCode: forum.code, via: 'person', ...(isPast ? { afterwards: true } : {}) },
        })
        return { code }
      }),
    ),
  )

export const edit = (
  db: Database,
  viewer: Viewer,
  code: string,
  given: store.Details & { version: number },
  now: Date,
): Promise<{ version: number }> =>
  db.inViewer(viewer, async (tx) => {
    const meeting = await toWrite(tx, code, 'edit', now, 'change')
    if (meeting.version !== given.version)
      throw new Problem('stale-version', { current: { state: meeting.state, version: meeting.version } })
    await store.saveDetails(tx, meeting.id, given, now)
    const version = meeting.version + 1
    await append(tx, {
      at: now,
      type: 'meetings.edited',
      subject: { type: 'meeting', id: meeting.id, version },
      data: { version },
      payload: JSON.stringify([given.title, given.place, given.dialIn]),
    })
    return { version }
  })
