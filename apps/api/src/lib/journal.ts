import type { JournalData, JournalType, SubjectType } from '@samverkan/domain'
import type { Tx } from './db.ts'
import { takePassedOver } from './secrecy.ts'
import { sql } from './sql.ts'

export type JournalEntry<T extends JournalType> = {
  at: Date
  type: T
  subject: { type: SubjectType; id: string; version?: number }
  incidentId?: string
  /** Left out: every member may know. Otherwise these actors, and those who see the region. */
  audience?: readonly string[]
  data: JournalData[T]
  /** Texts of this change; only their hash is kept here, so that a later correction of the text shows. */
  payload?: string
}

const insert = <T extends JournalType>(tx: Tx, entry: JournalEntry<T>): Promise<{ id: number }> =>
  tx.one(sql`SELECT journal_append(${entry.at}, ${entry.type}, ${entry.subject.type}, ${entry.subject.id},
    ${entry.subject.version ?? null}, ${entry.incidentId ?? null}, ${entry.audience ?? null}::uuid[], ${JSON.stringify(entry.data)}::jsonb,
    ${entry.payload ?? null}) AS id`)

/**
 * Appends one row, under a lock that makes ids visible in order; must be the last thing a use case does. A second one beside it says that
 * words with a marking were let through, about the same thing and for the same readers. Who did it is read from the transaction's own
 * settings and cannot be given.
 */
export const append = async <T extends JournalType>(tx: Tx, entry: JournalEntry<T>): Promise<number> => {
  const over = takePassedOver()
  // Both are sent before either is waited for: a use case may let its commit follow at once.
  const row = insert(tx, entry)
  const beside = over && insert(tx, { ...entry, type: 'texts.marking-overridden', data: over, payload: undefined })
  const { id } = await row
  await beside
  return id
}
