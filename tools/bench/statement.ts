import type { Tx } from '../../apps/api/src/lib/db.ts'
import type { Sql } from '../../apps/api/src/lib/sql.ts'
import type { Server } from './environment.ts'

/** The statement that a store sends, without sending it: what the portal does around it is then all that differs. */
export async function statementOf(viewer: Tx['viewer'], ask: (tx: Tx) => Promise<unknown>): Promise<Pick<Sql, 'text' | 'values'>> {
  let asked: Sql | undefined
  const catching = async (statement: Sql): Promise<undefined> => {
    asked = statement
    return undefined
  }
  await ask({ viewer, maybe: catching } as unknown as Tx)
  if (!asked) throw new Error('nothing was asked')
  return { text: asked.text, values: asked.values }
}

/** The bare server sends the same statement, prepared, as the owner of the tables. */
export async function giveStatement(bare: Server, name: string, statement: Pick<Sql, 'text' | 'values'>): Promise<void> {
  await fetch(`${bare.url}/statements/${name}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(statement),
  })
}
