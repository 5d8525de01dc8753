import type * as contract from '@samverkan/contract'
import {
  addMinutes,
  can,
  checkReport,
  composeReportReminder,
  isAfterCutOff,
  pictureTransition,
  reportStatus,
  type Viewer,
} from '@samverkan/domain'
import type { Database, Tx } from '../../lib/db.ts'
import { type Idempotency, once } from '../../lib/idempotency.ts'
import { newId } from '../../lib/ids.ts'
import { append } from '../../lib/journal.ts'
import { found, must, Problem } from '../../lib/problem.ts'
import { isSentLater, saidAt } from '../../lib/said-at.ts'
import * as outbox from '../outbox/service.ts'
import { noteOverride, passMarkings } from './markings.ts'
import * as store from './reports-store.ts'
import { heldOpen } from './service.ts'

type Body = contract.BodyOf<typeof contract.reportPicture>
type Taken = contract.ResponseOf<typeof contract.reportPicture>

/** A correction replaces a line of the actor that nobody has corrected yet; otherwise 404, or 409 with what it says now. */
const checkReplaced = async (tx: Tx, pictureId: string, actorId: string, lines: Body['lines']): Promise<void> => {
  const ids = lines.flatMap((line) => (line.replaces ? [line.replaces] : []))
  if (ids.length === 0) return
  if (new Set(ids).size < ids.length) throw new Problem('invalid', { errors: [{ pointer: '/body/lines', code: 'replaces_twice' }] })
  const known = await store.replaceable(tx, pictureId, actorId, ids)
  if (known.length < ids.length) throw new Problem('not-found')
  if (known.some((line) => line.isWithdrawn)) throw new Problem('line-withdrawn')
  const taken = known.find((line) => line.replacedBy !== null)
  if (taken) throw new Problem('stale-version', { current: { id: taken.replacedBy, text: taken.text } })
}

/**
 * An actor's report, whole: written by itself, or said and taken down. It belongs to what is collected when it comes: written for a number
 * that has been published meanwhile it is kept all the same, and stands before the writers of the next.
 */
const take = async (
  tx: Tx,
  picture: Awaited<ReturnType<typeof heldOpen>>,
  actorId: string,
  body: Body,
  takenDown: store.TakenDown | null,
  now: Date,
  /** When it was told; what is sent later keeps its time. */
  at: Date = now,
): Promise<Taken> => {
  const { id, collection, incidentId } = picture
  must(pictureTransition(collection.state, 'report'))
  if (body.number > collection.number) throw new Problem('invalid', { errors: [{ pointer: '/body/number', code: 'unknown' }] })
  const marks = passMarkings(body.notSecret, ...body.lines.map((line) => line.text), takenDown?.givenBy ?? '')
  const repeated = body.kind === 'unchanged' ? await store.repeatable(tx, id, actorId, collection.number) : []
  const repeats = repeated.map((line) => line.id)
  must(checkReport(body.kind, body.lines.length, repeats.length))
  // Said without a network it leaves later: what a colleague has reported or corrected since is not what this person called unchanged.
  const newest = Math.max(...repeated.map(({ at }) => at.getTime()))
  if (body.kind === 'unchanged' && body.since && Date.parse(body.since) < newest) throw new Problem('stale-version')
  await checkReplaced(tx, id, actorId, body.lines)
  const isLate = isAfterCutOff(at, collection.cutOffAt)
  const reportId = newId()
  const kept = await store.insertReport(
    tx,
    {
      id: reportId,
      actorId,
      takenDown,
      pictureId: id,
      collectionId: collection.id,
      kind: body.kind,
      writtenFor: body.number,
      isLate,
      lines: body.lines.map((line) => ({ ...line, id: newId() })),
      repeats,
    },
    at,
  )
  if (!kept) throw new Problem('stale-version')
  const saved = await store.readReport(tx, reportId)
  await append(tx, {
    at: now,
    type: 'situational-pictures.reported',
    subject: { type: 'situational-picture', id },
    ...(incidentId ? { incidentId } : {}),
    audience: [actorId],
    data: {
      actorId,
      reportId,
      kind: body.kind,
      lines: body.lines.length + repeats.length,
      number: collection.number,
      late: isLate,
      afterPublishing: body.number < collection.number,
      ...(takenDown ? { means: takenDown.means } : {}),
      ...(isSentLater(at, now) ? { takenDownAt: at.toISOString() } : {}),
    },
    payload: JSON.stringify([
      ...(takenDown ? [takenDown.givenBy] : []),
      ...body.lines.map((line) => [line.heading, line.certainty, line.text]),
    ]),
  })
  await noteOverride(tx, { id, incidentId, number: collection.number }, { where: 'report', marks, actorId }, now)
  return { report: saved.report, status: reportStatus(saved.kinds) }
}

export const report = (db: Database, viewer: Viewer, id: string, body: Body, idempotency: Idempotency, now: Date): Promise<Taken> =>
  db.inViewer(viewer, (tx) =>
    once(tx, idempotency, now, async () => {
      const picture = await heldOpen(tx, id, 'shared')
      const { actorId } = viewer
      if (actorId === null || !can(viewer, 'situational-pictures.report', { actorId })) throw new Problem('forbidden')
      return take(tx, picture, actorId, body, null, now)
    }),
  )

