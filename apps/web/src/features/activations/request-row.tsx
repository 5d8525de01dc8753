import { shortened } from '@samverkan/domain'
import type { ActivationRequest } from '@samverkan/contract'
import { useLingui } from '@lingui/react'
import { Trans } from '@lingui/react/macro'
import { Button } from '@navikt/ds-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { channelWords } from '../../lib/answers.ts'
import { clockToday } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { useWording } from '../../lib/session.tsx'
import { paths } from '../../paths.ts'
import { StateTag } from '../../ui/state-tag.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { useAcknowledgeRequest } from './queries.ts'
import { MergeDialog, WithdrawDialog } from './request-dialogs.tsx'
import { RequestState } from './request-state.tsx'

/** One request: who asked for what and when, how far it has come, and what this reader may do with it. */
export function RequestRow({ request }: { request: ActivationRequest }) {
  const { _ } = useLingui()
  const now = useNow()
  const language = useLanguage()
  const wording = useWording()
  const acknowledge = useAcknowledgeRequest()
  const [dialog, setDialog] = useState<'merge' | 'withdraw' | null>(null)
  const may = (action: string) => request.allowed.includes(action)
  const takenAt = request.acknowledgedAt && clockToday(request.acknowledgedAt, now, language)
  const who = <span className="aksel-sr-only">: {shortened(request.reason, 80)}</span>
  return (
    <li>
      <p className="row wrap">
        <RequestState state={request.state} />
        {request.isExercise && (
          <StateTag state="exercise">
            <Trans>Övning</Trans>
          </StateTag>
        )}
        <span className="t-data mut num">{clockToday(request.receivedAt, now, language)}</span>
      </p>
      <p className="request-reason wide">{request.reason}</p>
      <p className="t-data mut">
        {wording(request.forum)}
        {request.channelWish && <> · {_(channelWords[request.channelWish])}</>} · {request.requestedBy}, {request.actor.name}
        {request.onBehalfOf && (
          <>
            {' '}
            · <Trans>för {request.onBehalfOf}</Trans>
          </>
        )}
        {request.relayedBy && (
          <>
            {' '}
            · <Trans>framförd av {request.relayedBy}</Trans>
          </>
        )}
      </p>
      {takenAt && (
        <p className="t-data mut">
          <Trans>
            Mottagen {takenAt} av {request.acknowledgedBy}
          </Trans>
        </p>
      )}
      {request.endNote && <p className="timeline-text wide t-data">{request.endNote}</p>}
      <div className="row wrap request-actions">
        {request.incidentCode && (
          <Link to={paths.incident(request.incidentCode)}>
            <Trans>Öppna händelsen {request.incidentCode}</Trans>
          </Link>
        )}
        {may('convene') && (
          <Button
            as={Link}
            to={`${paths.activate}?${new URLSearchParams({ begaran: request.id })}`}
            size="small"
            variant={request.state === 'acknowledged' || !may('acknowledge') ? 'primary' : 'secondary'}
          >
            <Trans>Aktivera forum</Trans>
            {who}
          </Button>
        )}
        {may('acknowledge') && (
          <Button size="small" variant="secondary" loading={acknowledge.isPending} onClick={() => acknowledge.mutate(request.id)}>
            <Trans>Ta emot</Trans>
            {who}
          </Button>
        )}
        {may('merge') && (
          <Button size="small" variant="secondary" onClick={() => setDialog('merge')}>
            <Trans>Koppla ihop med händelse</Trans>
            {who}
          </Button>
        )}
        {may('withdraw') && (
          <Button size="small" variant="secondary" onClick={() => setDialog('withdraw')}>
            <Trans>Ta tillbaka</Trans>
            {who}
          </Button>
        )}
      </div>
      {acknowledge.isError && <ErrorState error={acknowledge.error} />}
      {dialog === 'merge' && <MergeDialog request={request} onClose={() => setDialog(null)} />}
      {dialog === 'withdraw' && <WithdrawDialog request={request} onClose={() => setDialog(null)} />}
    </li>
  )
}
