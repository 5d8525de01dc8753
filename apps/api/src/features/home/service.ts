import type { Home } from '@samverkan/contract'
import { nextThursdayConference, type Viewer } from '@samverkan/domain'
import type { Database } from '../../lib/db.ts'
import type { Storage } from '../../lib/storage.ts'
import { nextConference } from '../meetings/service.ts'
import { openForViewer } from '../measures/service.ts'
import { nowOnDuty } from '../rosters/service.ts'
import * as store from './store.ts'
import { todoOf } from './todo.ts'

export const read = (db: Database, storage: Storage, viewer: Viewer, now: Date): Promise<Home> =>
  db.inViewer(viewer, async (tx) => {
    const conference = await nextConference(tx, now)
    const openIncidents = await store.openIncidents(tx, now)
    return {
      // An exercise is never the region's mode (ux.md rule 6).
      mode: openIncidents.some((incident) => !incident.isExercise) ? 'activated' : 'ordinary',
      openIncidents,
      lastClosed: await store.lastClosed(tx),
      // Before the series has been made, as the rule says.
      nextConferenceAt: conference.next?.startsAt ?? nextThursdayConference(now).toISOString(),
      nextConference: conference.next,
      cancelledConference: conference.cancelled,
      onDuty: await nowOnDuty(tx, now),
      todo: await todoOf(tx, storage, now),
      measures: await openForViewer(tx, now),
      at: now.toISOString(),
    }
  })
