import { asOwner } from '../owner.ts'
import { readReferenceFiles } from './files.ts'
import { loadCapabilities } from './capabilities.ts'
import { loadAgendaTemplates } from './agenda-templates.ts'
import { loadActors, loadForums, loadFunctions, loadPartners, loadSettings } from './organisation.ts'
import { loadAdoptions, loadGoverningDocuments, loadTargetVisions } from './target-visions.ts'

/** Several nodes may start at once: one loads, the others find everything in place. */
const LOCK = 7270736902

export type Report = (line: string) => void

/**
 * Brings the reference data of this code into the database: idempotent, all or nothing. Corrected files correct their rows and keep
 * the ids; rows that people in the portal own (how late is late, settings) keep what was entered there.
 */
export async function loadReference(ownerUrl: string, report: Report = () => {}, folder?: string): Promise<void> {
  const files = readReferenceFiles(folder)
  await asOwner(ownerUrl, async (client) => {
    await client.query('BEGIN')
    try {
      await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK])
      const parts = [
        ['aktörer', files.actors.actors.length, await loadActors(client, files)],
        ['funktioner', files.roles.roles.length + files.own.functions.length, await loadFunctions(client, files)],
        ['forum', files.forums.forums.length, await loadForums(client, files)],
        ['föreslagna dagordningar', Object.keys(files.own.agendaTemplates.forums).length, await loadAgendaTemplates(client, files)],
        ['organisationer vid sidan om', files.actors.notMembers.length, await loadPartners(client, files)],
        ['indikatorer i förmågeramverket', files.capabilities.totals.indicators, await loadCapabilities(client, files)],
        ['målbilder', files.goals.targetVisions.length, await loadTargetVisions(client, files)],
        ['styrande dokument', files.goals.governingDocuments.length, await loadGoverningDocuments(client, files)],
        ['antaganden ur källorna', files.goals.adoption.flatMap(({ decisions }) => decisions).length, await loadAdoptions(client, files)],
        ['inställningar', files.own.settings.length, await loadSettings(client, files)],
      ] as const
      await client.query('COMMIT')
      for (const [what, count, changed] of parts)
        if (changed > 0) report(`Referensdata: ${count} ${what} på plats (${changed} rader nya eller rättade).`)
    } catch (error) {
      await client.query('ROLLBACK').catch(() => {})
      throw error
    }
  })
}
