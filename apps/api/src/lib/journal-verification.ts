import pg from 'pg'
import type { SecretKey } from '../config.ts'
import { isSignedBy, keyIdOf } from './journal-signature.ts'

export type Fault = { row: number; what: 'changed' | 'missing' | 'moved' | 'cut-off' | 'bad-signature'; says: string }
export type Verdict = { rows: number; lastId: number; lastHash: string; signedHeads: number; faults: Fault[] }

type Row = { id: number; hash: Buffer; prev_hash: Buffer; fits: boolean }
type HeadRow = { journal_id: number; hash: Buffer; signed_at: Date; key_id: string; signature: Buffer }

/** Spelt out here, not called by name: whoever may edit the journal could have edited the function as well. */
const recomputed = `sha256(prev_hash || convert_to(concat_ws(E'\\x1f', id, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), type,
  subject_type, subject_id, coalesce(subject_version::text, '-'), coalesce(incident_id::text, '-'), coalesce(user_id::text, '-'),
  coalesce(actor_id::text, '-'), coalesce(function_code, '-'), coalesce(array_to_string(audience, ','), '-'), data::text,
  coalesce(encode(payload_hash, 'hex'), '-')), 'UTF8'))`
const batch = 5_000
const beginning = Buffer.alloc(32)

const checkRow = (row: Row, before: { id: number; hash: Buffer }): Fault[] => {
  const faults: Fault[] = []
  if (row.id !== before.id + 1) {
    const gap = row.id - before.id - 1
    faults.push({
      row: before.id + 1,
      what: 'missing',
      says: gap === 1 ? `row ${before.id + 1} is missing` : `rows ${before.id + 1}–${row.id - 1} are missing`,
    })
  }
  if (!row.fits)
    faults.push({ row: row.id, what: 'changed', says: `row ${row.id} is not what was written: its contents do not fit its hash` })
  else if (row.id === before.id + 1 && !row.prev_hash.equals(before.hash)) {
    faults.push({
      row: row.id,
      what: 'moved',
      says: `row ${row.id} does not follow row ${before.id}: it was moved, or row ${before.id} was written anew`,
    })
  }
  return faults
}

const checkHead = (head: HeadRow, hashOf: (id: number) => Buffer | undefined, lastId: number, keys: readonly SecretKey[]): Fault | null => {
  const key = keys.find((k) => keyIdOf(k) === head.key_id)
  const signed = key && isSignedBy(key, { id: head.journal_id, hash: head.hash, signedAt: head.signed_at }, head.signature)
  if (!signed)
    return {
      row: head.journal_id,
      what: 'bad-signature',
      says: `the signed head at row ${head.journal_id} was not signed with a key of this portal (${head.key_id})`,
    }
  if (head.journal_id > lastId)
    return {
      row: lastId + 1,
      what: 'cut-off',
      says: `rows ${lastId + 1}–${head.journal_id} were cut off: row ${head.journal_id} was signed at ${head.signed_at.toISOString()}`,
    }
  const hash = hashOf(head.journal_id)
  if (hash && !hash.equals(head.hash))
    return {
      row: head.journal_id,
      what: 'changed',
      says: `row ${head.journal_id} or one before it was written anew after it was signed at ${head.signed_at.toISOString()}`,
    }
  return null
}

/**
 * Reads the whole journal and names every row that was edited, removed, moved or cut off (reliability.md T23). `heads` are copies kept
 * outside the database, as the worker's log has them: they show what was cut off even when the signed heads went with it.
 */
export const verifyJournal = async (
  url: string,
  keys: readonly SecretKey[],
  heads: readonly { id: number; hash: string }[] = [],
): Promise<Verdict> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const signed = (
      await client.query<HeadRow>(
        'SELECT journal_id::float8 AS journal_id, hash, signed_at, key_id, signature FROM journal_heads ORDER BY journal_id',
      )
    ).rows
    const wanted = new Set([...signed.map((h) => h.journal_id), ...heads.map((h) => h.id)])
    const hashes = new Map<number, Buffer>()
    const faults: Fault[] = []
    let before: { id: number; hash: Buffer } = { id: 0, hash: beginning }
    let rows = 0
    for (;;) {
      const page = (
        await client.query<Row>(
          `SELECT id::float8 AS id, hash, prev_hash, ${recomputed} = hash AS fits FROM journal WHERE journal.id > $1 ORDER BY journal.id LIMIT ${batch}`,
          [before.id],
        )
      ).rows
      for (const row of page) {
        faults.push(...checkRow(row, before))
        if (wanted.has(row.id)) hashes.set(row.id, row.hash)
        before = row
        rows += 1
      }
      if (page.length < batch) break
    }
    for (const head of signed) {
      const fault = checkHead(head, (id) => hashes.get(id), before.id, keys)
      if (fault) faults.push(fault)
    }
    for (const head of heads) {
      if (head.id > before.id)
        faults.push({
          row: before.id + 1,
          what: 'cut-off',
          says: `rows ${before.id + 1}–${head.id} were cut off: the copy you gave knows row ${head.id}`,
        })
      else if (hashes.get(head.id)?.toString('hex') !== head.hash)
        faults.push({
          row: head.id,
          what: 'changed',
          says: `row ${head.id} or one before it was written anew since the copy you gave was made`,
        })
    }
    return { rows, lastId: before.id, lastHash: before.hash.toString('hex'), signedHeads: signed.length, faults }
  } finally {
    await client.end()
  }
}
