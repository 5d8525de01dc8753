import type { onDuty } from '@samverkan/contract'
import type { Viewer } from '@samverkan/domain'
import type { z } from 'zod'
import type { Database, Tx } from '../../lib/db.ts'
import { JsonText } from '../../lib/mount.ts'
import * as store from './store.ts'

export type OnDuty = z.infer<typeof onDuty>

export const list = (db: Database, viewer: Viewer, weeks: number, now: Date): Promise<JsonText> =>
  db.inViewer(viewer, async (tx) => new JsonText(await store.listShifts(tx, weeks, now)))

/** Who is on duty at this instant; a duty that nobody holds is there too, without a person. */
export const nowOnDuty = (tx: Tx, now: Date): Promise<OnDuty[]> => store.onDuty(tx, now)
