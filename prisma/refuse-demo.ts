import { asOwner, SetupProblem } from './owner.ts'

/**
 * The demo's people have passwords that stand in the program, and log in with one press: an outside database that holds them is not run
 * (security.md B10). Asked before anything is changed, of a database of any age.
 */
export async function refuseDemoPeople(ownerUrl: string): Promise<void> {
  await asOwner(ownerUrl, async (client) => {
    const { rows: tables } = await client.query<{ made: boolean }>("SELECT to_regclass('public.user_accounts') IS NOT NULL AS made")
    if (!tables[0]!.made) return
    const { rows } = await client.query<{ people: number; addresses: number }>(
      `SELECT (SELECT count(*)::int FROM public.users WHERE is_demo) AS people,
         (SELECT count(*)::int FROM public.user_accounts WHERE email::text ILIKE '%@demo.example') AS addresses`,
    )
    if (rows[0]!.people + rows[0]!.addresses === 0) return
    throw new SetupProblem(
      'Databasen i DATABASE_URL innehåller demons påhittade personer. Vem som helst kan logga in som dem, så portalen startar inte med dem utanför demon. ' +
        'Ange en tom databas i DATABASE_URL eller en som har använts på riktigt. Ta bort DATABASE_URL om det är demon ni vill köra. Ingenting har ändrats.',
    )
  })
}
