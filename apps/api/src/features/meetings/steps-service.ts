import type * as contract from '@samverkan/contract'
import {
  checkOpening,
  composeMeetingMail,
  concernsEverybody,
  existsOnWall,
  hasPassed,
  holidayOn,
  localDateOf,
  type MeetingNews,
  meetingTransition,
  type Viewer,
} from '@samverkan/domain'
import type { Config } from '../../config.ts'
import type { Database, Tx } from '../../lib/db.ts'
import { append } from '../../lib/journal.ts'
import { found, must, Problem } from '../../lib/problem.ts'
import { queueMail } from '../outbox/service.ts'
import { subscribers } from '../users/service.ts'
import { toAdvance } from './access.ts'
import { checkDay, unlessTaken } from './day.ts'
import { closePicture } from './picture-service.ts'
import * as store from './store.ts'
import { markHost, saveTurn } from './writing-store.ts'

/** Letters about what changed: to those who asked for them and, when calendars are concerned, to the contact functions on the roll. */
const tell = async (tx: Tx, meeting: store.Locked, news: MeetingNews, config: Config, now: Date): Promise<void> => {
  const letter = composeMeetingMail(news, { ...meeting, url: `${config.publicUrl}/moten/${meeting.code}` })
  const asked = (await subscribers(tx, 'meetings', now)).map(({ userId, actorId, email }) => ({ userId, actorId, email }))
  const contacts = concernsEverybody(news) ? await store.contactsOf(tx, meeting.id) : []
  const byAddress = new Map<string, { actorId: string | null; userId?: string; email: string }>()
  for (const one of [...contacts, ...asked]) byAddress.set(one.email.toLowerCase(), one)
  await queueMail(
    tx,
    [...byAddress.values()].map(({ email, ...one }) => ({
      ...one,
      purpose: 'meeting' as const,
      destination: email,
      ...letter,
      key: `meeting:${meeting.id}:${meeting.version}:${news.kind}:${email.toLowerCase()}`.slice(0, 200),
    })),
    now,
  )
}

type Advanced = contract.ResponseOf<typeof contract.advanceMeeting>
export const advance = (
  db: Database,
  viewer: Viewer,
  code: string,
  given: contract.BodyOf<typeof contract.advanceMeeting>,
  config: Config,
  now: Date,
): Promise<Advanced> =>
  db.inViewer(viewer, async (tx) => {
    const { action } = given
    const meeting = await toAdvance(tx, code, action, given.version)
    const state = must(meetingTransition(meeting.state, action))
    if (action === 'close' && !given.anyway) {
      const silent = await store.silent(tx, meeting.id)
      if (silent.length > 0) throw new Problem('reports-missing', { current: silent })
    }
    const early = action === 'open' ? must(checkOpening(meeting.startsAt, given.reason, now)) : null
    await store.saveState(tx, meeting.id, state, now)
    if (early) await store.saveEarlyReason(tx, meeting.id, early)
    const from = { itemId: meeting.currentItemId }
    if (action === 'open') await markHost(tx, meeting.id, now)
    if (action === 'open') await saveTurn(tx, meeting.id, from, { itemId: await store.firstItem(tx, meeting.id), actorId: null }, now)
    if (action === 'close') await saveTurn(tx, meeting.id, from, { itemId: null, actorId: null }, now)
    if (action === 'set-agenda') await tell(tx, meeting, { kind: 'agenda-set' }, config, now)
    const version = meeting.version + 1
    await append(tx, {
      at: now,
      type: 'meetings.advanced',
      subject: { type: 'meeting', id: meeting.id, version },
      data: { action, state, ...(early ? { early: true } : {}) },
      ...(early ? { payload: early } : {}),
    })
    return { state, version }
  })

export const distribute = (
  db: Database,
  viewer: Viewer,
  code: string,
  given: { version: number; handling: 'open' | 'internal' },
  config: Config,
  now: Date,
): Promise<Advanced> =>
  db.inViewer(viewer, async (tx) => {
    const meeting = await toAdvance(tx, code, 'distribute', given.version)
    const state = must(meetingTransition(meeting.state, 'distribute'))
    await store.saveDistribution(tx, meeting.id, given.handling, now)
    await closePicture(tx, meeting.id, now)
    await tell(tx, meeting, { kind: 'distributed' }, config, now)
    const version = meeting.version + 1
    await append(tx, {
      at: now,
      type: 'meetings.advanced',
      subject: { type: 'meeting', id: meeting.id, version },
      data: { action: 'distribute', state },
    })
    return { state, version }
  })

