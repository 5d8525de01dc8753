import type { BodyOf, changeSetting, listSettings, ResponseOf, Setting } from '@samverkan/contract'
import { can, isSettingValue, type Viewer } from '@samverkan/domain'
import type { Database } from '../../lib/db.ts'
import { append } from '../../lib/journal.ts'
import { found, Problem } from '../../lib/problem.ts'
import * as store from './store.ts'

export const list = (db: Database, viewer: Viewer): Promise<ResponseOf<typeof listSettings>> =>
  db.inViewer(viewer, async (tx) => ({ items: await store.listSettings(tx), mayChange: can(viewer, 'settings.change') }))

/** What has been counted from it already stays as it is: a call-out keeps the limit that it was made with. */
export const change = (
  db: Database,
  viewer: Viewer,
  id: string,
  { value, version }: BodyOf<typeof changeSetting>,
  now: Date,
): Promise<Setting> =>
  db.inViewer(viewer, async (tx) => {
    const before = found(await store.readSetting(tx, id))
    if (!can(tx.viewer, 'settings.change')) throw new Problem('forbidden')
    if (!isSettingValue(before.key, value)) throw new Problem('invalid', { errors: [{ pointer: '/value', code: 'out-of-range' }] })
    if (before.version !== version || !(await store.saveSetting(tx, before, value, version, now)))
      throw new Problem('stale-version', { current: found(await store.readSetting(tx, id)) })
    const after: Setting = { ...before, value, version: version + 1, changedAt: now.toISOString() }
    await append(tx, {
      at: now,
      type: 'settings.changed',
      subject: { type: 'setting', id, version: after.version },
      data: { key: before.key, forumCode: before.forum?.code ?? null },
      payload: JSON.stringify(value),
    })
    return after
  })
