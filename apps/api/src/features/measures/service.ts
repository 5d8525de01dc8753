import type { BodyOf, Measure, MeasureOwner, MeasureWithHistory, ResponseOf } from '@samverkan/contract'
import type * as contract from '@samverkan/contract'
import {
  can,
  mayDirect,
  measureOrigins,
  type MeasureAction,
  measureTransition,
  maySeeMeasure,
  mayTake,
  stockholmDate,
  type Viewer,
} from '@samverkan/domain'
import type { Database, Tx } from '../../lib/db.ts'
import { type Idempotency, once } from '../../lib/idempotency.ts'
import { newId } from '../../lib/ids.ts'
import { append } from '../../lib/journal.ts'
import { found, must, Problem } from '../../lib/problem.ts'
import { tellOwner } from './mail.ts'
import { checkDue, invalid, ownerIdOf, replaced, shown } from './rules.ts'
import * as store from './store.ts'

export { settle } from './closing.ts'

/** Läget shows the nearest; the list has them all. */
const mostAtHome = 5

/** Whose measures are this viewer's own: those of its actor, those of the office (null), or nobody's (undefined). */
export const ownerFor = (viewer: Viewer): string | null | undefined =>
  can(viewer, 'measures.carry-out-office') ? null : (viewer.actorId ?? undefined)

export const list = (db: Database, viewer: Viewer, query: store.ListQuery, now: Date): Promise<ResponseOf<typeof contract.listMeasures>> =>
  db.inViewer(viewer, async (tx) => {
    const page = await store.listMeasures(tx, query, ownerFor(viewer), stockholmDate(now))
    return {
      ...page,
      items: page.items.map((row) => shown(viewer, row)),
      mayCreate: measureOrigins.filter((origin) => mayDirect(viewer, { origin, gapActorId: viewer.actorId })),
    }
  })

const readIn = async (tx: Tx, id: string): Promise<MeasureWithHistory> => {
  const { measure, history } = found(await store.readMeasure(tx, id))
  if (!maySeeMeasure(tx.viewer, measure)) throw new Problem('not-found')
  return { ...shown(tx.viewer, measure), history }
}
export const read = (db: Database, viewer: Viewer, id: string): Promise<MeasureWithHistory> => db.inViewer(viewer, (tx) => readIn(tx, id))

const audienceOf = (gapActorId: string | null): { audience?: string[] } => (gapActorId === null ? {} : { audience: [gapActorId] })

export type NewMeasure = {
  title: string
  description: string
  owner: MeasureOwner
  dueOn: string
  /** The incident's and the activation's ids must be of rows this transaction holds. */
  origin:
    | { kind: 'incident'; incidentId: string; activationId?: string }
    | { kind: 'meeting'; meetingId: string; agendaItemId?: string }
    | { kind: 'gap'; gap: store.Gap }
    | { kind: 'none' }
}
/** What the journal says about a new measure: the last thing of the use case that made it. */
export const journalCreated = async (tx: Tx, made: Made, now: Date): Promise<void> => {
  const { id, ownerId, dueOn, incidentId, gapActorId, words } = made
  await append(tx, {
    at: now,
    type: 'measures.created',
    subject: { type: 'measure', id, version: 1 },
    ...(incidentId ? { incidentId } : {}),
    ...audienceOf(gapActorId),
    data: { ownerId, dueOn, gap: gapActorId !== null },
    payload: JSON.stringify(words),
  })
}
export type Made = {
  id: string
  ownerId: string | null
  dueOn: string
  incidentId: string | null
  gapActorId: string | null
  words: [title: string, description: string]
}
/** Part of a use case that has found out where the measure comes from and writes its own journal row. */
export const createMeasure = async (tx: Tx, given: NewMeasure, now: Date): Promise<Made> => {
  const { origin } = given
  const gap = origin.kind === 'gap' ? origin.gap : null
  const gapActorId = gap?.actorId ?? null
  if (!mayDirect(tx.viewer, { origin: origin.kind, gapActorId })) throw new Problem('forbidden')
  checkDue(given.dueOn, now)
  const ownerId = await ownerIdOf(tx, given.owner, gapActorId)
  const id = newId()
  const incidentId = origin.kind === 'incident' ? origin.incidentId : null
  const activationId = (origin.kind === 'incident' ? origin.activationId : null) ?? null
  const { title, description, dueOn } = given
  const meeting = origin.kind === 'meeting' ? { id: origin.meetingId, agendaItemId: origin.agendaItemId ?? null } : null
  await store.insertMeasure(tx, { id, title, description, ownerId, dueOn, incidentId, activationId, meeting, gap }, now)
  await store.insertEvent(tx, { id: newId(), measureId: id, kind: 'created', version: 1 }, now)
  await tellOwner(tx, id, now)
  return { id, ownerId, dueOn, incidentId, gapActorId, words: [title, description] }
}

