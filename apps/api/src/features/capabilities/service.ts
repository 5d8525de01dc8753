import type { Viewer } from '@samverkan/domain'
import type { Database } from '../../lib/db.ts'
import { JsonText } from '../../lib/mount.ts'
import { found } from '../../lib/problem.ts'
import * as store from './store.ts'

export const readFramework = (db: Database, viewer: Viewer, now: Date): Promise<JsonText> =>
  db.inViewer(viewer, async (tx) => new JsonText(found(await store.readFramework(tx, now))))
