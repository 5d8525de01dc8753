import type * as contract from '@samverkan/contract'
import { addMinutes, can, type Handling, permittedHandling, pictureTransition, type Viewer } from '@samverkan/domain'
import type { Database, Tx } from '../../lib/db.ts'
import { type Idempotency, once } from '../../lib/idempotency.ts'
import { newId } from '../../lib/ids.ts'
import { append } from '../../lib/journal.ts'
import { JsonText } from '../../lib/mount.ts'
import { found, must, Problem } from '../../lib/problem.ts'
import * as store from './store.ts'

export const list = (db: Database, viewer: Viewer, query: store.ListQuery): Promise<JsonText> =>
  db.inViewer(viewer, async (tx) => new JsonText(await store.listPictures(tx, query)))

export const read = (db: Database, viewer: Viewer, id: string): Promise<JsonText> =>
  db.inViewer(viewer, async (tx) => new JsonText(found(await store.readPicture(tx, id))))

export const readOfIncident = (db: Database, viewer: Viewer, code: string): Promise<JsonText> =>
  db.inViewer(viewer, async (tx) => {
    const incident = found(await store.idOfIncident(tx, code))
    const mayOpen = incident.pictureId === null && incident.state === 'open' && can(viewer, 'situational-pictures.publish')
    const picture = incident.pictureId === null ? 'null' : found(await store.readPicture(tx, incident.pictureId))
    return new JsonText(`{"picture":${picture},"mayOpen":${mayOpen}}`)
  })

export type Wanted = { cutOffAt: string; nextUpdateAt: string | null; handling: Handling | 'secret' }
/** When a report becomes urgent: this many minutes before its cut-off, and ever after. */
const soon = 60

type Collecting = { handling: Handling; cutOffAt: Date; nextUpdateAt: Date | null }
/** Refuses what has no place in a picture here, and a next update that would come before this one's cut-off. */
const collecting = (wanted: Wanted): Collecting => {
  const handling = must(permittedHandling(wanted.handling))
  const cutOffAt = new Date(wanted.cutOffAt)
  const nextUpdateAt = wanted.nextUpdateAt === null ? null : new Date(wanted.nextUpdateAt)
  if (nextUpdateAt && nextUpdateAt.getTime() <= cutOffAt.getTime())
    throw new Problem('invalid', { errors: [{ pointer: '/body/nextUpdateAt', code: 'before_cut_off' }] })
  return { handling, cutOffAt, nextUpdateAt }
}

/** Opens number 1 of a new chain and asks who is to report. */
const begin = async (tx: Tx, picture: store.NewPicture, wanted: Collecting, now: Date): Promise<{ asked: number }> => {
  const collectionId = newId()
  await store.insertPicture(tx, picture, now)
  await store.insertCollection(tx, { id: collectionId, pictureId: picture.id, number: 1, state: 'collecting', ...wanted }, now)
  return { asked: await store.askActors(tx, picture.id, collectionId, now) }
}

export const open = async (
  db: Database,
  viewer: Viewer,
  code: string,
  body: Wanted,
  idempotency: Idempotency,
  now: Date,
): Promise<JsonText> => {
  const { id } = await db.inViewer(viewer, (tx) =>
    once(tx, idempotency, now, async () => {
      const incident = found(await store.holdIncident(tx, code))
      if (!can(viewer, 'situational-pictures.publish')) throw new Problem('forbidden')
      const wanted = collecting(body)
      if (incident.pictureId) return { id: incident.pictureId }
      if (incident.state !== 'open') throw new Problem('wrong-state')
      const pictureId = newId()
      const { title, isExercise } = incident
      const { asked } = await begin(
        tx,
        { id: pictureId, incidentId: incident.id, isoYear: null, isoWeek: null, title, isExercise },
        wanted,
        now,
      )
      await append(tx, {
        at: now,
        type: 'situational-pictures.opened',
        subject: { type: 'situational-picture', id: pictureId, version: 1 },
        incidentId: incident.id,
        data: { number: 1, asked },
      })
      return { id: pictureId }
    }),
  )
  return read(db, viewer, id)
}

const weekBefore = { cutOff: 60, next: 7 * 24 * 60 }
/**
 * The picture of a Thursday conference, with the same screens and rules. For another feature's use case: it appends its own journal row
 * (`meetings.picture-opened`), and ties the meeting to the id it gets back. Internal until somebody says otherwise.
 */
