import { asOwner, SetupProblem } from './owner.ts'

/**
 * The database knows by which key its journal was last signed. A start with other keys would give the log-ins of the portal that runs
 * already new passwords, and sign as a stranger: it is refused before anything is changed. `mine` are the names of
 * its keys, which reveal nothing of them (journal-signature.ts). `isAccepted`: the old keys are lost, and it
 * is known what goes with them.
 */
export async function refuseUnknownKeys(ownerUrl: string, mine: readonly string[], isAccepted: boolean): Promise<void> {
  await asOwner(ownerUrl, async (client) => {
    const { rows: tables } = await client.query<{ made: boolean }>("SELECT to_regclass('public.journal_heads') IS NOT NULL AS made")
    if (!tables[0]?.made) return
    const { rows } = await client.query<{ key_id: string }>('SELECT key_id FROM public.journal_heads ORDER BY journal_id DESC LIMIT 1')
    const last = rows[0]?.key_id
    if (last === undefined || mine.includes(last) || isAccepted) return
    throw new SetupProblem(
      `Nycklarna i SECRET_KEYS är inte databasens: den signerades senast med ${last}, och här finns bara ${mine.join(', ')}. ` +
        'Ange samma nycklar som portalen har körts med, den nya sist om ni byter. Ingenting har ändrats. ' +
        'Är de gamla nycklarna förlorade: starta en gång med NEW_SECRET_KEYS=1. Det som ligger osänt på användarnas enheter går då inte längre att läsa, inbjudningar ' +
        'som väntar på att skickas måste skickas om, och äldre signaturer i journalen går inte att pröva.',
    )
  })
}