/** A meeting moved twice is one meeting with two moves: same row, same address, same event in every calendar. */
export const move = (
  db: Database,
  viewer: Viewer,
  code: string,
  given: contract.BodyOf<typeof contract.moveMeeting>,
  config: Config,
  now: Date,
): Promise<contract.ResponseOf<typeof contract.moveMeeting>> =>
  unlessTaken(
    db.inViewer(viewer, async (tx) => {
      const meeting = await toAdvance(tx, code, 'move', given.version)
      must(meetingTransition(meeting.state, 'move'))
      checkDay(given.localDate, now)
      const { localDate, localTime, reason } = given
      if (localDate === meeting.localDate && localTime === meeting.localTime)
        throw new Problem('invalid', { errors: [{ pointer: '/body/localTime', code: 'same' }] })
      // Nobody can come to a time that is over, and everybody on the roll is told of a move.
      if (!existsOnWall(localDate, localTime)) throw new Problem('no-such-time')
      if (hasPassed(localDate, localTime, now)) throw new Problem('time-passed')
      const moves = await store.saveMove(tx, meeting, { localDate, localTime, reason, holiday: holidayOn(localDate) }, now)
      if (moves === undefined) throw new Problem('meeting-exists')
      const moved = found(await store.lockMeeting(tx, code, 'change'))
      await tell(tx, moved, { kind: 'moved', from: meeting.startsAt, reason }, config, now)
      await append(tx, {
        at: now,
        type: 'meetings.moved',
        subject: { type: 'meeting', id: meeting.id, version: moved.version },
        data: { fromDate: meeting.localDate, fromTime: meeting.localTime, toDate: localDate, toTime: localTime, moves },
        payload: reason,
      })
      return { version: moved.version, localDate, localTime }
    }),
  )

export const cancel = (
  db: Database,
  viewer: Viewer,
  code: string,
  given: { reason: string; version: number },
  config: Config,
  now: Date,
): Promise<Advanced> =>
  db.inViewer(viewer, async (tx) => {
    const meeting = await toAdvance(tx, code, 'cancel', given.version)
    const state = must(meetingTransition(meeting.state, 'cancel'))
    await store.saveCancellation(tx, meeting.id, given.reason, now)
    await tell(tx, meeting, { kind: 'cancelled', reason: given.reason }, config, now)
    const version = meeting.version + 1
    await append(tx, {
      at: now,
      type: 'meetings.cancelled',
      subject: { type: 'meeting', id: meeting.id, version },
      data: { localDate: meeting.localDate },
      payload: given.reason,
    })
    return { state, version }
  })

export const reinstate = (
  db: Database,
  viewer: Viewer,
  code: string,
  given: { version: number },
  config: Config,
  now: Date,
): Promise<Advanced> =>
  unlessTaken(
    db.inViewer(viewer, async (tx) => {
      const meeting = await toAdvance(tx, code, 'reinstate', given.version)
      const state = must(meetingTransition(meeting.state, 'reinstate'))
      if (meeting.localDate < localDateOf(now)) throw new Problem('wrong-state')
      if ((await store.saveReinstatement(tx, meeting.id, now)) === 0) throw new Problem('meeting-exists')
      await tell(tx, meeting, { kind: 'reinstated' }, config, now)
      const version = meeting.version + 1
      await append(tx, {
        at: now,
        type: 'meetings.reinstated',
        subject: { type: 'meeting', id: meeting.id, version },
        data: { localDate: meeting.localDate },
      })
      return { state, version }
    }),
  )

export const hold = (db: Database, viewer: Viewer, code: string, given: { version: number }, now: Date): Promise<Advanced> =>
  db.inViewer(viewer, async (tx) => {
    const meeting = await toAdvance(tx, code, 'hold', given.version)
    const state = must(meetingTransition(meeting.state, 'hold'))
    if (meeting.holiday === null) throw new Problem('wrong-state')
    await store.saveHold(tx, meeting.id, now)
    const version = meeting.version + 1
    await append(tx, {
      at: now,
      type: 'meetings.held',
      subject: { type: 'meeting', id: meeting.id, version },
      data: { localDate: meeting.localDate, holiday: meeting.holiday },
    })
    return { state, version }
  })
