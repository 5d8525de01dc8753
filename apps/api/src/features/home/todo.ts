import type { Todo } from '@samverkan/contract'
import { can, shortened, tidyLine, type Viewer } from '@samverkan/domain'
import type { Tx } from '../../lib/db.ts'
import type { Storage } from '../../lib/storage.ts'
import { waitingFor } from '../assessments/service.ts'
import { meetingsWaiting } from '../meetings/service.ts'
import { picturesWaiting } from '../situational-pictures/service.ts'
import { waitingFor as measuresWaiting } from '../measures/service.ts'
import * as store from './store.ts'

/** What has happened, as much as fits in a list; the whole of it stands with the request. */
const inOneLine = (reason: string): string => shortened(tidyLine(reason.replace(/\s+/gu, ' ')), 160)

const nothingMore = { isExercise: false, incidentCode: null, title: '', since: null, names: [] }

/** Whoever administers the portal hears of a disk that fills up while there is time to do something, `count` being the megabytes that are left. */
const ofStorage = (viewer: Viewer, storage: Storage): Todo[] => {
  const room = storage.room()
  if (!can(viewer, 'settings.change') || (room !== 'low' && room !== 'scarce')) return []
  return [{ ...nothingMore, kind: `storage-${room}`, urgent: room === 'scarce', count: storage.free() ?? 0 }]
}

/** What this viewer is asked to do, the urgent first, and of the equally urgent what is real before what is practised. What nobody with this function could do is never asked. */
export const todoOf = async (tx: Tx, storage: Storage, now: Date): Promise<Todo[]> => {
  const { viewer } = tx
  const todo: Todo[] = ofStorage(viewer, storage)
  if (can(viewer, 'call-outs.answer')) {
    for (const call of await store.unansweredCalls(tx))
      todo.push({ kind: 'answer-call-out', urgent: true, ...call, count: call.names.length })
  }
  if (can(viewer, 'activations.take-request')) {
    for (const request of await store.untakenRequests(tx))
      todo.push({
        kind: 'take-request',
        urgent: !request.isExercise,
        isExercise: request.isExercise,
        incidentCode: null,
        title: inOneLine(request.title),
        count: 1,
        since: request.since,
        names: request.names,
      })
  }
  if (can(viewer, 'activations.follow-requests')) {
    for (const request of await store.takenRequests(tx))
      todo.push({
        ...nothingMore,
        kind: 'follow-request',
        urgent: !request.isExercise,
        count: 1,
        ...request,
        title: inOneLine(request.title),
      })
  }
  const isOwn = can(viewer, 'actors.keep-contacts')
  if (isOwn || can(viewer, 'actors.review-contacts')) {
    const old = await store.oldContacts(tx, now, isOwn)
    const unreachable = await store.unreachableContacts(tx, isOwn)
    if (old.names.length > 0)
      todo.push({
        ...nothingMore,
        kind: isOwn ? 'confirm-contacts' : 'old-contact-lists',
        urgent: false,
        count: old.names.length,
        since: old.since,
        names: old.names,
      })
    if (unreachable.count > 0)
      todo.push({ ...nothingMore, kind: 'unreachable-contacts', urgent: false, count: unreachable.count, names: unreachable.names })
  }
  const invitesAll = can(viewer, 'users.manage') && viewer.scope === 'region'
  if (isOwn || invitesAll || can(viewer, 'actors.review-contacts')) {
    const names = await store.uncallableActors(tx, isOwn)
    if (names.length > 0) todo.push({ ...nothingMore, kind: 'uncallable-actors', urgent: false, count: names.length, names })
  }
  if (invitesAll) {
    const { hasDutyOfficer, names } = await store.functionsMissing(tx, now)
    if (!hasDutyOfficer) todo.push({ ...nothingMore, kind: 'no-duty-officer', urgent: true, count: 0 })
    if (names.length > 0) todo.push({ ...nothingMore, kind: 'actors-without-administrator', urgent: false, count: names.length, names })
  }
  if (can(viewer, 'actors.designate-staff') && !(await store.isStaffDesignated(tx)))
    todo.push({ ...nothingMore, kind: 'designate-staff', urgent: false, count: 0 })
  todo.push(...(await picturesWaiting(tx, now)))
  todo.push(...(await meetingsWaiting(tx, now)))
  for (const waiting of await measuresWaiting(tx, now)) todo.push({ ...nothingMore, urgent: false, ...waiting })
  for (const waiting of await waitingFor(tx)) todo.push({ ...nothingMore, urgent: false, ...waiting })
  return oncePerConference(todo).sort(
    (a, b) =>
      Number(b.urgent) - Number(a.urgent) ||
      Number(a.isExercise) - Number(b.isExercise) ||
      // What an incident asks for tonight stands before lists that have waited for months.
      Number(b.incidentCode !== null) - Number(a.incidentCode !== null),
  )
}

/** Of one conference an actor is asked for one thing at a time: its report to the meeting first, then to the week's lägesbild of the same. */
const oncePerConference = (todo: readonly Todo[]): Todo[] => {
  const meetings = new Set(todo.flatMap(({ kind, names }) => (kind === 'report-to-meeting' ? names.slice(0, 1) : [])))
  return todo.filter(({ kind, incidentCode, names }) => kind !== 'report' || incidentCode !== null || !meetings.has(names[0] ?? ''))
}