/** An actor calls or radios in, and whoever leads the picture writes. It is the actor's report: it reads it, corrects it and may send its own. */
export const reportFor = (
  db: Database,
  viewer: Viewer,
  id: string,
  actorId: string,
  { means, givenBy, takenDownAt, ...body }: contract.BodyOf<typeof contract.reportForActor>,
  idempotency: Idempotency,
  now: Date,
): Promise<Taken> =>
  db.inViewer(viewer, (tx) =>
    once(tx, idempotency, now, async () => {
      const picture = await heldOpen(tx, id, 'shared')
      if (!can(viewer, 'situational-pictures.report-for-others')) throw new Problem('forbidden')
      if (!(await store.isMember(tx, actorId, now))) throw new Problem('not-found')
      return take(tx, picture, actorId, body, { means, givenBy }, now, saidAt(takenDownAt, now))
    }),
  )

/**
 * A reported line is taken back: by its actor, or, where it was written down, by whoever leads the picture. It stays where it was said, and
 * the chain is held alone so that nobody corrects or lifts it at the same moment. What has been published stays published. The first word stands.
 */
export const withdraw = (
  db: Database,
  viewer: Viewer,
  id: string,
  lineId: string,
  { reason, notSecret, withdrawnAt }: contract.BodyOf<typeof contract.withdrawLine>,
  now: Date,
): Promise<contract.Withdrawn> =>
  db.inViewer(viewer, async (tx) => {
    const { collection, incidentId } = await heldOpen(tx, id, 'alone')
    const line = found(await store.findReported(tx, id, lineId))
    const { actorId } = line
    const isOwn = can(viewer, 'situational-pictures.report', { actorId })
    if (!isOwn && !(line.isTakenDown && can(viewer, 'situational-pictures.report-for-others'))) throw new Problem('forbidden')
    if (line.replacedBy !== null) throw new Problem('stale-version', { current: { id: line.replacedBy, text: line.text } })
    if (line.isWithdrawn) return store.withdrawal(tx, lineId)
    const marks = passMarkings(notSecret, reason)
    const at = saidAt(withdrawnAt, now)
    await store.withdraw(tx, id, line, reason, at)
    const withdrawal = await store.withdrawal(tx, lineId)
    await append(tx, {
      at: now,
      type: 'situational-pictures.line-withdrawn',
      subject: { type: 'situational-picture', id },
      ...(incidentId ? { incidentId } : {}),
      audience: [actorId],
      data: { actorId, lineId, number: collection.number, ...(isSentLater(at, now) ? { withdrawnAt: at.toISOString() } : {}) },
      payload: reason,
    })
    await noteOverride(tx, { id, incidentId, number: collection.number }, { where: 'withdrawal', marks, actorId }, now)
    return withdrawal
  })

/** Nobody is reminded again within these minutes, however many press. Ours. */
const rest = 5
/** Just reminded. What lies further ahead than the rest itself was written by a clock that has jumped back since. */
const isResting = (remindedAt: Date | null, now: Date): remindedAt is Date =>
  remindedAt !== null && remindedAt > addMinutes(now, -rest) && remindedAt < addMinutes(now, rest)
const restingOf = (asked: readonly store.ToRemind[], now: Date): contract.ResponseOf<typeof contract.remindActors>['resting'] => {
  const times = asked.flatMap(({ remindedAt }) => (isResting(remindedAt, now) ? [remindedAt.getTime()] : []))
  if (times.length === 0) return null
  const last = new Date(Math.max(...times))
  return { actors: times.length, at: last.toISOString(), until: addMinutes(last, rest).toISOString() }
}

/** Reminds those who have been asked and are silent. Their contact function gets a letter that says nothing of what others have reported. */
export const remind = (
  db: Database,
  viewer: Viewer,
  id: string,
  body: { actorIds?: string[] | undefined },
  idempotency: Idempotency,
  publicUrl: string,
  now: Date,
): Promise<contract.ResponseOf<typeof contract.remindActors>> =>
  db.inViewer(viewer, (tx) =>
    once(tx, idempotency, now, async () => {
      const { collection, ...picture } = await heldOpen(tx, id, 'alone')
      if (!can(viewer, 'situational-pictures.write')) throw new Problem('forbidden')
      const asked = await store.silent(tx, collection.id, body.actorIds ?? null)
      const silent = asked.filter(({ remindedAt }) => !isResting(remindedAt, now))
      const resting = restingOf(asked, now)
      if (silent.length === 0) return { actors: 0, resting }
      await store.markReminded(
        tx,
        collection.id,
        silent.map((actor) => actor.actorId),
        now,
      )
      const words = composeReportReminder({
        title: picture.title,
        isExercise: picture.isExercise,
        cutOffAt: collection.cutOffAt,
        url: pageOf(publicUrl, picture),
      })
      const messages = await outbox.queueMail(
        tx,
        silent.flatMap(({ actorId, address }) =>
          address === null
            ? []
            : [
                {
                  purpose: 'situational_picture' as const,
                  actorId,
                  destination: address,
                  ...words,
                  ...(picture.incidentId ? { incidentId: picture.incidentId } : {}),
                },
              ],
        ),
        now,
      )
      await append(tx, {
        at: now,
        type: 'situational-pictures.reminded',
        subject: { type: 'situational-picture', id },
        ...(picture.incidentId ? { incidentId: picture.incidentId } : {}),
        audience: silent.map((actor) => actor.actorId),
        data: { number: collection.number, actors: silent.length, messages },
      })
      return { actors: silent.length, resting }
    }),
  )

/** Where a letter points: the lägesbild of an incident, or of a conference. */
export const pageOf = (publicUrl: string, picture: { incidentCode: string | null; meetingCode: string | null }): string => {
  const { incidentCode, meetingCode } = picture
  if (incidentCode) return `${publicUrl}/handelser/${incidentCode}/lagesbild`
  return meetingCode ? `${publicUrl}/moten/${meetingCode}/lagesbild` : `${publicUrl}/moten`
}
