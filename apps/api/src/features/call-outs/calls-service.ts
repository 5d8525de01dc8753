import type { BodyOf, callAgain as callAgainRoute, CalledRecently, ResponseOf } from '@samverkan/contract'
import {
  type ActivationState,
  addMinutes,
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

/** Nobody is left to call: who was called when, and when the first of them can be called again. */
const recently = (resting: readonly store.Resting[], left: Answer['resting'], minutes: number, now: Date): Problem => {
  const until = addMinutes(new Date(Math.min(...resting.map(({ calledAt }) => calledAt.getTime()))), minutes)
  const current: CalledRecently = { resting: left, until: until.toISOString() }
  return new Problem('called-recently', { current, retryAfterSeconds: Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000)) })
}

const call = async (tx: Tx, code: string, body: Body, now: Date): Promise<Answer> => {
  const rows = await store.holdByIncident(tx, code, body.actorIds)
  const incident = found(await store.readCalledIncident(tx, code))
  for (const id of body.actorIds) if (!rows.some((r) => r.actorId === id)) throw new Problem('not-found')
  if (incident.state === 'closed') must(transition('closed', 'call-again'))
  const due = waiting(rows, incident.conferences)
  if (due.length === 0) throw new Problem('nobody-to-call')
  // The rows are held: whoever pressed at the same second has committed, and what it called is seen here.
  const { dutyPhone, callPauseMinutes } = await lists.settings(tx)
  const resting = await store.calledRecently(
    tx,
    { incidentId: incident.id, kind: body.kind, actorIds: due.flatMap(({ actorIds }) => actorIds) },
    callPauseMinutes,
    now,
  )
  const open = due
    .map((one) => ({ ...one, actorIds: one.actorIds.filter((id) => !resting.some(({ actorId }) => actorId === id)) }))
    .filter(({ actorIds }) => actorIds.length > 0)
  const left = resting.map((one) => ({ ...one, calledAt: one.calledAt.toISOString() }))
  if (open.length === 0) throw recently(resting, left, callPauseMinutes, now)
  const calls = open.map(({ conference, actorIds }) => ({
    activationId: conference.activationId,
    functions: callRule(conference.forumCode)?.functions ?? [],
    actorIds,
  }))
  const contacts = await lists.callList(tx, [...new Set(calls.flatMap((c) => c.functions))])
  const recipients = recipientsOf(calls, contacts, body.kind === 'deputy')
  const names = await lists.functionNames(tx)
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
  return { callOutId: placed.id, actors: actorIds.length, recipients: placed.recipients, gaps, resting: left }
}

/**
 * Calls again those who have not answered, or their deputies. Where somebody is missing, the answer says so; whoever was called the same way
 * a moment ago is left in peace: two presses are one call.
 */
export const callAgain = (db: Database, viewer: Viewer, code: string, body: Body, idempotency: Idempotency, now: Date): Promise<Answer> =>
  db.inViewer(viewer, (tx) => once(tx, idempotency, now, () => call(tx, code, body, now)))
