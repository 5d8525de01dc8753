import type * as contract from '@samverkan/contract'
import { can, isSameReport, isWholeReport, repeated, type Report, type Viewer } from '@samverkan/domain'
import type { Database } from '../../lib/db.ts'
import { type Idempotency, once } from '../../lib/idempotency.ts'
import { newId } from '../../lib/ids.ts'
import { append } from '../../lib/journal.ts'
import { found, Problem } from '../../lib/problem.ts'
import { isSentLater, saidAt } from '../../lib/said-at.ts'
import { toWrite } from './access.ts'
import { actorId } from './agenda-service.ts'
import { lockItem } from './agenda-store.ts'
import * as reads from './read-store.ts'
import { actorsByCode } from './store.ts'
import * as store from './writing-store.ts'

export const addNote = (
  db: Database,
  viewer: Viewer,
  code: string,
  itemId: string,
  body: { actorCode: string | null; text: string },
  idempotency: Idempotency,
  now: Date,
): Promise<contract.MeetingNote> =>
  db.inViewer(viewer, (tx) =>
    once(tx, idempotency, now, async () => {
      const meeting = await toWrite(tx, code, 'note', now, 'keep')
      found(await lockItem(tx, meeting.id, itemId))
      const id = newId()
      const actor = await actorId(tx, body.actorCode, '/body/actorCode')
      await store.insertNote(tx, { id, meetingId: meeting.id, itemId, actorId: actor, text: body.text }, now)
      const note = await store.readNote(tx, id)
      await append(tx, {
        at: now,
        type: 'meetings.noted',
        subject: { type: 'meeting', id: meeting.id, version: meeting.version },
        data: { itemId, noteId: id, version: 1 },
        payload: body.text,
      })
      return note
    }),
  )

export const changeNote = (
  db: Database,
  viewer: Viewer,
  code: string,
  ids: { itemId: string; noteId: string },
  body: { actorCode: string | null; text: string; basedOn: number },
  now: Date,
): Promise<contract.MeetingNote> =>
  db.inViewer(viewer, async (tx) => {
    const meeting = await toWrite(tx, code, 'note', now, 'keep')
    found(await lockItem(tx, meeting.id, ids.itemId))
    const before = found(await store.lockNote(tx, ids.itemId, ids.noteId))
    const actor = await actorId(tx, body.actorCode, '/body/actorCode')
    if (before.text === body.text && before.actorId === actor && body.basedOn <= before.version) return store.readNote(tx, ids.noteId)
    if (before.version !== body.basedOn) throw new Problem('stale-version', { current: await store.readNote(tx, ids.noteId) })
    await store.saveNote(tx, ids.noteId, actor, body.text, now)
    const note = await store.readNote(tx, ids.noteId)
    await append(tx, {
      at: now,
      type: 'meetings.noted',
      subject: { type: 'meeting', id: meeting.id, version: meeting.version },
      data: { itemId: ids.itemId, noteId: ids.noteId, version: note.version },
      payload: body.text,
    })
    return note
  })

/**
 * One tap. Who marked last is right – by when it was marked, not by when a network let it through – and a mark that is there already is not
 * marked again.
 */
export const markAttendance = (
  db: Database,
  viewer: Viewer,
  code: string,
  actorCode: string,
  body: contract.BodyOf<typeof contract.markAttendance>,
  now: Date,
): Promise<contract.RollRow> =>
  db.inViewer(viewer, async (tx) => {
    const meeting = await toWrite(tx, code, 'attendance', now, 'keep')
    const [actor] = await actorsByCode(tx, [actorCode])
    const before = found(actor && (await store.lockMark(tx, meeting.id, actor.id)))
    const { id } = found(actor)
    const at = saidAt(body.markedAt, now)
    const mark: store.Mark = {
      presence: body.presence,
      person: body.person ?? before.person,
      functionCode: body.functionCode === undefined ? before.functionCode : body.functionCode,
      hasMandate: body.hasMandate === undefined ? before.hasMandate : body.hasMandate,
    }
    if (mark.functionCode !== null && !(await store.isFunction(tx, mark.functionCode)))
      throw new Problem('invalid', { errors: [{ pointer: '/body/functionCode', code: 'unknown' }] })
    const isOvertaken = body.markedAt !== undefined && before.markedAt !== null && before.markedAt > at
    const isSame = isOvertaken || (Object.keys(mark) as (keyof store.Mark)[]).every((key) => mark[key] === before[key])
    if (!isSame) await store.saveMark(tx, meeting.id, id, mark, at)
    const row = found(await reads.readRollRow(tx, meeting.id, id))
    if (!isSame)
      await append(tx, {
        at: now,
        type: 'meetings.attended',
        subject: { type: 'meeting', id: meeting.id, version: meeting.version },
        data: { actorId: id, presence: mark.presence, ...(isSentLater(at, now) ? { markedAt: at.toISOString() } : {}) },
        payload: mark.person,
      })
    return row
  })