type CreateBody = BodyOf<typeof contract.createMeasure>
/** The place it comes from, as this viewer may see it: what it may not see is not there. */
const originOf = async (tx: Tx, origin: CreateBody['origin']): Promise<NewMeasure['origin']> => {
  if (origin.kind === 'none') return origin
  if (origin.kind === 'gap') return { kind: 'gap', gap: found(await store.findGap(tx, origin.assessmentId, origin.subCapability)) }
  const incident = found(await store.holdIncident(tx, origin.incidentCode))
  if (origin.activationId === undefined) return { kind: 'incident', incidentId: incident.id }
  if (!(await store.isActivationOf(tx, origin.activationId, incident.id))) throw invalid('/origin/activationId', 'unknown')
  return { kind: 'incident', incidentId: incident.id, activationId: origin.activationId }
}

export const create = async (
  db: Database,
  viewer: Viewer,
  body: CreateBody,
  idempotency: Idempotency,
  now: Date,
): Promise<MeasureWithHistory> => {
  const { id } = await db.inViewer(viewer, (tx) =>
    once(tx, idempotency, now, async () => {
      const made = await createMeasure(tx, { ...body, origin: await originOf(tx, body.origin) }, now)
      await journalCreated(tx, made, now)
      return { id: made.id }
    }),
  )
  return read(db, viewer, id)
}

/** The measure locked: 404 when it is not this viewer's to see, 403 when this step is never the viewer's, 409 when it is not the time for it. */
const toChange = async (tx: Tx, id: string, action: MeasureAction): Promise<store.Held> => {
  const held = found(await store.holdMeasure(tx, id))
  if (!maySeeMeasure(tx.viewer, held)) throw new Problem('not-found')
  if (!mayTake(tx.viewer, held, action)) throw new Problem('forbidden')
  must(measureTransition(held.state, action))
  return held
}
/** Another version was read than the one that stands: both texts, theirs in `current`. */
const refuseStale = async (tx: Tx, held: store.Held, version: number): Promise<void> => {
  if (held.version !== version) throw new Problem('stale-version', { current: await readIn(tx, held.id) })
}
const about = (held: store.Held, now: Date) => ({
  at: now,
  subject: { type: 'measure' as const, id: held.id, version: held.version + 1 },
  ...(held.incidentId ? { incidentId: held.incidentId } : {}),
  ...audienceOf(held.gapActorId),
})

export const move = (
  db: Database,
  viewer: Viewer,
  id: string,
  given: BodyOf<typeof contract.moveMeasure>,
  now: Date,
): Promise<MeasureWithHistory> =>
  db.inViewer(viewer, async (tx) => {
    const held = await toChange(tx, id, given.action)
    await refuseStale(tx, held, given.version)
    const state = must(measureTransition(held.state, given.action))
    await store.saveState(tx, id, state, given.action === 'cancel' ? given.note : null, now)
    const version = held.version + 1
    await store.insertEvent(
      tx,
      { id: newId(), measureId: id, kind: 'moved', fromState: held.state, toState: state, note: given.note, version },
      now,
    )
    const answer = await readIn(tx, id)
    await append(tx, {
      ...about(held, now),
      type: 'measures.moved',
      data: { from: held.state, to: state, gap: held.gapActorId !== null },
      ...(given.note ? { payload: given.note } : {}),
    })
    return answer
  })

