import type { Viewer } from '@samverkan/domain'
import type { Database } from '../../lib/db.ts'
import { JsonText } from '../../lib/mount.ts'
import { found } from '../../lib/problem.ts'
import * as store from './store.ts'

export { type Mail, markReceived, type NewMessage, queue, queueMail, stopLink, stopOrdered, stopSettled } from './store.ts'

export const list = (db: Database, viewer: Viewer, query: store.ListQuery): Promise<JsonText> =>
  db.inViewer(viewer, async (tx) => new JsonText(await store.listMessages(tx, query)))

export const read = (db: Database, viewer: Viewer, id: string): Promise<JsonText> =>
  db.inViewer(viewer, async (tx) => new JsonText(found(await store.readMessage(tx, id))))
