import { looksSecret, markedTitle } from '@samverkan/domain'
import type { Tx } from '../../lib/db.ts'
import { type Mail, queueMail } from '../outbox/service.ts'
import { subscribers } from '../users/service.ts'
import * as store from './store.ts'

const day = (dueOn: string): string => {
  const [year, month, date] = dueOn.split('-').map(Number)
  return `${date}/${month} ${year}`
}

/**
 * Tells those at the new owner who have asked to be told of measures; whoever made it knows already. One about a weakness is
 * only said to be there, and so is one whose words carry a marking: what it is about does not leave the portal.
 */
export const tellOwner = async (tx: Tx, id: string, now: Date): Promise<number> => {
  const measure = (await store.readMeasure(tx, id))?.measure
  if (!measure) return 0
  const asked = (await subscribers(tx, 'measures', now)).filter((one) => one.userId !== tx.viewer.userId)
  if (asked.length === 0) return 0
  const atOffice = measure.owner === null ? new Set(await store.officeUsers(tx, now)) : null
  const receivers = asked.filter((one) => (atOffice ? atOffice.has(one.userId) : one.actorId === measure.owner?.id))
  const isGap = measure.gapActorId !== null
  const isSecret = isGap || looksSecret(measure.title, measure.incident?.title ?? '')
  const prefix = measure.isExercise ? 'ÖVNING: ' : ''
  const owner = measure.owner?.name ?? 'samordningskansliet'
  const body = isSecret
    ? [`${prefix}En åtgärd${isGap ? ' från självskattningen' : ''} ligger på ${owner}, senast ${day(measure.dueOn)}.`]
    : [
        markedTitle(measure.title, measure.isExercise),
        `Ligger på ${owner}, senast ${day(measure.dueOn)}.`,
        ...(measure.incident ? [`Händelse: ${measure.incident.title} (${measure.incident.code}).`] : []),
      ]
  const mails = receivers.map(
    (one): Mail => ({
      purpose: 'measure',
      actorId: one.actorId,
      userId: one.userId,
      destination: one.email,
      subject: isSecret ? `${prefix}Ny åtgärd – logga in för att läsa den` : `${prefix}Ny åtgärd: ${measure.title}`,
      body: [...body, '', 'Logga in i portalen och öppna Åtgärder. Du får det här för att du bett om det; det ändrar du under Konto.'].join(
        '\n',
      ),
      key: `measure:${id}:${measure.version}:${one.userId}`,
    }),
  )
  return queueMail(tx, mails, now)
}
