import type { BodyOf, requestActivation } from '@samverkan/contract'
import { callRule, can, type RequestAction, requestTransition, type Viewer } from '@samverkan/domain'
import type { Database, Tx } from '../../lib/db.ts'
import { type Idempotency, once } from '../../lib/idempotency.ts'
import { newId } from '../../lib/ids.ts'
import { append } from '../../lib/journal.ts'
import { JsonText } from '../../lib/mount.ts'
import { found, must, Problem } from '../../lib/problem.ts'
import * as requests from './requests-store.ts'
import * as store from './store.ts'

export const list = (db: Database, viewer: Viewer, query: requests.ListQuery): Promise<JsonText> =>
  db.inViewer(viewer, async (tx) => new JsonText(await requests.listRequests(tx, query)))

/** The own actor asks; the duty officer may enter it for somebody outside (002:1106-1109, A-03). */
export const request = async (
  db: Database,
  viewer: Viewer,
  body: BodyOf<typeof requestActivation>,
  idempotency: Idempotency,
  now: Date,
): Promise<JsonText> => {
  if (body.onBehalfOf && !can(viewer, 'activations.request-for-others')) throw new Problem('forbidden')
  const { id } = await db.inViewer(viewer, (tx) =>
    once(tx, idempotency, now, async () => {
      const forum = found((await store.forumsByCode(tx, [body.forumCode]))[0])
      if (!callRule(forum.code)) throw new Problem('invalid', { errors: [{ pointer: '/forumCode', code: 'not-activatable' }] })
      const fresh = newId()
      const relayedBy = body.onBehalfOf ? viewer.functionCode : null
      await requests.insertRequest(
        tx,
        {
          id: fresh,
          reason: body.reason,
          forumId: forum.id,
          channelWish: body.channelWish ?? null,
          onBehalfOf: body.onBehalfOf ?? null,
          relayedBy,
          isExercise: body.isExercise,
        },
        now,
      )
      await append(tx, {
        at: now,
        type: 'activations.requested',
        subject: { type: 'activation-request', id: fresh, version: 1 },
        audience: [viewer.actorId ?? ''],
        data: { wantedForumId: forum.id },
        payload: body.reason,
      })
      return { id: fresh }
    }),
  )
  return db.inViewer(viewer, async (tx) => new JsonText(found(await requests.readRequest(tx, id))))
}

const step = async (
  tx: Tx,
  held: requests.HeldRequest,
  action: RequestAction,
  more: Omit<requests.Step, 'state'>,
  now: Date,
): Promise<void> => {
  await requests.moveRequest(tx, held.id, { ...more, state: must(requestTransition(held.state, action)) }, now)
}
const subjectOf = (held: requests.HeldRequest) => ({ type: 'activation-request' as const, id: held.id, version: held.version + 1 })
const taker = (tx: Tx): { acknowledgedBy?: string } => (tx.viewer.userId ? { acknowledgedBy: tx.viewer.userId } : {})

export const acknowledge = (db: Database, viewer: Viewer, id: string, now: Date): Promise<JsonText> =>
  db.inViewer(viewer, async (tx) => {
    const held = found(await requests.holdRequest(tx, id))
    await step(tx, held, 'acknowledge', taker(tx), now)
    const answer = new JsonText(found(await requests.readRequest(tx, id)))
    await append(tx, { at: now, type: 'activations.request-acknowledged', subject: subjectOf(held), audience: [held.actorId], data: {} })
    return answer
  })

/** There is no refusal: the same event is already active, and the request belongs to it. */
export const merge = (db: Database, viewer: Viewer, id: string, incidentCode: string, now: Date): Promise<JsonText> =>
  db.inViewer(viewer, async (tx) => {
    // The incident first, as an activation that answers a request takes them.
    const incident = await store.holdIncident(tx, incidentCode)
    const held = found(await requests.holdRequest(tx, id))
    if (!incident) throw new Problem('not-found')
    if (incident.state !== 'open' || incident.isExercise !== held.isExercise) throw new Problem('wrong-state')
    await step(tx, held, 'merge', { ...taker(tx), incidentId: incident.id }, now)
    const answer = new JsonText(found(await requests.readRequest(tx, id)))
    await append(tx, {
      at: now,
      type: 'activations.request-merged',
      subject: subjectOf(held),
      incidentId: incident.id,
      audience: [held.actorId],
      data: { incidentId: incident.id },
    })
    return answer
  })

export const withdraw = (db: Database, viewer: Viewer, id: string, note: string, now: Date): Promise<JsonText> =>
  db.inViewer(viewer, async (tx) => {
    const held = found(await requests.holdRequest(tx, id))
    if (!can(viewer, 'activations.withdraw-request', { actorId: held.actorId })) throw new Problem('forbidden')
    await step(tx, held, 'withdraw', { endNote: note }, now)
    const answer = new JsonText(found(await requests.readRequest(tx, id)))
    await append(tx, {
      at: now,
      type: 'activations.request-withdrawn',
      subject: subjectOf(held),
      audience: [held.actorId],
      data: {},
      payload: note,
    })
    return answer
  })

/** Part of an activation: its own journal row tells which request it answers. */
export const convene = async (tx: Tx, id: string, incident: store.HeldIncident, now: Date): Promise<void> => {
  const held = found(await requests.holdRequest(tx, id))
  if (held.isExercise !== incident.isExercise)
    throw new Problem('invalid', { errors: [{ pointer: '/isExercise', code: 'differs-from-request' }] })
  await step(tx, held, 'convene', { ...taker(tx), incidentId: incident.id }, now)
}
