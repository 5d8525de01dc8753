import { CallError } from '@samverkan/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { PlusIcon } from '@navikt/aksel-icons'
import { Button, Select } from '@navikt/ds-react'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { useDraft } from '../../lib/drafts.ts'
import { useNow } from '../../lib/now.ts'
import { useMay, useSession } from '../../lib/session.tsx'
import { paths } from '../../paths.ts'
import { announce } from '../../ui/announcer.tsx'
import { Crumb } from '../../ui/crumb.tsx'
import { Page } from '../../ui/page.tsx'
import { Panel } from '../../ui/panel.tsx'
import { RefusedFields } from '../../ui/refused-fields.tsx'
import { ErrorState, ForbiddenPage, Loaded, LoadingPanel } from '../../ui/states.tsx'
import { emptyFunction, type FunctionDraft, FunctionFields, type Giveable, isReady, toGive } from './function-fields.tsx'
import { PersonFields, type PersonDraft, wrongIn } from './person-fields.tsx'
import { giveableQuery, useInvite } from './queries.ts'
import './users.css'

type Draft = PersonDraft & { key: string; actorCode: string; functions: FunctionDraft[] }
const none = '-'

/** Invites a person by e-mail: who, where they are employed, and which functions they are to hold. */
export function InvitePage() {
  const may = useMay()
  const { t } = useLingui()
  const giveable = useQuery({ ...giveableQuery, enabled: may('users.manage') })
  // A draft that has been written stays in sight even when the function that wrote it has ended; only then nothing can be sent.
  if (!may('users.manage')) return <ForbiddenPage />
  return (
    <Page title={t`Bjud in`}>
      <Crumb to={paths.admin}>
        <Trans>Administration</Trans>
      </Crumb>
      <Loaded query={giveable} loading={<LoadingPanel rows={6} />}>
        {(data) => <InviteForm giveable={data} />}
      </Loaded>
    </Page>
  )
}

function InviteForm({ giveable }: { giveable: Giveable }) {
  const { t } = useLingui()
  const { user, scope } = useSession()
  const navigate = useNavigate()
  const now = useNow()
  const own = giveable.actors.length === 1 ? (giveable.actors[0]?.code ?? '') : ''
  const empty = (): Draft => ({ key: crypto.randomUUID(), name: '', email: '', phone: '', actorCode: own, functions: [emptyFunction(own)] })
  const { value: draft, change, clear } = useDraft<Draft>(`${user.id}:invite`, empty())
  const [strict, setStrict] = useState(false)
  const invite = useInvite()
  const set = (part: Partial<Draft>) => change((old) => ({ ...old, ...part }))
  const setFunction = (at: number, part: Partial<FunctionDraft>) =>
    change((old) => ({ ...old, functions: old.functions.map((one, i) => (i === at ? { ...one, ...part } : one)) }))
  const wrong = {
    ...wrongIn(draft),
    actor: draft.actorCode === '',
    functions: draft.functions.some((one) => !isReady(giveable, one)),
  }
  function send(event: FormEvent) {
    event.preventDefault()
    setStrict(true)
    if (Object.values(wrong).some(Boolean) || invite.isPending) return
    const body = {
      name: draft.name.trim(),
      email: draft.email.trim(),
      phone: draft.phone.trim() || null,
      actorCode: draft.actorCode === none ? null : draft.actorCode,
      functions: draft.functions.map((one) => toGive(giveable, one)),
    }
    invite.mutate(
      { key: draft.key, body },
      {
        onSuccess: ({ id }) => {
          announce(t`Inbjudan är på väg till ${body.email}.`)
          clear()
          void navigate(paths.user(id))
        },
      },
    )
  }
  const takenBy =
    invite.error instanceof CallError ? (invite.error.problem?.current as { userId?: string | null } | undefined)?.userId : null
  return (
    <Panel title={<Trans>Vem, och i vilken funktion</Trans>} padded>
      <form className="user-form" onSubmit={send} noValidate>
        <PersonFields draft={draft} set={set} strict={strict} />
        {scope === 'region' && (
          <Select
            size="small"
            label={t`Anställd hos`}
            value={draft.actorCode}
            error={strict && wrong.actor ? t`Välj en aktör.` : undefined}
            onChange={(event) => {
              const actorCode = event.target.value
              change((old) => ({
                ...old,
                actorCode,
                functions: old.functions.map((one) =>
                  one.actorCode === '' ? { ...one, actorCode: actorCode === none ? '' : actorCode } : one,
                ),
              }))
            }}
          >
            <option value="">{t`Välj`}</option>
            <option value={none}>{t`Ingen aktör (kansliet, portalens egna)`}</option>
            {giveable.actors.map((actor) => (
              <option key={actor.code} value={actor.code}>
                {actor.name}
              </option>
            ))}
          </Select>
        )}
        {draft.functions.map((one, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- a row has no other name than its place
          <fieldset key={at} className="function-row">
            <legend>{draft.functions.length > 1 ? <Trans>Funktion {at + 1}</Trans> : <Trans>Funktion</Trans>}</legend>
            <FunctionFields giveable={giveable} draft={one} change={(part) => setFunction(at, part)} strict={strict} now={now} />
            {draft.functions.length > 1 && (
              <Button
                type="button"
                size="small"
                variant="tertiary"
                onClick={() => set({ functions: draft.functions.filter((_, i) => i !== at) })}
              >
                <Trans>Ta bort funktion {at + 1}</Trans>
              </Button>
            )}
          </fieldset>
        ))}
        {draft.functions.length < 10 && (
          <Button
            type="button"
            size="small"
            variant="secondary"
            icon={<PlusIcon aria-hidden />}
            onClick={() => set({ functions: [...draft.functions, emptyFunction(draft.actorCode === none ? '' : draft.actorCode)] })}
          >
            <Trans>En funktion till</Trans>
          </Button>
        )}
        <p className="t-data mut">
          <Trans>
            Personen får ett mejl med en personlig länk och väljer själv sitt lösenord. Länken gäller i 24 timmar och kan skickas igen.
          </Trans>
        </p>
        {invite.isError && (
          <div className="panel">
            <ErrorState error={invite.error} />
            {takenBy && (
              <p className="panel-foot">
                <Link to={paths.user(takenBy)}>
                  <Trans>Öppna personen</Trans>
                </Link>
              </p>
            )}
          </div>
        )}
        <RefusedFields />
        <div className="row wrap">
          <Button type="submit" loading={invite.isPending}>
            <Trans>Skicka inbjudan</Trans>
          </Button>
        </div>
      </form>
    </Panel>
  )
}
