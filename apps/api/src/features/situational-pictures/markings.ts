import { type JournalData, type SecretMark, secretMarksIn } from '@samverkan/domain'
import type { Tx } from '../../lib/db.ts'
import { append } from '../../lib/journal.ts'
import { Problem } from '../../lib/problem.ts'

/** Stops and asks when a text carries a marking; said not to be secret, it is let through and the markings are answered, to be journalled. */
export const passMarkings = (notSecret: boolean, ...texts: readonly string[]): SecretMark[] => {
  const marks = secretMarksIn(...texts)
  if (marks.length > 0 && !notSecret) throw new Problem('looks-secret')
  return marks
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
