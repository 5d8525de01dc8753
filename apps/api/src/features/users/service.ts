import type { Viewer } from '@samverkan/domain'
import type { Database } from '../../lib/db.ts'
import { JsonText } from '../../lib/mount.ts'
import { found } from '../../lib/problem.ts'
import * as administration from './administration-store.ts'
import * as store from './store.ts'

export { type Subscriber, subscribers } from './subscriptions-store.ts'

export const list = (db: Database, viewer: Viewer, query: store.ListQuery, now: Date): Promise<JsonText> =>
  db.inViewer(viewer, async (tx) => new JsonText(await store.listUsers(tx, query, now)))

export const history = (
  db: Database,
  viewer: Viewer,
  id: string,
  query: { cursor?: string | undefined; limit: number },
  now: Date,
): Promise<JsonText> =>
  db.inViewer(viewer, async (tx) => {
    found(await administration.readPerson(tx, id, now))
    return new JsonText(await store.history(tx, id, query))
  })