/** The floor, on the turn it was based on: two who press "next" at once move one step, not two. */
export const giveTurn = (
  db: Database,
  viewer: Viewer,
  code: string,
  body: contract.BodyOf<typeof contract.giveTurn>,
  now: Date,
): Promise<contract.ResponseOf<typeof contract.giveTurn>> =>
  db.inViewer(viewer, async (tx) => {
    const meeting = await toWrite(tx, code, 'turn', now, 'change')
    const actor = await actorId(tx, body.actorCode, '/body/actorCode')
    const isThere = meeting.currentItemId === body.itemId && meeting.currentActorId === actor
    if (isThere) return store.readTurn(tx, meeting.id)
    if (body.basedOn !== meeting.turnVersion) throw new Problem('stale-version', { current: await store.readTurn(tx, meeting.id) })
    if (body.itemId !== null && !(await lockItem(tx, meeting.id, body.itemId)))
      throw new Problem('invalid', { errors: [{ pointer: '/body/itemId', code: 'unknown' }] })
    if (actor !== null && !(await store.isOnRoll(tx, meeting.id, actor)))
      throw new Problem('invalid', { errors: [{ pointer: '/body/actorCode', code: 'not_on_roll' }] })
    await store.saveTurn(tx, meeting.id, { itemId: meeting.currentItemId }, { itemId: body.itemId, actorId: actor }, now)
    const turn = await store.readTurn(tx, meeting.id)
    await append(tx, {
      at: now,
      type: 'meetings.turn-given',
      subject: { type: 'meeting', id: meeting.id, version: meeting.version },
      data: { itemId: body.itemId, actorId: actor, turnVersion: turn.version },
    })
    return turn
  })

/**
 * The own actor's report, on the version it was based on: two colleagues never overwrite each other. `unchanged` needs no text: it takes
 * what was said last time, and the same report sent again is answered as if it had come once.
 */
export const saveReport = (
  db: Database,
  viewer: Viewer,
  code: string,
  body: Report & { basedOn: number; seen?: Report['lines'] | undefined },
  now: Date,
): Promise<contract.MeetingReport> =>
  db.inViewer(viewer, async (tx) => {
    const meeting = await toWrite(tx, code, 'report', now, 'keep')
    const own = found(viewer.actorId)
    if (!can(viewer, 'meetings.report', { actorId: own }) || !(await store.isOnRoll(tx, meeting.id, own))) throw new Problem('forbidden')
    if (!meeting.asksReports) throw new Problem('meeting-locked')
    if (!isWholeReport(body)) throw new Problem('invalid', { errors: [{ pointer: '/body/lines', code: 'report' }] })
    const before = await store.lockReport(tx, meeting.id, own)
    const last = body.kind === 'unchanged' ? await reads.reportBefore(tx, code) : undefined
    // Pressed without a network it comes later: unchanged is what the person read, also where the last report has been corrected since.
    const wasRead = last && body.seen && (await reads.hasSaid(tx, last.id, body.seen))
    const lines = wasRead ? body.seen! : body.kind === 'unchanged' ? repeated(last ?? null) : body.lines
    if (lines === null) throw new Problem('nothing-to-repeat')
    const report: Report = { kind: body.kind, lines }
    const version = before?.version ?? 0
    if (before && body.basedOn <= version && isSameReport(before, report)) return before
    if (body.basedOn !== version) throw new Problem('stale-version', { current: before ?? null })
    const isLate = now.getTime() >= meeting.startsAt.getTime()
    await store.saveReport(tx, meeting.id, own, { ...report, repeats: last?.id ?? null, isLate, version: version + 1 }, now)
    const saved = found(await store.readReport(tx, meeting.id, own))
    await append(tx, {
      at: now,
      type: 'meetings.reported',
      subject: { type: 'meeting', id: meeting.id, version: meeting.version },
      data: { actorId: own, kind: report.kind, version: version + 1 },
      payload: JSON.stringify(report),
    })
    return saved
  })

export const readReports = (
  db: Database,
  viewer: Viewer,
  code: string,
  actorCode: string,
): Promise<contract.ResponseOf<typeof contract.readReports>> =>
  db.inViewer(viewer, async (tx) => ({ items: found(await reads.reportVersions(tx, code, actorCode)) }))
