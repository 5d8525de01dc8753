import type { Viewer } from '@samverkan/domain'
import type { Database } from '../../lib/db.ts'
import { JsonText } from '../../lib/mount.ts'
import { found } from '../../lib/problem.ts'
import * as store from './store.ts'
import { readTimeline, type TimelineQuery } from './timeline-store.ts'

export { activationSummary, calledFromHere, howMany, readIncident, summary } from './store.ts'

export const list = (db: Database, viewer: Viewer, query: store.ListQuery): Promise<JsonText> =>
  db.inViewer(viewer, async (tx) => new JsonText(await store.listIncidents(tx, query)))

export const read = (db: Database, viewer: Viewer, code: string): Promise<JsonText> =>
  db.inViewer(viewer, async (tx) => new JsonText(found(await store.readIncident(tx, code))))

/** The whole story from the journal; what a viewer may not know of, row-level security leaves out. */
export const timeline = (db: Database, viewer: Viewer, code: string, query: TimelineQuery): Promise<JsonText> =>
  db.inViewer(viewer, async (tx) => new JsonText(found(await readTimeline(tx, code, query))))
