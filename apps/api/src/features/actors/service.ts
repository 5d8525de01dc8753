import type { Actor } from '@samverkan/contract'
import type { Viewer } from '@samverkan/domain'
import type { Database } from '../../lib/db.ts'
import { JsonText } from '../../lib/mount.ts'
import { found } from '../../lib/problem.ts'
import * as store from './store.ts'

export const list = (db: Database, viewer: Viewer, query: store.ListQuery): Promise<JsonText> =>
  db.inViewer(viewer, (tx) => tx.last(async () => new JsonText(await store.listActors(tx, query))))

export const read = (db: Database, viewer: Viewer, code: string, now: Date): Promise<Actor> =>
  db.inViewer(viewer, async (tx) => found(await store.readActor(tx, code, now)))
