import { call, changeUser, CallError, type Person } from '@samverkan/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@navikt/ds-react'
import { type FormEvent, useState } from 'react'
import { useDraft } from '../../lib/drafts.ts'
import { dialable } from '../../lib/formats.ts'
import { useSession } from '../../lib/session.tsx'
import { announce } from '../../ui/announcer.tsx'
import { Panel } from '../../ui/panel.tsx'
import { SaveOrLeave } from '../../ui/save-or-leave.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { type PersonDraft, PersonFields, wrongIn } from './person-fields.tsx'
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
  const {
    value: draft,
    change,
    clear,
  } = useDraft<PersonDraft & { basedOn?: number }>(`${user.id}:details:${person.id}`, { ...known, basedOn: person.version })
  const [strict, setStrict] = useState(false)
  const set = (part: Partial<typeof draft>) => change((old) => ({ ...old, ...part }))
  const isStale = act.error instanceof CallError && act.error.code === 'stale-version'
  function save(event: FormEvent) {
    event.preventDefault()
    setStrict(true)
    if (Object.values(wrongIn(draft)).some(Boolean) || act.isPending) return
    // Of the version it was begun on: one that has come to the page since is put under it only once it has been shown as a colleague's.
    const version = isStale ? person.version : (draft.basedOn ?? person.version)
    if (isStale) set({ basedOn: version })
    const body = { name: draft.name.trim(), email: draft.email.trim(), phone: draft.phone.trim() || null, version }
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
      <PersonFields
        draft={draft}
        set={set}
        strict={strict}
        aboutEmail={t`Personen får mejl om ändringen, på både den gamla och den nya adressen.`}
      />
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
      <SaveOrLeave
        busy={act.isPending}
        onLeave={() => {
          clear()
          close()
        }}
      />
    </form>
  )
}
