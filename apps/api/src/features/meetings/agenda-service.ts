import type * as contract from '@samverkan/contract'
import { can, dueFault, type Viewer } from '@samverkan/domain'
import type { Database, Tx } from '../../lib/db.ts'
import { type Idempotency, once } from '../../lib/idempotency.ts'
import { newId } from '../../lib/ids.ts'
import { append } from '../../lib/journal.ts'
import { found, Problem } from '../../lib/problem.ts'
import { createMeasure, journalCreated } from '../measures/service.ts'
import { toWrite } from './access.ts'
import * as store from './agenda-store.ts'
import { actorsByCode, forumByCode, type Locked } from './store.ts'
import * as notes from './writing-store.ts'
import * as templates from './template-store.ts'

type Body = Pick<contract.BodyOf<typeof contract.changeItem>, 'title' | 'kind' | 'presenterActorCode' | 'presenter' | 'minutes'>
const given = async (tx: Tx, { presenterActorCode, ...item }: Body): Promise<store.ItemGiven> => ({
  ...item,
  presenterActorId: await actorId(tx, presenterActorCode, '/body/presenterActorCode'),
})
/** An actor by its code: one that nobody is, is refused as a fault of what was sent. */
export const actorId = async (tx: Tx, code: string | null, pointer: string): Promise<string | null> => {
  if (code === null) return null
  const [actor] = await actorsByCode(tx, [code])
  if (!actor) throw new Problem('invalid', { errors: [{ pointer, code: 'unknown' }] })
  return actor.id
}
const itemOf = async (tx: Tx, meeting: Locked, itemId: string, basedOn?: number): Promise<store.Item> => {
  const item = found(await store.lockItem(tx, meeting.id, itemId))
  if (basedOn !== undefined && item.version !== basedOn) throw new Problem('stale-version', { current: item })
  return item
}
type Change = 'added' | 'changed' | 'removed' | 'ordered'
const changed = async (tx: Tx, meeting: Locked, what: Change, itemId: string | null, now: Date, payload?: string): Promise<number> => {
  await store.raiseAgenda(tx, meeting.id)
  const agendaVersion = meeting.agendaVersion + 1
  await append(tx, {
    at: now,
    type: 'meetings.agenda-changed',
    subject: { type: 'meeting', id: meeting.id, version: meeting.version },
    data: { what, itemId, agendaVersion },
    ...(payload === undefined ? {} : { payload }),
  })
  return agendaVersion
}

export const addItem = (
  db: Database,
  viewer: Viewer,
  code: string,
  body: contract.BodyOf<typeof contract.addItem>,
  idempotency: Idempotency,
  now: Date,
): Promise<contract.ResponseOf<typeof contract.addItem>> =>
  db.inViewer(viewer, (tx) =>
    once(tx, idempotency, now, async () => {
      const meeting = await toWrite(tx, code, 'agenda', now, 'change')
      const id = newId()
      if (!(await store.insertItem(tx, meeting.id, { id, ...(await given(tx, body)) }, body.before)))
        throw new Problem('invalid', { errors: [{ pointer: '/body/before', code: 'unknown' }] })
      return { itemId: id, version: 1, agendaVersion: await changed(tx, meeting, 'added', id, now, body.title) }
    }),
  )

export const changeItem = (
  db: Database,
  viewer: Viewer,
  code: string,
  itemId: string,
  body: contract.BodyOf<typeof contract.changeItem>,
  now: Date,
): Promise<contract.ResponseOf<typeof contract.changeItem>> =>
  db.inViewer(viewer, async (tx) => {
    const meeting = await toWrite(tx, code, 'agenda', now, 'change')
    const item = await itemOf(tx, meeting, itemId, body.basedOn)
    await store.saveItem(tx, itemId, await given(tx, body))
    return { itemId, version: item.version + 1, agendaVersion: await changed(tx, meeting, 'changed', itemId, now, body.title) }
  })

