import type { ActivationRequest } from '@samverkan/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@navikt/ds-react'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { Link } from 'react-router'
import { useDraft } from '../../lib/drafts.ts'
import { useSession } from '../../lib/session.tsx'
import { CountedText } from '../../ui/counted-field.tsx'
import { paths } from '../../paths.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { EmptyState, ErrorState, Loaded, LoadingState } from '../../ui/states.tsx'
import { RequestState } from './request-state.tsx'
import { openIncidentsQuery, useMergeRequest, useWithdrawRequest } from './queries.ts'

type Props = { request: ActivationRequest; onClose: () => void }

/** The same event is already active: the request is linked to it and nobody is called again. */
export function MergeDialog({ request, onClose }: Props) {
  const name = useId()
  const incidents = useQuery(openIncidentsQuery)
  const merge = useMergeRequest()
  const [code, setCode] = useState('')
  const send = () => code && merge.mutate({ id: request.id, incidentCode: code }, { onSuccess: onClose })
  if ((merge.isIdle || merge.isError) && !request.allowed.includes('merge')) return <Decided request={request} onClose={onClose} />
  return (
    <Dialog
      title={<Trans>Koppla ihop med en händelse som pågår</Trans>}
      onClose={onClose}
      actions={
        <>
          <Button disabled={!code} loading={merge.isPending} onClick={send}>
            <Trans>Koppla</Trans>
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            <Trans>Avbryt</Trans>
          </Button>
        </>
      }
    >
      <p className="wide">{request.reason}</p>
      <Loaded query={incidents} loading={<LoadingState rows={2} />}>
        {(items) => {
          const fitting = items.filter((incident) => incident.isExercise === request.isExercise)
          if (fitting.length === 0)
            return (
              <EmptyState title={<Trans>Ingen händelse pågår att koppla ihop med.</Trans>}>
                <Trans>Aktivera forum i stället, så skapas händelsen.</Trans>
              </EmptyState>
            )
          return (
            <fieldset className="fields">
              <legend className="aksel-sr-only">
                <Trans>Händelse</Trans>
              </legend>
              <div className="incident-options">
                {fitting.map((incident) => (
                  <label key={incident.code}>
                    <input type="radio" name={name} checked={code === incident.code} onChange={() => setCode(incident.code)} />
                    <span>
                      {incident.title} <small className="num">{incident.code}</small>
                    </span>
                    {incident.isExercise && (
                      <StateTag state="exercise" bare>
                        <Trans>Övning</Trans>
                      </StateTag>
                    )}
                  </label>
                ))}
              </div>
            </fieldset>
          )
        }}
      </Loaded>
      {merge.isError && <ErrorState error={merge.error} retry={send} />}
    </Dialog>
  )
}

/** Somebody else was first while the dialog stood open: what the request became, instead of a button that can only be refused. */
const Decided = ({ request, onClose }: Props) => (
  <Dialog
    title={<Trans>Begäran har redan fått sitt svar</Trans>}
    onClose={onClose}
    actions={
      <Button onClick={onClose}>
        <Trans>Stäng</Trans>
      </Button>
    }
  >
    <p className="row wrap">
      <RequestState state={request.state} />
    </p>
    <p className="wide">{request.reason}</p>
    {request.incidentCode && (
      <Link to={paths.incident(request.incidentCode)}>
        <Trans>Öppna händelsen {request.incidentCode}</Trans>
      </Link>
    )}
  </Dialog>
)

/** The one who asked takes it back, and says why. */
export function WithdrawDialog({ request, onClose }: Props) {
  const { t } = useLingui()
  const session = useSession()
  const draft = useDraft<string>(`${session.user.id}:withdraw:${request.id}`, '')
  const [strict, setStrict] = useState(false)
  const withdraw = useWithdrawRequest()
  function send() {
    setStrict(true)
    if (draft.value.trim() === '' || withdraw.isPending) return
    withdraw.mutate(
      { id: request.id, note: draft.value.trim() },
      {
        onSuccess: () => {
          draft.clear()
          onClose()
        },
      },
    )
  }
  if ((withdraw.isIdle || withdraw.isError) && !request.allowed.includes('withdraw')) return <Decided request={request} onClose={onClose} />
  return (
    <Dialog
      title={<Trans>Ta tillbaka begäran</Trans>}
      onClose={onClose}
      actions={
        <>
          <Button loading={withdraw.isPending} onClick={send}>
            <Trans>Ta tillbaka begäran</Trans>
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            <Trans>Avbryt</Trans>
          </Button>
        </>
      }
    >
      <p className="wide">{request.reason}</p>
      <CountedText
        label={t`Varför behövs den inte längre?`}
        value={draft.value}
        minRows={2}
        maxRows={8}
        most={500}
        onChange={(event) => draft.change(event.target.value)}
        error={strict && draft.value.trim() === '' ? t`Skriv en rad om varför.` : undefined}
      />
      {withdraw.isError && <ErrorState error={withdraw.error} retry={send} />}
    </Dialog>
  )
}
