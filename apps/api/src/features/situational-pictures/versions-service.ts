import type * as contract from '@samverkan/contract'
import { addMinutes, can, composePictureMail, composeReadAloud, pictureTransition, textsToLookAt, type Viewer } from '@samverkan/domain'
import type { Database, Tx } from '../../lib/db.ts'
import { type Idempotency, once } from '../../lib/idempotency.ts'
import { newId } from '../../lib/ids.ts'
import { append } from '../../lib/journal.ts'
import { JsonText } from '../../lib/mount.ts'
import { found, must, Problem } from '../../lib/problem.ts'
import * as outbox from '../outbox/service.ts'
import { subscribers } from '../users/service.ts'
import { readText } from './draft-store.ts'
import { noteOverride, passMarked, passMarkings } from './markings.ts'
import { pageOf } from './reports-service.ts'
import { heldOpen } from './service.ts'
import * as pictures from './store.ts'
import * as store from './versions-store.ts'

/** Until the next update when none was said: ours. */
const usualInterval = 120

/** To everybody who has asked for it, once per version however often it is ordered. */
const tell = async (
  tx: Tx,
  picture: Awaited<ReturnType<typeof heldOpen>>,
  versionId: string,
  publicUrl: string,
  now: Date,
): Promise<number> => {
  const { number, handling, nextUpdateAt } = picture.collection
  const { text: summary } = await readText(tx, picture.id, 'summary')
  const url = pageOf(publicUrl, picture)
  const words = composePictureMail({ title: picture.title, number, isExercise: picture.isExercise, handling, summary, nextUpdateAt, url })
  const readers = await subscribers(tx, 'situational-pictures', now)
  return outbox.queueMail(
    tx,
    readers.map(({ userId, actorId, email }) => ({
      purpose: 'situational_picture' as const,
      actorId,
      userId,
      destination: email,
      ...words,
      key: `situational-picture/${versionId}/${userId}`,
      ...(picture.incidentId ? { incidentId: picture.incidentId } : {}),
    })),
    now,
  )
}

/**
 * Freezes the draft as a version and opens the next, in one transaction under the chain's lock: of two who press at once the first makes
 * the version, and the second hears that its number is published.
 */
export const publish = (
  db: Database,
  viewer: Viewer,
  id: string,
  body: contract.BodyOf<typeof contract.publishPicture>,
  idempotency: Idempotency,
  publicUrl: string,
  now: Date,
): Promise<contract.ResponseOf<typeof contract.publishPicture>> =>
  db.inViewer(viewer, (tx) =>
    once(tx, idempotency, now, async () => {
      const picture = await heldOpen(tx, id, 'alone')
      const { collection } = picture
      if (!can(viewer, 'situational-pictures.publish')) throw new Problem('forbidden')
      if (collection.number !== body.number) throw new Problem('stale-version', { current: { number: collection.number } })
      must(pictureTransition(collection.state, 'publish'))
      if (!(await store.hasContent(tx, id))) throw new Problem('picture-empty')
      const readAloud = await passTexts(tx, picture, body.looked)
      const versionId = newId()
      const counts = await store.insertVersion(tx, { id: versionId, pictureId: id, collectionId: collection.id, readAloud }, now)
      // Said of this number: the next one's is composed anew.
      await store.clearReadAloud(tx, id, now)
      await pictures.endCollection(tx, collection.id, 'published', now)
      const nextId = newId()
      const cutOffAt = nextCutOff(body.nextCutOffAt, collection.nextUpdateAt, now)
      await pictures.insertCollection(
        tx,
        // What is carried over has been compiled already.
        {
          id: nextId,
          pictureId: id,
          number: collection.number + 1,
          state: 'drafted',
          handling: collection.handling,
          cutOffAt,
          nextUpdateAt: null,
        },
        now,
      )
      await pictures.askActors(tx, id, nextId, now)
      const published = found(await store.readVersion(tx, id, collection.number, 0))
      // Each marking was asked about when it was written, of whoever wrote it. Whoever sends it out to everybody is asked for all of them.
      const marks = passMarked(JSON.parse(published) as contract.PictureVersion, body.despite)
      const told = await tell(tx, picture, versionId, publicUrl, now)
      await append(tx, {
        at: now,
        type: 'situational-pictures.published',
        subject: { type: 'situational-picture', id, version: collection.number },
        ...(picture.incidentId ? { incidentId: picture.incidentId } : {}),
        data: { number: collection.number, versionId, ...counts, subscribers: told },
        payload: published,
      })
      await noteOverride(tx, { id, incidentId: picture.incidentId, number: collection.number }, { where: 'version', marks }, now)
      return { number: collection.number, publishedAt: now.toISOString() }
    }),
  )

/**
 * Stops and asks until whoever publishes has looked at the text to be read aloud, and at what stands unchanged beside news. Answers the text
 * to be read aloud: as written, else composed of what is published with it.
 */