/** What was noted, measured or linked stands on the item: it is not taken away from under them. */
export const removeItem = (
  db: Database,
  viewer: Viewer,
  code: string,
  itemId: string,
  basedOn: number,
  now: Date,
): Promise<{ agendaVersion: number }> =>
  db.inViewer(viewer, async (tx) => {
    const meeting = await toWrite(tx, code, 'agenda', now, 'change')
    await itemOf(tx, meeting, itemId, basedOn)
    if (await store.isUsed(tx, itemId)) throw new Problem('wrong-state')
    await store.deleteItem(tx, itemId)
    return { agendaVersion: await changed(tx, meeting, 'removed', itemId, now) }
  })

/** Two who reorder at once: the second gets the first one's order and nothing is lost. */
export const orderAgenda = (
  db: Database,
  viewer: Viewer,
  code: string,
  body: { itemIds: string[]; basedOn: number },
  now: Date,
): Promise<contract.ResponseOf<typeof contract.orderAgenda>> =>
  db.inViewer(viewer, async (tx) => {
    const meeting = await toWrite(tx, code, 'agenda', now, 'change')
    const current = await store.order(tx, meeting.id)
    const isSame = body.itemIds.join() === current.join()
    if (isSame) return { itemIds: current, agendaVersion: meeting.agendaVersion }
    if (body.basedOn !== meeting.agendaVersion)
      throw new Problem('stale-version', { current: { itemIds: current, agendaVersion: meeting.agendaVersion } })
    if (body.itemIds.toSorted().join() !== current.toSorted().join())
      throw new Problem('invalid', { errors: [{ pointer: '/body/itemIds', code: 'not_the_agenda' }] })
    await store.saveOrder(tx, meeting.id, body.itemIds)
    return { itemIds: body.itemIds, agendaVersion: await changed(tx, meeting, 'ordered', null, now) }
  })

export const saveOutcome = (
  db: Database,
  viewer: Viewer,
  code: string,
  itemId: string,
  body: { text: string; basedOn: number },
  now: Date,
): Promise<{ text: string; version: number }> =>
  db.inViewer(viewer, async (tx) => {
    const meeting = await toWrite(tx, code, 'note', now, 'keep')
    const item = await itemOf(tx, meeting, itemId)
    const current = { text: item.outcome, version: item.outcomeVersion }
    if (item.outcome === body.text && body.basedOn <= item.outcomeVersion) return current
    if (item.outcomeVersion !== body.basedOn) throw new Problem('stale-version', { current })
    const version = item.outcomeVersion + 1
    await store.saveOutcome(tx, itemId, body.text, version, now)
    await append(tx, {
      at: now,
      type: 'meetings.outcome-saved',
      subject: { type: 'meeting', id: meeting.id, version: meeting.version },
      data: { itemId, version },
      payload: body.text,
    })
    return { text: body.text, version }
  })

/** A measure from an item: one owner, an actor or the office (null), never the forum that spoke of it. */
export const addMeasure = (
  db: Database,
  viewer: Viewer,
  code: string,
  itemId: string,
  body: contract.BodyOf<typeof contract.addItemMeasure>,
  idempotency: Idempotency,
  now: Date,
): Promise<{ id: string }> =>
  db.inViewer(viewer, (tx) =>
    once(tx, idempotency, now, async () => {
      const meeting = await toWrite(tx, code, 'measure', now, 'keep')
      found(await store.lockItem(tx, meeting.id, itemId))
      const ownerId = await actorId(tx, body.ownerActorCode, '/body/ownerActorCode')
      const fault = dueFault(body.dueOn, now)
      if (fault) throw new Problem('invalid', { errors: [{ pointer: '/body/dueOn', code: fault }] })
      const made = await createMeasure(
        tx,
        {
          title: body.title,
          description: '',
          owner: ownerId === null ? { office: true } : { actorId: ownerId },
          dueOn: body.dueOn,
          origin: { kind: 'meeting', meetingId: meeting.id, agendaItemId: itemId },
        },
        now,
      )
      await journalCreated(tx, made, now)
      return { id: made.id }
    }),
  )

