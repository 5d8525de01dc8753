import pg from 'pg'

export type Row = Record<string, unknown>

export type UpsertOptions = {
  table: string
  /** Columns that identify a row: a unique constraint stands behind them. */
  key: string[]
  rows: Row[]
  /** Columns that are only a first value: afterwards they belong to the people who use the portal. */
  initial?: string[]
}

/**
 * Writes rows so that a second run changes nothing and a corrected file changes only what was corrected. All rows have the same
 * columns; types come from the table itself. Answers how many rows were new or changed.
 */
export async function upsert(client: pg.Client, { table, key, rows, initial = [] }: UpsertOptions): Promise<number> {
  if (rows.length === 0) return 0
  const quoted = (names: string[], prefix = '') => names.map((name) => prefix + pg.escapeIdentifier(name)).join(', ')
  const columns = Object.keys(rows[0]!)
  const kept = columns.filter((name) => !key.includes(name) && !initial.includes(name))
  const update =
    kept.length === 0
      ? 'DO NOTHING'
      : `DO UPDATE SET ${kept.map((name) => `${pg.escapeIdentifier(name)} = EXCLUDED.${pg.escapeIdentifier(name)}`).join(', ')}
         WHERE (${quoted(kept, 'target.')}) IS DISTINCT FROM (${quoted(kept, 'EXCLUDED.')})`
  const { rowCount } = await client.query(
    `INSERT INTO ${pg.escapeIdentifier(table)} AS target (${quoted(columns)})
     SELECT ${quoted(columns)} FROM jsonb_populate_recordset(NULL::${pg.escapeIdentifier(table)}, $1)
     ON CONFLICT (${quoted(key)}) ${update}`,
    [JSON.stringify(rows)],
  )
  return rowCount ?? 0
}

/** Adds rows that are not there; what is there is never touched. Answers how many were added. */
export async function insertMissing(client: pg.Client, table: string, rows: Row[]): Promise<number> {
  if (rows.length === 0) return 0
  const columns = Object.keys(rows[0]!)
    .map((name) => pg.escapeIdentifier(name))
    .join(', ')
  const { rowCount } = await client.query(
    `INSERT INTO ${pg.escapeIdentifier(table)} (${columns})
     SELECT ${columns} FROM jsonb_populate_recordset(NULL::${pg.escapeIdentifier(table)}, $1) ON CONFLICT DO NOTHING`,
    [JSON.stringify(rows)],
  )
  return rowCount ?? 0
}

/** Removes what a corrected file no longer has. Only for rows that nothing else points at. */
export async function removeOthers(client: pg.Client, table: string, key: string[], rows: Row[]): Promise<number> {
  const columns = key.map((name) => pg.escapeIdentifier(name)).join(', ')
  const { rowCount } = await client.query(
    `DELETE FROM ${pg.escapeIdentifier(table)} WHERE (${columns}) NOT IN
       (SELECT ${columns} FROM jsonb_populate_recordset(NULL::${pg.escapeIdentifier(table)}, $1))`,
    [JSON.stringify(rows)],
  )
  return rowCount ?? 0
}
