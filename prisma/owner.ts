import pg from 'pg'

/** One connection of the owner, closed whatever happens. The owner migrates and seeds; the API and the worker never are owner. */
export async function asOwner<T>(ownerUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'samverkansportalen-owner' })
  // A lost connection is also reported by the query that needed it; without a listener it would end the process.
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}

/** What time it is, from the one authority (ADR 0013): for what is run beside the portal, as owner. The migrations have to be there. */
export const timeOf = (ownerUrl: string): Promise<Date> =>
  asOwner(ownerUrl, async (client) => (await client.query<{ now: Date }>('SELECT app_now() AS now')).rows[0]!.now)

/** A fault that the person at the terminal can do something about: shown as one sentence, without a stack. */
export class SetupProblem extends Error {
  override name = 'SetupProblem'
}