export const edit = (
  db: Database,
  viewer: Viewer,
  id: string,
  given: BodyOf<typeof contract.editMeasure>,
  now: Date,
): Promise<MeasureWithHistory> =>
  db.inViewer(viewer, async (tx) => {
    const held = await toChange(tx, id, 'edit')
    await refuseStale(tx, held, given.version)
    checkDue(given.dueOn, now, { kept: held.dueOn })
    const ownerId = await ownerIdOf(tx, given.owner, held.gapActorId)
    const words = { title: given.title, description: given.description, ownerId, dueOn: given.dueOn }
    const before = replaced(held, words)
    if (Object.keys(before).length === 0) return readIn(tx, id)
    await store.saveWords(tx, id, words)
    await store.insertEvent(tx, { id: newId(), measureId: id, kind: 'edited', before, version: held.version + 1 }, now)
    if (ownerId !== held.ownerId) await tellOwner(tx, id, now)
    const answer = await readIn(tx, id)
    await append(tx, {
      ...about(held, now),
      type: 'measures.edited',
      data: { ownerId, dueOn: words.dueOn, changed: Object.keys(before), gap: held.gapActorId !== null },
      payload: JSON.stringify([words.title, words.description]),
    })
    return answer
  })

export const note = async (
  db: Database,
  viewer: Viewer,
  id: string,
  given: { note: string },
  idempotency: Idempotency,
  now: Date,
): Promise<MeasureWithHistory> => {
  await db.inViewer(viewer, (tx) =>
    once(tx, idempotency, now, async () => {
      const held = await toChange(tx, id, 'note')
      await store.insertEvent(tx, { id: newId(), measureId: id, kind: 'noted', note: given.note, version: held.version }, now)
      const subject = { type: 'measure' as const, id, version: held.version }
      await append(tx, {
        ...about(held, now),
        subject,
        type: 'measures.noted',
        data: { gap: held.gapActorId !== null },
        payload: given.note,
      })
      return {}
    }),
  )
  return read(db, viewer, id)
}

/** Open measures of an incident or an activation, as this viewer may see them (seam for meetings and the end of activations). */
export const openMeasuresOf = async (tx: Tx, of: { activationId?: string; incidentId?: string }): Promise<Measure[]> =>
  (await store.openOf(tx, of)).map(({ measure }) => shown(tx.viewer, measure))

export const readGapWork = (db: Database, viewer: Viewer, year: number): Promise<contract.GapWork> =>
  db.inViewer(viewer, async (tx) => found(await store.gapWork(tx, year)).work)

/** For Läget: what this viewer's actor – or the office – has open, the most urgent first. Nothing for somebody without either. */
export const openForViewer = async (tx: Tx, now: Date): Promise<{ items: Measure[]; total: number; overdue: number }> => {
  const ownerId = ownerFor(tx.viewer)
  if (ownerId === undefined) return { items: [], total: 0, overdue: 0 }
  const { items, total, overdue } = await store.openOfOwner(tx, ownerId, mostAtHome, stockholmDate(now))
  return { items: items.map((row) => shown(tx.viewer, row)), total, overdue }
}

type WaitingMeasures = { kind: 'measures'; title: string; count: number; names: string[] }
/** What waits for this viewer's hands: the open measures it may carry out. `title` is how many of them are late, `names` the nearest day. */
export const waitingFor = async (tx: Tx, now: Date): Promise<WaitingMeasures[]> => {
  const { items, total, overdue } = await openForViewer(tx, now)
  if (!items.some((one) => one.allowed.includes('finish'))) return []
  return [{ kind: 'measures', title: String(overdue), count: total, names: items.slice(0, 1).map((one) => one.dueOn) }]
}
