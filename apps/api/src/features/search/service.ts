import type { Viewer } from '@samverkan/domain'
import type { Database } from '../../lib/db.ts'
import { JsonText } from '../../lib/mount.ts'
import * as store from './store.ts'

export const find = (db: Database, viewer: Viewer, given: { q: string; limit: number }, now: Date): Promise<JsonText> =>
  db.inViewer(viewer, async (tx) => new JsonText(await store.find(tx, given.q, given.limit, now)))
