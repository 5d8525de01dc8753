import { call, changeUser, CallError, type Person } from '@samverkan/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, TextField } from '@navikt/ds-react'
import { type FormEvent, useState } from 'react'
import { useDraft } from '../../lib/drafts.ts'
import { dialable } from '../../lib/formats.ts'
import { useSession } from '../../lib/session.tsx'
import { announce } from '../../ui/announcer.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { isAddress, isPhone } from './invite-page.tsx'
import { useActOnPerson } from './queries.ts'

/** Name, e-mail and telephone; corrected in place. */
export function DetailsPanel({ person }: { person: Person }) {
  const [editing, setEditing] = useState(false)
  const mayChange = person.allowed.includes('change') && person.email !== null
  return (
    <Panel
      title={<Trans>Uppgifter</Trans>}
      aside={
        mayChange &&
        !editing && (
          <Button size="small" variant="tertiary" onClick={() => setEditing(true)}>
            <Trans>Ändra uppgifter</Trans>
          </Button>
        )
      }
    >
      {editing ? (
        <DetailsForm person={person} close={() => setEditing(false)} />
      ) : (
        <dl className="facts">
          <div>
            <dt>
              <Trans>E-post</Trans>
            </dt>
            <dd className="wide">{person.email ?? <Trans>Syns för den egna aktören</Trans>}</dd>
          </div>
          {person.phone && (
            <div>
              <dt>
                <Trans>Telefon</Trans>
              </dt>
              <dd className="num">
                <a className="dial" href={dialable(person.phone)}>
                  {person.phone}
                </a>
              </dd>
            </div>
          )}
          <div>
            <dt>
              <Trans>Anställd hos</Trans>
            </dt>
            <dd>{person.actor?.name ?? <Trans>Ingen aktör</Trans>}</dd>
          </div>
        </dl>
      )}
    </Panel>
  )
}

function DetailsForm({ person, close }: { person: Person; close: () => void }) {
  const { t } = useLingui()
  const { user } = useSession()
  const act = useActOnPerson(person.id)
  const known = { name: person.name, email: person.email ?? '', phone: person.phone ?? '' }
  const { value: draft, change, clear } = useDraft(`${user.id}:details:${person.id}`, known)
  const [strict, setStrict] = useState(false)
  const set = (part: Partial<typeof draft>) => change((old) => ({ ...old, ...part }))
  const wrong = { name: draft.name.trim().length < 2, email: !isAddress(draft.email), phone: !isPhone(draft.phone) }
  const isStale = act.error instanceof CallError && act.error.code === 'stale-version'
  function save(event: FormEvent) {
    event.preventDefault()
    setStrict(true)
    if (Object.values(wrong).some(Boolean) || act.isPending) return
    const body = { name: draft.name.trim(), email: draft.email.trim(), phone: draft.phone.trim() || null, version: person.version }
    act.mutate(() => call(changeUser, { params: { id: person.id }, body }), {
      onSuccess: () => {
        clear()
        announce(t`Uppgifterna är sparade.`)
        close()
      },
    })
  }
  return (
    <form className="user-form panel-body" onSubmit={save} noValidate>
      {act.isError && !isStale && <ErrorState error={act.error} />}
      {isStale && (
        <div className="error-state" role="alert">
          <b>
            <Trans>Någon annan ändrade uppgifterna under tiden</Trans>
          </b>
          <p>
            <Trans>
              Nu står det: {known.name}, {known.email}
              {known.phone && `, ${known.phone}`}. Det du skrivit finns kvar; spara igen om det ska gälla i stället.
            </Trans>
          </p>
        </div>
      )}
      <TextField
        size="small"
        label={t`Namn`}
        value={draft.name}
        maxLength={200}
        autoComplete="off"
        error={strict && wrong.name ? t`Skriv personens namn.` : undefined}
        onChange={(event) => set({ name: event.target.value })}
      />
      <TextField
        size="small"
        label={t`E-post i tjänsten`}
        type="email"
        value={draft.email}
        maxLength={254}
        autoComplete="off"
        description={t`Personen får mejl om ändringen, på både den gamla och den nya adressen.`}
        error={strict && wrong.email ? t`Skriv en fullständig e-postadress.` : undefined}
        onChange={(event) => set({ email: event.target.value })}
      />
      <TextField
        size="small"
        label={t`Telefon (frivilligt)`}
        type="tel"
        value={draft.phone}
        maxLength={32}
        autoComplete="off"
        error={strict && wrong.phone ? t`Skriv bara siffror, mellanslag och streck.` : undefined}
        onChange={(event) => set({ phone: event.target.value })}
      />
      <div className="row wrap">
        <Button type="submit" size="small" loading={act.isPending}>
          <Trans>Spara</Trans>
        </Button>
        <Button
          type="button"
          size="small"
          variant="tertiary"
          onClick={() => {
            clear()
            close()
          }}
        >
          <Trans>Avbryt</Trans>
        </Button>
      </div>
    </form>
  )
}