export const openWeekly = async (
  tx: Tx,
  given: { meetingId: string; isoYear: number; isoWeek: number; isExercise: boolean; cutOffAt?: Date },
  now: Date,
): Promise<{ id: string; asked: number }> => {
  const id = newId()
  const cutOffAt = given.cutOffAt ?? addMinutes(now, weekBefore.cutOff)
  const { asked } = await begin(
    tx,
    {
      id,
      incidentId: null,
      isoYear: given.isoYear,
      isoWeek: given.isoWeek,
      title: `Veckans lägesbild, vecka ${given.isoWeek} ${given.isoYear}`,
      isExercise: given.isExercise,
    },
    { handling: 'internal', cutOffAt, nextUpdateAt: addMinutes(cutOffAt, weekBefore.next) },
    now,
  )
  return { id, asked }
}

/** The chain with its open collection, held; 404 when it is not there, 409 when it takes nothing more. */
export const heldOpen = async (
  tx: Tx,
  id: string,
  how: 'shared' | 'alone',
): Promise<store.Held & { collection: NonNullable<store.Held['collection']> }> => {
  const picture = found(await store.hold(tx, id, how))
  if (!picture.collection) throw new Problem('picture-archived')
  return { ...picture, collection: picture.collection }
}

export const changeCollection = (
  db: Database,
  viewer: Viewer,
  id: string,
  body: Wanted & { basedOn: number },
  now: Date,
): Promise<contract.PictureCollection> =>
  db.inViewer(viewer, async (tx) => {
    const { collection, incidentId } = await heldOpen(tx, id, 'alone')
    if (!can(viewer, 'situational-pictures.publish')) throw new Problem('forbidden')
    const current = async () => (await store.readCollection(tx, collection.id)).collection as contract.PictureCollection
    if (collection.version !== body.basedOn) throw new Problem('stale-version', { current: await current() })
    const wanted = collecting(body)
    await store.saveCollection(tx, collection.id, wanted)
    const saved = await current()
    await append(tx, {
      at: now,
      type: 'situational-pictures.collection-changed',
      subject: { type: 'situational-picture', id, version: saved.version },
      ...(incidentId ? { incidentId } : {}),
      data: { number: collection.number, handling: wanted.handling },
      payload: JSON.stringify([wanted.cutOffAt, wanted.nextUpdateAt]),
    })
    return saved
  })

/** Actors called into the incident later are asked as well, in what is collected now. The chain is held: publishing does not slip in between. */
export const askCalled = async (tx: Tx, incidentId: string, now: Date): Promise<void> => {
  const pictureId = await store.pictureOfIncident(tx, incidentId)
  const picture = pictureId === undefined ? undefined : await store.hold(tx, pictureId, 'shared')
  if (picture?.collection) await store.askActors(tx, picture.id, picture.collection.id, now)
}

/** P-03, any → archived: what is collected ends with the incident or the week; published versions stay readable. Journalled by whoever ends it. */
export const archive = async (tx: Tx, pictureId: string, now: Date): Promise<void> => {
  const picture = await store.hold(tx, pictureId, 'alone')
  if (!picture || picture.archivedAt) return
  if (picture.collection) {
    must(pictureTransition(picture.collection.state, 'archive'))
    await store.endCollection(tx, picture.collection.id, 'archived', now)
  }
  await store.archive(tx, pictureId, now)
}
export const archiveOfIncident = async (tx: Tx, incidentId: string, now: Date): Promise<void> => {
  const pictureId = await store.pictureOfIncident(tx, incidentId)
  if (pictureId) await archive(tx, pictureId, now)
}

/** For Läget; `names` is the conference of a weekly one. What the own actor has been asked and has not said, until the cut-off and after it; and the latest version it has not acknowledged. */
export const picturesWaiting = async (tx: Tx, now: Date): Promise<contract.Todo[]> => {
  const { viewer } = tx
  const [mayReport, mayAcknowledge] = [can(viewer, 'situational-pictures.report'), can(viewer, 'situational-pictures.acknowledge')]
  if (!mayReport && !mayAcknowledge) return []
  const { toReport, toAcknowledge } = await store.waiting(tx)
  return [
    ...(mayReport ? toReport : []).map(
      ({ incidentCode, meetingCode, title, cutOffAt, isExercise }): contract.Todo => ({
        kind: 'report',
        urgent: !isExercise && incidentCode !== null && new Date(cutOffAt).getTime() - now.getTime() < soon * 60_000,
        isExercise,
        incidentCode,
        title,
        count: 1,
        since: cutOffAt,
        names: meetingCode ? [meetingCode] : [],
      }),
    ),
    ...(mayAcknowledge ? toAcknowledge : []).map(
      ({ incidentCode, meetingCode, title, number, publishedAt, isExercise }): contract.Todo => ({
        kind: 'acknowledge-picture',
        urgent: false,
        isExercise,
        incidentCode,
        title,
        count: number,
        since: publishedAt,
        names: meetingCode ? [meetingCode] : [],
      }),
    ),
  ]
}