const passTexts = async (
  tx: Tx,
  { id, title, isExercise, collection: { number, nextUpdateAt } }: Awaited<ReturnType<typeof heldOpen>>,
  looked: contract.BodyOf<typeof contract.publishPicture>['looked'],
): Promise<string> => {
  const { texts, hasNews } = await store.draftTexts(tx, id)
  const now = (field: string) => texts.find((one) => one.field === field)?.text ?? ''
  const summary = now('summary')
  const readAloud = now('read_aloud').trim() || composeReadAloud({ title, number, isExercise, summary, nextUpdateAt })
  const asked = textsToLookAt(texts, readAloud, hasNews)
  const isSeen = ({ field, text }: (typeof asked)[number]) => looked.some((one) => one.field === field && one.text === text)
  if (!asked.every(isSeen)) throw new Problem('texts-unseen', { current: { texts: asked } })
  return readAloud
}

/** The cut-off of the draft that opens: as asked, else the update that was promised, else our usual interval from now. */
const nextCutOff = (asked: string | undefined, promised: Date | null, now: Date): Date => {
  if (asked !== undefined) return new Date(asked)
  return promised && promised.getTime() > now.getTime() ? promised : addMinutes(now, usualInterval)
}

export const read = (db: Database, viewer: Viewer, id: string, number: number, since: number | null): Promise<JsonText> =>
  db.inViewer(viewer, async (tx) => new JsonText(found(await store.readVersion(tx, id, number, since))))

/** For the PDF: the version as its reader sees it, compared with nothing. */
export const readForPrint = (db: Database, viewer: Viewer, id: string, number: number): Promise<contract.PictureVersion> =>
  db.inViewer(viewer, async (tx) => JSON.parse(found(await store.readVersion(tx, id, number, 0))) as contract.PictureVersion)

export const markRead = (db: Database, viewer: Viewer, id: string, number: number, now: Date): Promise<{ readAt: string }> =>
  db.inViewer(viewer, async (tx) => {
    const version = found(await store.findVersion(tx, id, number))
    const isFirst = await store.markRead(tx, version.id, now)
    const read = await store.readAt(tx, version.id)
    if (isFirst)
      await append(tx, {
        at: now,
        type: 'situational-pictures.read',
        subject: { type: 'situational-picture', id, version: number },
        // For those who see the region, and the reader's own actor; not a line in the incident's story.
        audience: viewer.actorId === null ? [] : [viewer.actorId],
        data: { number },
      })
    return read
  })

export const acknowledge = (
  db: Database,
  viewer: Viewer,
  id: string,
  number: number,
  { note, notSecret }: contract.BodyOf<typeof contract.acknowledgePicture>,
  now: Date,
): Promise<contract.ResponseOf<typeof contract.acknowledgePicture>> =>
  db.inViewer(viewer, async (tx) => {
    const version = found(await store.findVersion(tx, id, number))
    const { actorId } = viewer
    if (actorId === null || !can(viewer, 'situational-pictures.acknowledge', { actorId })) throw new Problem('forbidden')
    // Who acknowledges has read it.
    await store.markRead(tx, version.id, now)
    const isFirst = await store.acknowledge(tx, version.id, note, now)
    const given = found(await store.acknowledgement(tx, version.id))
    if (isFirst) {
      const marks = passMarkings(notSecret, note)
      await append(tx, {
        at: now,
        type: 'situational-pictures.acknowledged',
        subject: { type: 'situational-picture', id, version: number },
        ...(version.incidentId ? { incidentId: version.incidentId } : {}),
        audience: [actorId],
        data: { actorId, number },
        payload: note,
      })
      await noteOverride(tx, { id, incidentId: version.incidentId, number }, { where: 'acknowledgement', marks, actorId }, now)
    }
    return given
  })

/** How the version was spread, written anew: until the next one is published, and on the word that was seen. */
export const changeNote = (
  db: Database,
  viewer: Viewer,
  id: string,
  number: number,
  body: contract.BodyOf<typeof contract.changeAcknowledgement>,
  now: Date,
): Promise<contract.Acknowledgement> =>
  db.inViewer(viewer, async (tx) => {
    // Held, so that the next version does not come between the look and the saving.
    found(await pictures.hold(tx, id, 'shared'))
    const version = found(await store.findVersion(tx, id, number))
    const { actorId } = viewer
    if (actorId === null || !can(viewer, 'situational-pictures.acknowledge', { actorId })) throw new Problem('forbidden')
    const given = async () => found(await store.acknowledgement(tx, version.id))
    const before = await given()
    if (!before.mayChange) throw new Problem('wrong-state')
    if (before.note === body.note && body.basedOn <= before.version) return before
    const marks = before.version === body.basedOn ? passMarkings(body.notSecret, body.note) : []
    const isKept = before.version === body.basedOn && (await store.saveNote(tx, version.id, body.basedOn + 1, body.note, now))
    const after = await given()
    if (!isKept) throw new Problem('stale-version', { current: after })
    await append(tx, {
      at: now,
      type: 'situational-pictures.acknowledgement-changed',
      subject: { type: 'situational-picture', id, version: number },
      ...(version.incidentId ? { incidentId: version.incidentId } : {}),
      audience: [actorId],
      data: { actorId, number, version: after.version },
      payload: body.note,
    })
    await noteOverride(tx, { id, incidentId: version.incidentId, number }, { where: 'acknowledgement', marks, actorId }, now)
    return after
  })

export const acknowledgements = (db: Database, viewer: Viewer, id: string, number: number): Promise<JsonText> =>
  db.inViewer(viewer, async (tx) => new JsonText(await store.acknowledgements(tx, found(await store.findVersion(tx, id, number)).id)))
