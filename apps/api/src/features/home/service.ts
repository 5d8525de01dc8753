import type { Home } from '@samverkan/contract'
import { nextThursdayConference, type Viewer } from '@samverkan/domain'
import type { Database } from '../../lib/db.ts'
import { nowOnDuty } from '../rosters/service.ts'
import * as store from './store.ts'
import { todoOf } from './todo.ts'

export const read = (db: Database, viewer: Viewer, now: Date): Promise<Home> =>
  db.inViewer(viewer, async (tx) => {
    const openIncidents = await store.openIncidents(tx, now)
    return {
      // An exercise is never the region's mode (ux.md rule 6).
      mode: openIncidents.some((incident) => !incident.isExercise) ? 'activated' : 'ordinary',
      openIncidents,
      lastClosed: await store.lastClosed(tx),
      nextConferenceAt: nextThursdayConference(now).toISOString(),
      onDuty: await nowOnDuty(tx, now),
      todo: await todoOf(tx, now),
      at: now.toISOString(),
    }
  })
