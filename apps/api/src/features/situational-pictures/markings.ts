import type { MarkedPassage, PictureVersion } from '@samverkan/contract'
import { type JournalData, type SecretMark, secretMarksIn } from '@samverkan/domain'
import type { Tx } from '../../lib/db.ts'
import { sha256 } from '../../lib/ids.ts'
import { append } from '../../lib/journal.ts'
import { Problem } from '../../lib/problem.ts'

/** Stops and asks when a text carries a marking; said not to be secret, it is let through and the markings are answered, to be journalled. */
export const passMarkings = (notSecret: boolean, ...texts: readonly string[]): SecretMark[] => {
  const marks = secretMarksIn(...texts)
  if (marks.length > 0 && !notSecret) throw new Problem('looks-secret')
  return marks
}

/** Everything in a version that carries a marking and that its readers would see, in the order they read it. */
export const markedIn = ({ lines, texts }: Pick<PictureVersion, 'lines' | 'texts'>): MarkedPassage[] => {
  const passages: Omit<MarkedPassage, 'ref' | 'marks'>[] = [
    ...texts.map(({ field, text }) => ({ kind: 'text' as const, heading: null, field, actorName: null, text })),
    ...lines.flatMap(({ heading, text, source }) => {
      const where = { heading, field: null, actorName: source?.actor.name ?? null }
      return [
        { kind: 'line' as const, ...where, text },
        // The words as they were reported stand beside the line, when it says something else.
        ...(source && source.text !== text ? [{ kind: 'reported' as const, ...where, text: source.text }] : []),
        ...(source?.takenDown ? [{ kind: 'given-by' as const, ...where, text: source.takenDown.givenBy }] : []),
      ]
    }),
  ]
  return passages.flatMap((passage) => {
    const marks = secretMarksIn(passage.text)
    return marks.length > 0 ? [{ ref: sha256(JSON.stringify(passage)).toString('hex').slice(0, 32), ...passage, marks }] : []
  })
}
/** Whoever publishes answers for every marked passage, by name; one that they were not shown asks again. What was passed over is answered. */
export const passMarked = (version: Pick<PictureVersion, 'lines' | 'texts'>, despite: readonly string[]): SecretMark[] => {
  const marked = markedIn(version)
  const seen = new Set(despite)
  if (marked.some(({ ref }) => !seen.has(ref))) throw new Problem('looks-secret', { current: { marked } })
  return secretMarksIn(...marked.map(({ text }) => text))
}

type Where = JournalData['situational-pictures.marking-overridden']['where']
/** Of which chain, and about which number of it. */
type About = { id: string; incidentId: string | null; number: number }
/** That somebody went on in spite of a marking is a row of its own: who and which kinds, for those who see the region and the actor whose words they are. */
export const noteOverride = async (
  tx: Tx,
  about: About,
  { where, marks, actorId }: { where: Where; marks: SecretMark[]; actorId?: string },
  now: Date,
): Promise<void> => {
  if (marks.length === 0) return
  await append(tx, {
    at: now,
    type: 'situational-pictures.marking-overridden',
    subject: { type: 'situational-picture', id: about.id },
    ...(about.incidentId ? { incidentId: about.incidentId } : {}),
    audience: actorId === undefined ? [] : [actorId],
    data: { where, marks, number: about.number, ...(actorId === undefined ? {} : { actorId }) },
  })
}
