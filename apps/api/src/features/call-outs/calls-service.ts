import type { BodyOf, callAgain as callAgainRoute, ResponseOf } from '@samverkan/contract'
import {
  type ActivationState,
  callRule,
  composeReminder,
  composeSubject,
  type Recipient,
  recipientsOf,
  transition,
  type Viewer,
} from '@samverkan/domain'
import type { Database, Tx } from '../../lib/db.ts'
import { type Idempotency, once } from '../../lib/idempotency.ts'
import { newId } from '../../lib/ids.ts'
import { append } from '../../lib/journal.ts'
import { found, must, Problem } from '../../lib/problem.ts'
import * as lists from './call-list-store.ts'
import { place } from './service.ts'
import * as store from './store.ts'

type Body = BodyOf<typeof callAgainRoute>
type Answer = ResponseOf<typeof callAgainRoute>

/** The forums that still wait for an answer, each with the actors that owe one; those who have answered are left out. */
const waiting = (
  rows: readonly store.HeldRow[],
  conferences: readonly store.Conference[],
): { conference: store.Conference; actorIds: string[] }[] =>
  conferences
    .filter((c) => transition(c.state as ActivationState, 'call-again').ok)
    .map((conference) => ({
      conference,
      actorIds: rows.filter((r) => r.activationId === conference.activationId && r.answerId === null).map((r) => r.actorId),
    }))
    .filter(({ actorIds }) => actorIds.length > 0)

const gapsOf = async (tx: Tx, recipients: readonly Recipient[]): Promise<Answer['gaps']> => {
  const gaps = recipients.filter((r) => r.gap !== null)
  const names = new Map(
    (
      await store.actorNames(
        tx,
        gaps.map((r) => r.actorId),
      )
    ).map((a) => [a.id, a.name]),
  )
  return gaps.map((r) => ({ actorId: r.actorId, actorName: names.get(r.actorId) ?? '', gap: r.gap ?? 'no_channel' }))
}

const call = async (tx: Tx, code: string, body: Body, now: Date): Promise<Answer> => {
  const rows = await store.holdByIncident(tx, code, body.actorIds)
  const incident = found(await store.readCalledIncident(tx, code))
  for (const id of body.actorIds) if (!rows.some((r) => r.actorId === id)) throw new Problem('not-found')
  if (incident.state === 'closed') must(transition('closed', 'call-again'))
  const open = waiting(rows, incident.conferences)
  if (open.length === 0) throw new Problem('nobody-to-call')
  const calls = open.map(({ conference, actorIds }) => ({
    activationId: conference.activationId,
    functions: callRule(conference.forumCode)?.functions ?? [],
    actorIds,
  }))
  const contacts = await lists.callList(tx, [...new Set(calls.flatMap((c) => c.functions))])
  const recipients = recipientsOf(calls, contacts, body.kind === 'deputy')
  const names = await lists.functionNames(tx)
  const { dutyPhone } = await lists.settings(tx)
  const text = (activationIds: readonly string[]): string =>
    composeReminder({
      kind: body.kind,
      title: incident.title,
      forums: open
        .filter(({ conference }) => activationIds.includes(conference.activationId))
        .map(({ conference }) => ({ ...conference, name: conference.forumSv })),
      isExercise: incident.isExercise,
      contactPhone: dutyPhone,
    })
  const callOut = {
    id: newId(),
    incidentId: incident.id,
    kind: body.kind,
    subject: composeSubject({
      title: incident.title,
      forums: open.map(({ conference }) => conference.forumSv),
      isExercise: incident.isExercise,
    }),
    body: text(open.map(({ conference }) => conference.activationId)),
    isExercise: incident.isExercise,
  }
  const placed = await place(
    tx,
    callOut,
    recipients,
    { label: (functionCode) => names.get(functionCode) ?? functionCode, body: (r) => text(r.activationIds) },
    now,
  )
  await store.clearGaps(
    tx,
    recipients.filter((r) => r.gap === null).flatMap((r) => r.activationIds.map((activationId) => ({ activationId, actorId: r.actorId }))),
  )
  const actorIds = [...new Set(calls.flatMap((c) => c.actorIds))]
  const gaps = await gapsOf(tx, recipients)
  await append(tx, {
    at: now,
    type: 'call-outs.called-again',
    subject: { type: 'call-out', id: placed.id },
    incidentId: incident.id,
    data: { callOutId: placed.id, kind: body.kind, actorIds, recipients: placed.recipients, gaps: placed.gaps },
    payload: JSON.stringify([callOut.subject, callOut.body]),
  })
  return { callOutId: placed.id, actors: actorIds.length, recipients: placed.recipients, gaps }
}

/** Calls again those who have not answered, or their deputies. Where somebody is missing, the answer says so. */
export const callAgain = (db: Database, viewer: Viewer, code: string, body: Body, idempotency: Idempotency, now: Date): Promise<Answer> =>
  db.inViewer(viewer, (tx) => once(tx, idempotency, now, () => call(tx, code, body, now)))
