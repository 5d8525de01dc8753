import type { activate as activateRoute, BodyOf, closeActivation as closeRoute, previewCallOut, ResponseOf } from '@samverkan/contract'
import {
  activatableForums,
  addMinutes,
  type Call,
  calledByDefault,
  callRule,
  completeBody,
  completeSubject,
  contradictsMode,
  composeBody,
  composeSubject,
  followUpForum,
  gapsIn,
  mailboxOf,
  type Recipient,
  recipientsOf,
  stockholmYear,
  transition,
  type ActivationState,
  type Viewer,
} from '@samverkan/domain'
import type { Database, Tx } from '../../lib/db.ts'
import { gate } from '../../lib/gate.ts'
import { type Idempotency, once } from '../../lib/idempotency.ts'
import { newId, sha256 } from '../../lib/ids.ts'
import { append } from '../../lib/journal.ts'
import { JsonText } from '../../lib/mount.ts'
import { found, must, Problem } from '../../lib/problem.ts'
import * as callOuts from '../call-outs/service.ts'
import * as incidents from '../incidents/service.ts'
import * as measures from '../measures/service.ts'
import * as meetings from '../meetings/service.ts'
import * as outbox from '../outbox/service.ts'
import * as situationalPictures from '../situational-pictures/service.ts'
import { convene } from './requests-service.ts'
import { mustBeAnother } from './similar-service.ts'
import * as store from './store.ts'

type Body = BodyOf<typeof activateRoute>
const invalid = (pointer: string, code: string): Problem => new Problem('invalid', { errors: [{ pointer, code }] })
/** A conference that began this long ago is a slip of the pen (issue 2, Bad input). */
const pastMinutes = 5

/** Who would be called into each forum now, and who could not be reached. */
export const preview = (db: Database, viewer: Viewer): Promise<ResponseOf<typeof previewCallOut>> =>
  db.inViewer(viewer, async (tx) => {
    const [forums, actors, names, { dutyPhone, conferenceLeadMinutes, contactReviewDays }, openIncidents] = [
      await store.forumsByCode(tx, activatableForums),
      await store.listedActors(tx),
      await callOuts.functionNames(tx),
      await callOuts.settings(tx),
      await store.openIncidents(tx),
    ]
    const contacts = await callOuts.callList(tx, [...names.keys()])
    const previewOf = (code: string) => {
      const forum = found(forums.find((f) => f.code === code))
      const rule = found(callRule(code))
      const defaults = new Set(calledByDefault(rule, actors).map((a) => a.id))
      const recipients = recipientsOf([{ activationId: forum.id, functions: rule.functions, actorIds: actors.map((a) => a.id) }], contacts)
      const gapOf = gapsIn(recipients)
      const contactsOf = Map.groupBy(
        recipients.flatMap(({ contact }) => (contact ? [contact as callOuts.ListedContact] : [])),
        ({ actorId }) => actorId,
      )
      return {
        forumCode: code,
        nameSv: forum.nameSv,
        nameEn: forum.nameEn,
        level: forum.level,
        responseMinutes: forum.responseMinutes,
        lateAfterMinutes: forum.lateAfterMinutes ?? 15,
        rule: rule.actors,
        actors: actors.map((actor) => {
          const mine = contactsOf.get(actor.id) ?? []
          const confirmed = mine.map((c) => c.confirmedAt?.getTime() ?? null)
          return {
            id: actor.id,
            code: actor.code,
            name: actor.name,
            byDefault: defaults.has(actor.id),
            contacts: mine.map((c) => ({
              functionCode: c.functionCode,
              functionSv: names.get(c.functionCode) ?? c.functionCode,
              label: c.label,
              // One letter to each mailbox of an actor, whatever forums name it; the address itself is not needed to count them.
              mailbox:
                c.email === null
                  ? null
                  : sha256(`${actor.id} ${mailboxOf(c.email)}`)
                      .toString('hex')
                      .slice(0, 16),
            })),
            // The list is as old as its oldest entry; one that nobody ever confirmed has no age.
            confirmedAt:
              confirmed.length > 0 && !confirmed.includes(null) ? new Date(Math.min(...(confirmed as number[]))).toISOString() : null,
            gap: gapOf(actor.id, forum.id),
          }
        }),
      }
    }
    return { forums: activatableForums.map(previewOf), openIncidents, conferenceLeadMinutes, contactReviewDays, dutyPhone }
  })

type Chosen = { activationId: string; forum: store.Forum; functions: readonly string[]; actorIds: readonly string[] }

