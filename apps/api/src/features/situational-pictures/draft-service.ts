import type * as contract from '@samverkan/contract'
import { can, pictureLimits, type PictureField, pictureTransition, type Viewer, type Writing } from '@samverkan/domain'
import type { Database, Tx } from '../../lib/db.ts'
import { type Idempotency, once } from '../../lib/idempotency.ts'
import { newId } from '../../lib/ids.ts'
import { append } from '../../lib/journal.ts'
import { JsonText } from '../../lib/mount.ts'
import { found, must, Problem } from '../../lib/problem.ts'
import * as store from './draft-store.ts'
import { noteOverride, passMarkings } from './markings.ts'
import { heldOpen } from './service.ts'
import * as pictures from './store.ts'

export const read = (db: Database, viewer: Viewer, id: string): Promise<JsonText> =>
  db.inViewer(viewer, async (tx) => {
    const draft = await store.readDraft(tx, id)
    if (draft) return new JsonText(draft)
    // Archived, or not there at all.
    found(await pictures.readPicture(tx, id))
    throw new Problem('picture-archived')
  })

type HeldDraft = Awaited<ReturnType<typeof heldOpen>>
/** The chain held for writing in its draft. Many write at once; publishing waits for them and they for it. */
const toWrite = async (tx: Tx, id: string, how: 'shared' | 'alone' = 'shared'): Promise<HeldDraft> => {
  const picture = await heldOpen(tx, id, how)
  if (!can(tx.viewer, 'situational-pictures.write')) throw new Problem('forbidden')
  return picture
}
const aboutOf = ({ id, incidentId, collection }: HeldDraft) => ({ id, incidentId, number: collection.number })
/** The first thing that is compiled makes the collection a draft (P-03). */
const compiled = async (tx: Tx, { collection }: HeldDraft): Promise<void> => {
  if (must(pictureTransition(collection.state, 'compile')) !== collection.state) await pictures.markDrafted(tx, collection.id)
}

/** Nobody outside those who see the region hears of a draft: its rows are not theirs to read. */
const noted = async (
  tx: Tx,
  picture: HeldDraft,
  line: { id: string; version: number; text: string; lifted: boolean },
  now: Date,
): Promise<void> => {
  await append(tx, {
    at: now,
    type: 'situational-pictures.line-saved',
    subject: { type: 'situational-picture', id: picture.id },
    ...(picture.incidentId ? { incidentId: picture.incidentId } : {}),
    audience: [],
    data: { lineId: line.id, version: line.version, lifted: line.lifted },
    payload: line.text,
  })
}

/** A reported line is lifted once. Lifted again it is put back if it was removed; a corrected one takes the place of what it corrects. */
const lift = async (
  tx: Tx,
  picture: HeldDraft,
  source: store.Source,
  body: contract.BodyOf<typeof contract.addLine>,
  now: Date,
): Promise<string> => {
  const known = source.liftedAs ? await store.lockLine(tx, picture.id, source.liftedAs) : undefined
  if (!known) {
    const id = newId()
    const line = {
      id,
      pictureId: picture.id,
      heading: body.heading,
      certainty: body.certainty ?? source.certainty,
      text: body.text ?? source.text,
    }
    await store.insertLine(tx, { ...line, source }, now)
    return id
  }
  const text = body.text ?? source.text
  const certainty = body.certainty ?? source.certainty
  if (known.isRemoved || known.text !== text || known.certainty !== certainty)
    await store.saveLine(tx, { ...known, certainty, text, isRemoved: false, version: known.version + 1 }, source.id, now)
  return known.id
}

export const addLine = (
  db: Database,
  viewer: Viewer,
  id: string,
  body: contract.BodyOf<typeof contract.addLine>,
  idempotency: Idempotency,
  now: Date,
): Promise<contract.DraftLine> =>
  db.inViewer(viewer, (tx) =>
    once(tx, idempotency, now, async () => {
      const picture = await toWrite(tx, id, 'alone')
      const source = body.sourceLineId === null ? null : found(await store.source(tx, id, body.sourceLineId))
      if (source?.isWithdrawn) throw new Problem('line-withdrawn')
      const own = body.text === undefined || body.text === '' || body.certainty === undefined
      if (!source && own) throw new Problem('invalid', { errors: [{ pointer: '/body/text', code: 'required' }] })
      // What an actor reported has been asked about already: lifted as it stands it is not asked about again.
      const marks = body.text === undefined ? [] : passMarkings(body.notSecret, body.text)
      await compiled(tx, picture)
      const lineId = source ? await lift(tx, picture, source, body, now) : newId()
      if (!source)
        await store.insertLine(
          tx,
          { id: lineId, pictureId: id, heading: body.heading, certainty: body.certainty ?? 'fact', text: body.text ?? '', source: null },
          now,
        )
      if (body.after) await store.placeLine(tx, id, { id: lineId, heading: body.heading }, body.after)
      const line = await store.readLine(tx, lineId)
      await noted(tx, picture, { ...line, lifted: source !== null }, now)
      await noteOverride(tx, aboutOf(picture), { where: 'line', marks }, now)
      return line
    }),
  )

