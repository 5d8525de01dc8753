import type { Viewer } from '@samverkan/domain'
import type { Database } from '../../lib/db.ts'
import { JsonText } from '../../lib/mount.ts'
import * as store from './store.ts'

export const list = (db: Database, viewer: Viewer): Promise<JsonText> =>
  db.inViewer(viewer, async (tx) => new JsonText(await store.listTargetVisions(tx)))