/** The forums of this press with their actors; every fault names the field where it stands. */
const choose = async (tx: Tx, body: Body): Promise<Chosen[]> => {
  const forums = await store.forumsByCode(
    tx,
    body.forums.map((f) => f.forumCode),
  )
  const actors = await store.listedActors(tx)
  const known = new Set(actors.map((a) => a.id))
  return body.forums.map(({ forumCode, actorIds }, at) => {
    const forum = forums.find((f) => f.code === forumCode)
    const rule = callRule(forumCode)
    if (!forum) throw new Problem('not-found')
    if (!rule) throw invalid(`/forums/${at}/forumCode`, 'not-activatable')
    for (const [i, id] of (actorIds ?? []).entries()) if (!known.has(id)) throw invalid(`/forums/${at}/actorIds/${i}`, 'unknown')
    const called = [...new Set(actorIds ?? calledByDefault(rule, actors).map((a) => a.id))]
    if (called.length === 0) throw new Problem('nobody-to-call')
    return { activationId: newId(), forum, functions: rule.functions, actorIds: called }
  })
}

/** `otherThan`: incidents with a like title that this new one was said not to be. */
type Found = { incident: store.HeldIncident; isNew: boolean; otherThan: readonly string[] }
const incidentFor = async (tx: Tx, body: Body, now: Date): Promise<Found> => {
  if (body.incidentCode === undefined) {
    const { title, description, isExercise } = body
    const otherThan = await mustBeAnother(tx, body, now)
    return {
      incident: await store.insertIncident(tx, { id: newId(), title, description, isExercise, year: stockholmYear(now) }, now),
      isNew: true,
      otherThan,
    }
  }
  const incident = found(await store.holdIncident(tx, body.incidentCode))
  if (incident.state !== 'open') throw new Problem('wrong-state')
  if (incident.isExercise !== body.isExercise) throw invalid('/isExercise', 'differs-from-incident')
  return { incident: { ...incident, version: await store.touchIncident(tx, incident.id) }, isNew: false, otherThan: [] }
}

const wordsFor = async (tx: Tx, body: Body, chosen: readonly Chosen[]) => {
  const names = await callOuts.functionNames(tx)
  const { dutyPhone } = await callOuts.settings(tx)
  const forumNames = new Map(chosen.map((c) => [c.activationId, c.forum.nameSv]))
  const composed = (activationIds: readonly string[]): string =>
    composeBody({
      title: body.title,
      forums: activationIds.map((id) => forumNames.get(id) ?? ''),
      channel: body.channel,
      conferenceAt: new Date(body.conferenceAt),
      dialIn: body.dialIn,
      isExercise: body.isExercise,
      contactPhone: dutyPhone,
    })
  const edited = body.message ? completeBody(body.message.body, body.isExercise, body.dialIn) : null
  const subject = body.message
    ? completeSubject(body.message.subject, body.isExercise)
    : composeSubject({ title: body.title, forums: [...forumNames.values()], isExercise: body.isExercise })
  return {
    subject,
    whole: edited ?? composed([...forumNames.keys()]),
    label: (functionCode: string) => names.get(functionCode) ?? functionCode,
    // One letter names every forum its receiver is called to; an edited text is the same for all.
    body: (recipient: Recipient) => edited ?? composed(recipient.activationIds),
  }
}

