import { allowedByState, dutyOfficer, type Viewer } from '@samverkan/domain'
import type { Database } from '../../lib/db.ts'
import { readBoard, readStamp } from './board-store.ts'

type Kept = { stamp: string; builtAt: number; text: Promise<string | undefined> }

/** Names, phone numbers and who has become late are not in the stamp: no board is older than this. */
const oldestMs = 5_000
const most = 200
const perDatabase = new WeakMap<Database, Map<string, Kept>>()

const remember = (kept: Map<string, Kept>, key: string, board: Kept): void => {
  kept.delete(key)
  kept.set(key, board)
  const [oldest] = kept.keys()
  if (kept.size > most && oldest !== undefined) kept.delete(oldest)
}

/**
 * The board as JSON text without its time. A thousand screens ask again after each answer: it is written once per change and kind of
 * viewer (same rows, same rights), and whoever asks in the meantime waits for that one.
 */
export const boardText = async (db: Database, viewer: Viewer, code: string, now: Date): Promise<string | undefined> => {
  const stamp = await db.inViewer(viewer, (tx) => tx.last(() => readStamp(tx, code)))
  if (stamp === undefined) return undefined
  const kept = perDatabase.get(db) ?? new Map<string, Kept>()
  perDatabase.set(db, kept)
  const key = [code, viewer.scope, viewer.actorId ?? '', viewer.functionCode === dutyOfficer, JSON.stringify(allowedByState(viewer))].join(
    ' ',
  )
  const known = kept.get(key)
  if (known && known.stamp === stamp && Math.abs(now.getTime() - known.builtAt) < oldestMs) return known.text
  const text = db.inViewer(viewer, (tx) => tx.last(() => readBoard(tx, code, now)))
  const fresh = { stamp, builtAt: now.getTime(), text }
  remember(kept, key, fresh)
  // A board that could not be read is nobody's board.
  text.catch(() => {
    if (kept.get(key) === fresh) kept.delete(key)
  })
  return text
}