/** Saves on the version it was based on: the second of two gets 409 with the first one's line. The same sent again is answered as if it had come once. */
export const saveLine = (
  db: Database,
  viewer: Viewer,
  id: string,
  lineId: string,
  body: contract.BodyOf<typeof contract.saveLine>,
  now: Date,
): Promise<contract.DraftLine> =>
  db.inViewer(viewer, async (tx) => {
    const picture = await toWrite(tx, id)
    const before = found(await store.lockLine(tx, id, lineId))
    const { heading, certainty, text, isRemoved, basedOn } = body
    const isSame = before.heading === heading && before.certainty === certainty && before.text === text && before.isRemoved === isRemoved
    if (isSame && basedOn <= before.version) return store.readLine(tx, lineId)
    if (before.version !== basedOn) throw new Problem('stale-version', { current: await store.readLine(tx, lineId) })
    // Moved, removed or put back: its words are those that were asked about when they were written.
    const marks = text === before.text ? [] : passMarkings(body.notSecret, text)
    await compiled(tx, picture)
    await store.saveLine(tx, { id: lineId, heading, certainty, text, isRemoved, version: basedOn + 1 }, null, now)
    const line = await store.readLine(tx, lineId)
    await noted(tx, picture, { ...line, lifted: false }, now)
    await noteOverride(tx, aboutOf(picture), { where: 'line', marks }, now)
    return line
  })

export const moveLine = (db: Database, viewer: Viewer, id: string, lineId: string, after: string | null, now: Date): Promise<null> =>
  db.inViewer(viewer, async (tx) => {
    const picture = await toWrite(tx, id, 'alone')
    const line = found(await store.lockLine(tx, id, lineId))
    if (after !== null) found(await store.lockLine(tx, id, after))
    await store.placeLine(tx, id, line, after)
    await append(tx, {
      at: now,
      type: 'situational-pictures.line-moved',
      subject: { type: 'situational-picture', id },
      ...(picture.incidentId ? { incidentId: picture.incidentId } : {}),
      audience: [],
      data: { lineId },
    })
    return null
  })

export const saveText = (
  db: Database,
  viewer: Viewer,
  id: string,
  field: PictureField,
  body: contract.BodyOf<typeof contract.saveText>,
  now: Date,
): Promise<contract.DraftText> =>
  db.inViewer(viewer, async (tx) => {
    const picture = await toWrite(tx, id)
    if (body.text.length > pictureLimits[field]) throw new Problem('invalid', { errors: [{ pointer: '/body/text', code: 'too_big' }] })
    const before = await store.lockText(tx, id, field)
    const version = before?.version ?? 0
    if ((before?.text ?? '') === body.text && body.basedOn <= version) return store.readText(tx, id, field)
    const stale = async () => new Problem('stale-version', { current: await store.readText(tx, id, field) })
    if (version !== body.basedOn) throw await stale()
    const marks = passMarkings(body.notSecret, body.text)
    await compiled(tx, picture)
    if (!(await store.saveText(tx, id, field, body.text, version + 1, now))) throw await stale()
    const text = await store.readText(tx, id, field)
    await append(tx, {
      at: now,
      type: 'situational-pictures.text-saved',
      subject: { type: 'situational-picture', id },
      ...(picture.incidentId ? { incidentId: picture.incidentId } : {}),
      audience: [],
      data: { field, version: text.version },
      payload: body.text,
    })
    await noteOverride(tx, aboutOf(picture), { where: 'text', marks }, now)
    return text
  })

/** That somebody writes here now. Only those who may write say so, and the hub tells only those who may read the draft. */
export const writing = (db: Database, viewer: Viewer, id: string): Promise<Writing> =>
  db.inViewer(viewer, async (tx) => {
    const { name, isOpen } = found(await store.writer(tx, id))
    if (viewer.userId === null || !can(viewer, 'situational-pictures.write')) throw new Problem('forbidden')
    if (!isOpen) throw new Problem('picture-archived')
    return { pictureId: id, userId: viewer.userId, name }
  })

export const lineHistory = (db: Database, viewer: Viewer, id: string, lineId: string): Promise<JsonText> =>
  db.inViewer(viewer, async (tx) => new JsonText(found(await store.lineHistory(tx, id, lineId))))
export const textHistory = (db: Database, viewer: Viewer, id: string, field: PictureField): Promise<JsonText> =>
  db.inViewer(viewer, async (tx) => new JsonText(found(await store.textHistory(tx, id, field))))