/** One press: the incident, its activations, the call-out, its messages and one journal row, or nothing at all. */
const press = async (tx: Tx, body: Body, now: Date): Promise<string> => {
  if (new Date(body.conferenceAt).getTime() < addMinutes(now, -pastMinutes).getTime()) throw invalid('/conferenceAt', 'past')
  // Asked by the server, so that no way of sending goes round the question; what was answered is said once.
  if (!body.wordsMeant && contradictsMode(body.isExercise, body.title, body.message?.subject ?? '')) throw new Problem('mode-in-doubt')
  const chosen = await choose(tx, body)
  const { incident, isNew, otherThan } = await incidentFor(tx, body, now)
  const open = isNew ? [] : await store.openForumIds(tx, incident.id)
  if (chosen.some((c) => open.includes(c.forum.id))) throw new Problem('already-activated')
  if (body.requestId) await convene(tx, body.requestId, incident, now)
  const calls: Call[] = chosen
  const recipients = recipientsOf(calls, await callOuts.callList(tx, [...new Set(chosen.flatMap((c) => c.functions))]))
  const late = (c: Chosen): number => c.forum.lateAfterMinutes ?? 15
  await store.insertActivations(
    tx,
    incident,
    chosen.map((c) => ({ id: c.activationId, forumId: c.forum.id, lateAfterMinutes: late(c) })),
    { channel: body.channel, conferenceAt: body.conferenceAt, dialIn: body.dialIn, narrowingReason: body.narrowingReason ?? null },
    now,
  )
  const gapOf = gapsIn(recipients)
  const called = chosen.flatMap((c) =>
    c.actorIds.map((actorId) => ({
      activationId: c.activationId,
      actorId,
      lateAt: addMinutes(now, late(c)).toISOString(),
      gap: gapOf(actorId, c.activationId),
    })),
  )
  await store.insertCalled(tx, called, now)
  if (!isNew) await situationalPictures.askCalled(tx, incident.id, now)
  const words = await wordsFor(tx, body, chosen)
  const placed = await callOuts.place(
    tx,
    { id: newId(), incidentId: incident.id, kind: 'first', subject: words.subject, body: words.whole, isExercise: incident.isExercise },
    recipients,
    words,
    now,
  )
  await append(tx, {
    at: now,
    type: 'activations.activated',
    subject: { type: 'incident', id: incident.id, version: incident.version },
    incidentId: incident.id,
    data: {
      activationIds: chosen.map((c) => c.activationId),
      forumCodes: chosen.map((c) => c.forum.code),
      callOutId: placed.id,
      newIncident: isNew,
      actors: new Set(called.map((c) => c.actorId)).size,
      recipients: placed.recipients,
      gaps: placed.gaps,
      ...(body.requestId ? { requestId: body.requestId } : {}),
      ...(otherThan.length > 0 ? { otherThanCodes: [...otherThan] } : {}),
    },
    payload: JSON.stringify([body.title, body.description, words.subject, words.whole]),
  })
  return incident.code
}

/**
 * They come to the serial and the journal one after the other, however many there are: whoever waits for those before waits here, and holds no
 * connection meanwhile. One works, and the next has its own ready; nobody's many presses come before another person's first.
 */
const presses = gate(2, { each: 1, patience: 100 })

export const activate = async (db: Database, viewer: Viewer, body: Body, idempotency: Idempotency, now: Date): Promise<JsonText> => {
  const { code } = await presses(viewer.userId ?? viewer.scope, () =>
    db.inViewer(viewer, (tx) => once(tx, idempotency, now, async () => ({ code: await press(tx, body, now) }))),
  )
  return db.inViewer(viewer, async (tx) => new JsonText(found(await incidents.readIncident(tx, code))))
}

/** TiB records the end. The last activation takes the incident with it; one journal row says both. */
export const close = async (db: Database, viewer: Viewer, id: string, given: BodyOf<typeof closeRoute>, now: Date): Promise<JsonText> =>
  db.inViewer(viewer, async (tx) => {
    const held = found(await store.holdActivation(tx, id))
    must(transition(held.state as ActivationState, 'close'))
    if (held.version !== given.version)
      throw new Problem('stale-version', { current: JSON.parse(found(await incidents.readIncident(tx, held.incidentCode))) as unknown })
    const { version, called, answered } = await store.closeActivation(tx, id, given.note, now)
    const endsIncident = (await store.countOpen(tx, held.incidentId)) === 0
    // The incident is held, so no new measure of it can come between this list and the commit.
    const raised: meetings.Raised[] = []
    const settled = await measures.settle(
      tx,
      {
        activationId: id,
        incidentId: held.incidentId,
        isLast: endsIncident,
        raise: async ({ title, ownerId }) => {
          const item = { title, presenterActorId: ownerId, isExercise: held.isExercise }
          const line = await meetings.raiseAtNextMeeting(tx, followUpForum, item, now)
          raised.push(line)
          return line
        },
      },
      given.measures,
      now,
    )
    if (endsIncident) {
      await store.closeIncident(tx, held.incidentId, now)
      await situationalPictures.archiveOfIncident(tx, held.incidentId, now)
    } else await store.touchIncident(tx, held.incidentId)
    await outbox.stopSettled(tx, held.incidentId, null, now)
    const incident = new JsonText(found(await incidents.readIncident(tx, held.incidentCode)))
    for (const line of raised) await meetings.journalRaised(tx, line, held.incidentId, now)
    await append(tx, {
      at: now,
      type: 'activations.closed',
      subject: { type: 'activation', id, version },
      incidentId: held.incidentId,
      data: { forumCode: held.forumCode, answered, called, endsIncident, ...(settled.length > 0 ? { measures: settled } : {}) },
      payload: given.note,
    })
    return incident
  })
