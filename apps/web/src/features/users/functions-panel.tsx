import { call, changeFunction, endFunction, giveFunction, type HeldPeriod, type Person, restoreFunction } from '@samverkan/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { PlusIcon } from '@navikt/aksel-icons'
import { Button, Checkbox } from '@navikt/ds-react'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useDraft } from '../../lib/drafts.ts'
import { day } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { useSession, useWording } from '../../lib/session.tsx'
import { announce } from '../../ui/announcer.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Panel } from '../../ui/panel.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { SaveOrLeave } from '../../ui/save-or-leave.tsx'
import { EmptyState, ErrorState, Loaded } from '../../ui/states.tsx'
import { emptyFunction, type FunctionDraft, FunctionFields, type Giveable, isReady, toGive, today } from './function-fields.tsx'
import { giveableQuery, useActOnPerson } from './queries.ts'

/** A period ends at midnight; people say the day before. */
const lastDay = (validTo: string): string => new Date(Date.parse(validTo) - 60_000).toISOString()
const asField = (validTo: string | null): string => (validTo === null ? '' : today(Date.parse(lastDay(validTo))))

/** Functions held now and to come, what was ended a moment ago, and those of before. */
export function FunctionsPanel({ person }: { person: Person }) {
  const act = useActOnPerson(person.id)
  const [giving, setGiving] = useState(false)
  const shown = person.periods.filter((one) => one.when !== 'ended' || one.allowed.includes('restore'))
  const before = person.periods.filter((one) => one.when === 'ended' && !one.allowed.includes('restore')).reverse()
  const mayGive = person.allowed.includes('give')
  return (
    <Panel
      title={<Trans>Funktioner</Trans>}
      aside={
        mayGive &&
        !giving && (
          <Button size="small" variant="secondary" icon={<PlusIcon aria-hidden />} onClick={() => setGiving(true)}>
            <Trans>Ge en funktion</Trans>
          </Button>
        )
      }
    >
      {act.isError && <ErrorState error={act.error} />}
      {giving && <GiveForm person={person} close={() => setGiving(false)} />}
      {shown.length === 0 ? (
        <EmptyState title={<Trans>Ingen funktion nu.</Trans>}>
          <Trans>Utan funktion går det inte att logga in.</Trans>
        </EmptyState>
      ) : (
        <ul className="rows">
          {shown.map((held) => (
            <Held key={held.id} person={person} held={held} act={act} />
          ))}
        </ul>
      )}
      {before.length > 0 && (
        <details className="before">
          <summary>
            <Trans>Tidigare funktioner ({before.length})</Trans>
          </summary>
          <ul className="rows">
            {before.map((held) => (
              <li key={held.id}>
                <HeldName held={held} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </Panel>
  )
}

function HeldName({ held }: { held: HeldPeriod }) {
  const wording = useWording()
  const now = useNow()
  const language = useLanguage()
  const from = day(held.validFrom, now, language)
  const until = held.validTo && day(held.when === 'ended' ? held.validTo : lastDay(held.validTo), now, language)
  return (
    <div>
      <b>{wording(held)}</b>
      <p className="sub">
        {held.actor && <span>{held.actor.name}</span>}
        {held.isDeputy && (
          <span>
            <Trans>ersättare</Trans>
          </span>
        )}
        <span className="num">
          {held.when === 'to-come' ? (
            <Trans>börjar {from}</Trans>
          ) : held.when === 'ended' ? (
            <Trans>
              {from} – {until}
            </Trans>
          ) : (
            <Trans>sedan {from}</Trans>
          )}
        </span>
        {held.when !== 'ended' && <span className="num">{until ? <Trans>till och med {until}</Trans> : <Trans>tills vidare</Trans>}</span>}
      </p>
    </div>
  )
}

type Act = ReturnType<typeof useActOnPerson>

function Held({ person, held, act }: { person: Person; held: HeldPeriod; act: Act }) {
  const { t } = useLingui()
  const wording = useWording()
  const [changing, setChanging] = useState(false)
  const [asking, setAsking] = useState(false)
  const [was, setWas] = useState(held.when === 'ended' ? null : held.validTo)
  const name = wording(held)
  const { id, version, isSelf } = person
  const params = { id, heldId: held.id }
  function end(confirmed: boolean) {
    setWas(held.validTo)
    act.mutate(() => call(endFunction, { params, body: { version, confirmed } }), {
      onSuccess: () => {
        setAsking(false)
        announce(t`${name} är avslutad.`)
      },
    })
  }
  const restore = () =>
    act.mutate(() => call(restoreFunction, { params, body: { version, until: asField(was) || null } }), {
      onSuccess: () => announce(t`${name} gäller igen.`),
    })
  return (
    <li className={changing ? 'held is-open' : 'held'}>
      <HeldName held={held} />
      {held.allowed.includes('restore') && (
        <div className="row wrap">
          <StateTag state="none" bare>
            <Trans>Nyss avslutad</Trans>
          </StateTag>
          <Button size="small" variant="secondary" loading={act.isPending} onClick={restore}>
            <Trans>Ångra</Trans>
            <span className="aksel-sr-only"> {name}</span>
          </Button>
        </div>
      )}
      {(held.allowed.includes('change') || held.allowed.includes('end')) && !changing && (
        <div className="row wrap">
          {held.allowed.includes('change') && (
            <Button size="small" variant="tertiary" onClick={() => setChanging(true)}>
              <Trans>Ändra</Trans>
              <span className="aksel-sr-only"> {name}</span>
            </Button>
          )}
          {held.allowed.includes('end') && (
            <Button size="small" variant="secondary" loading={act.isPending} onClick={() => (isSelf ? setAsking(true) : end(false))}>
              <Trans>Avsluta</Trans>
              <span className="aksel-sr-only"> {name}</span>
            </Button>
          )}
        </div>
      )}
      {changing && <ChangeForm person={person} held={held} act={act} close={() => setChanging(false)} />}
      {asking && (
        <Dialog
          title={<Trans>Avsluta din egen funktion?</Trans>}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button variant="secondary" onClick={() => setAsking(false)}>
                <Trans>Behåll den</Trans>
              </Button>
              <Button data-color="danger" loading={act.isPending} onClick={() => end(true)}>
                <Trans>Avsluta {name}</Trans>
              </Button>
            </>
          }
        >
          <p>
            <Trans>
              Den slutar gälla genast, och du kan inte själv ta tillbaka den. Någon annan administratör eller systemadministratören kan ge
              dig den igen.
            </Trans>
          </p>
          {act.isError && <ErrorState error={act.error} />}
        </Dialog>
      )}
    </li>
  )
}

/** Another last day, or deputy instead of ordinary. */
function ChangeForm({ person, held, act, close }: { person: Person; held: HeldPeriod; act: Act; close: () => void }) {
  const { t } = useLingui()
  const now = useNow()
  const wording = useWording()
  const [until, setUntil] = useState(asField(held.validTo))
  const [isDeputy, setDeputy] = useState(held.isDeputy)
  function save(event: FormEvent) {
    event.preventDefault()
    const body = { isDeputy, until: until || null, version: person.version }
    act.mutate(() => call(changeFunction, { params: { id: person.id, heldId: held.id }, body }), {
      onSuccess: () => {
        announce(t`${wording(held)} är ändrad.`)
        close()
      },
    })
  }
  return (
    <form className="held-change" onSubmit={save} noValidate>
      <DateField
        required={false}
        label={<Trans>Till och med</Trans>}
        description={<Trans>Lämna tomt för tills vidare.</Trans>}
        value={until}
        min={today(now)}
        onChange={setUntil}
      />
      <Checkbox size="small" checked={isDeputy} onChange={(event) => setDeputy(event.target.checked)}>
        <Trans>Som ersättare</Trans>
      </Checkbox>
      <SaveOrLeave busy={act.isPending} onLeave={close} />
    </form>
  )
}

function GiveForm({ person, close }: { person: Person; close: () => void }) {
  const giveable = useQuery(giveableQuery)
  return (
    <div className="give">
      <Loaded query={giveable}>{(data) => <GiveFields person={person} giveable={data} close={close} />}</Loaded>
    </div>
  )
}

function GiveFields({ person, giveable, close }: { person: Person; giveable: Giveable; close: () => void }) {
  const { t } = useLingui()
  const { user } = useSession()
  const now = useNow()
  const act = useActOnPerson(person.id)
  const { value: draft, change, clear } = useDraft<FunctionDraft>(`${user.id}:give:${person.id}`, emptyFunction(person.actor?.code ?? ''))
  const [strict, setStrict] = useState(false)
  function give(event: FormEvent) {
    event.preventDefault()
    setStrict(true)
    if (!isReady(giveable, draft) || act.isPending) return
    const body = { ...toGive(giveable, draft), version: person.version }
    act.mutate(() => call(giveFunction, { params: { id: person.id }, body }), {
      onSuccess: () => {
        clear()
        announce(t`${person.name} har fått funktionen.`)
        close()
      },
    })
  }
  return (
    <form className="user-form" onSubmit={give} noValidate>
      <FunctionFields
        giveable={giveable}
        draft={draft}
        change={(part) => change((old) => ({ ...old, ...part }))}
        strict={strict}
        now={now}
      />
      {act.isError && <ErrorState error={act.error} />}
      <SaveOrLeave
        busy={act.isPending}
        onLeave={() => {
          clear()
          close()
        }}
      >
        <Trans>Ge funktionen</Trans>
      </SaveOrLeave>
    </form>
  )
}