export type Raised = { meetingId: string; version: number; itemId: string; agendaVersion: number; localDate: string; title: string }
/** Part of another use case: a line last on the agenda of this forum's next meeting. Told by `journalRaised` when all else is written. */
export const raiseAtNextMeeting = async (
  tx: Tx,
  forumCode: string,
  { isExercise, ...item }: { title: string; presenterActorId: string | null; isExercise: boolean },
  now: Date,
): Promise<Raised> => {
  const target = await store.lockNextMeeting(tx, forumCode, { id: null, isExercise }, now)
  if (!target) throw new Problem('no-next-meeting')
  const itemId = newId()
  await store.insertItem(tx, target.id, { id: itemId, ...item, kind: 'measures', presenter: '', minutes: null }, null)
  await store.raiseAgenda(tx, target.id)
  const { id: meetingId, version, localDate } = target
  return { meetingId, version, localDate, itemId, agendaVersion: target.agendaVersion + 1, title: item.title }
}
/** The meeting's own row about a line that an ended activation left it; it stands in the incident's log as well. */
export const journalRaised = async (
  tx: Tx,
  { meetingId, version, title, ...data }: Raised,
  incidentId: string,
  now: Date,
): Promise<void> => {
  await append(tx, {
    at: now,
    type: 'meetings.item-raised',
    subject: { type: 'meeting', id: meetingId, version },
    incidentId,
    data,
    payload: title,
  })
}

/** One press: the other forum's next meeting has it on its agenda, and both tell of each other (ux.md, Torsdagskonferens). */
export const liftItem = (
  db: Database,
  viewer: Viewer,
  code: string,
  itemId: string,
  body: contract.BodyOf<typeof contract.liftItem>,
  now: Date,
): Promise<store.Lifted> =>
  db.inViewer(viewer, async (tx) => {
    const meeting = await toWrite(tx, code, 'lift', now, 'change')
    const item = found(await store.readItem(tx, meeting.id, itemId))
    found(await forumByCode(tx, body.forumCode))
    const note = body.noteId === null ? null : found(await notes.readNoteText(tx, itemId, body.noteId))
    const before = await store.alreadyLifted(tx, itemId, body.noteId, body.forumCode)
    if (before) return before
    const target = await store.lockNextMeeting(tx, body.forumCode, meeting, now)
    if (!target) throw new Problem('no-next-meeting')
    const id = newId()
    await store.insertItem(
      tx,
      target.id,
      {
        id,
        title: body.title,
        kind: 'information',
        presenterActorId: note?.actorId ?? null,
        presenter: '',
        minutes: null,
        liftedFrom: { itemId, noteId: body.noteId, quote: note?.text ?? item.outcome, actorId: note?.actorId ?? null },
      },
      null,
    )
    await store.raiseAgenda(tx, target.id)
    await append(tx, {
      at: now,
      type: 'meetings.item-lifted',
      subject: { type: 'meeting', id: meeting.id, version: meeting.version },
      data: { itemId, toMeetingId: target.id, toItemId: id },
    })
    return { code: target.code, itemId: id, localDate: target.localDate }
  })

// ── Templates ──
export const readTemplate = (db: Database, viewer: Viewer, forumCode: string): Promise<contract.AgendaTemplate> =>
  db.inViewer(viewer, async (tx) => ({
    ...found(await templates.readTemplate(tx, forumCode)),
    mayChange: can(viewer, 'meetings.keep-template'),
  }))

export const saveTemplate = (
  db: Database,
  viewer: Viewer,
  forumCode: string,
  body: contract.BodyOf<typeof contract.saveTemplate>,
  now: Date,
): Promise<{ version: number }> =>
  db.inViewer(viewer, async (tx) => {
    const current = found(await templates.readTemplate(tx, forumCode))
    if (!can(viewer, 'meetings.keep-template')) throw new Problem('forbidden')
    const forumId = await templates.saveTemplate(tx, forumCode, body.items, body.basedOn, now)
    if (!forumId) throw new Problem('stale-version', { current: await templates.readTemplate(tx, forumCode) })
    const version = body.basedOn + 1
    await append(tx, {
      at: now,
      type: 'meetings.template-changed',
      subject: { type: 'forum', id: forumId, version },
      data: { forumCode: current.forum.code, version },
      payload: JSON.stringify(body.items),
    })
    return { version }
  })
