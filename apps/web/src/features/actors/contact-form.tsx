import { mailboxOf, textLimits, tidyAddress, tidyPhone } from '@samverkan/domain'
import { type Actor, addContactPoint, type BodyIn, call, changeContactPoint } from '@samverkan/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { PlusIcon, XMarkIcon } from '@navikt/aksel-icons'
import { Button, Checkbox, Select } from '@navikt/ds-react'
import { CountedField } from '../../ui/counted-field.tsx'
import { type FormEvent, useState } from 'react'
import { isAddress, isPhone, useAddressFault } from '../../lib/addresses.ts'
import { useDraft } from '../../lib/drafts.ts'
import { problemOf } from '../../lib/problem.ts'
import { useSession, useWording } from '../../lib/session.tsx'
import { announce } from '../../ui/announcer.tsx'
import { Merge, MergeVersion } from '../../ui/merge.tsx'
import { SaveOrLeave } from '../../ui/save-or-leave.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { useKeepContacts } from './queries.ts'

type Kind = 'email' | 'phone' | 'rakel'
type Given = { label: string; functionCode: string; isDeputy: boolean; channels: readonly { channel: Kind; address: string }[] | null }
type Draft = Given & {
  key: string
  channels: { channel: Kind; address: string }[]
  /** The version it was begun on, however long ago: what a colleague has changed since is not written over unseen. */
  basedOn?: number | undefined
}
const holds: Record<Kind, (address: string) => boolean> = { email: isAddress, phone: isPhone, rakel: (address) => address !== '' }

const most: Record<Kind, number> = { email: textLimits.address, phone: 30, rakel: textLimits.rakel }
/** As the server will have it: two ways to write one address are one. */
const tidy: Record<Kind, (address: string) => string> = { email: tidyAddress, phone: tidyPhone, rakel: (address) => address.trim() }
const same = ({ channel, address }: { channel: Kind; address: string }) =>
  `${channel} ${channel === 'email' ? mailboxOf(address) : address}`

/** One contact point: what it is called, for which function, and how it is reached. The first e-mail is the one a call-out uses. */
export function ContactForm({ actor, point, close }: { actor: Actor; point: Actor['contactPoints'][number] | null; close: () => void }) {
  const { t } = useLingui()
  const { user } = useSession()
  const wording = useWording()
  const keep = useKeepContacts(actor.code)
  const {
    value: draft,
    change,
    clear,
  } = useDraft<Draft>(`${user.id}:contact:${point?.id ?? actor.code}`, {
    key: crypto.randomUUID(),
    label: point?.label ?? '',
    functionCode: point?.functionCode ?? actor.contactFunctions[0]?.code ?? '',
    isDeputy: point?.isDeputy ?? false,
    channels: point?.channels ?? [{ channel: 'email', address: '' }],
    basedOn: point?.version,
  })
  const [strict, setStrict] = useState(false)
  const set = (part: Partial<Draft>) => change((old) => ({ ...old, ...part }))
  const setChannel = (at: number, part: Partial<Draft['channels'][number]>) =>
    set({ channels: draft.channels.map((one, i) => (i === at ? { ...one, ...part } : one)) })
  const kinds: Record<Kind, string> = { email: t`E-post`, phone: t`Telefon`, rakel: t`Rakel` }
  const addressFault = useAddressFault()
  const words: Record<Exclude<Kind, 'email'>, string> = {
    phone: t`Skriv bara siffror, mellanslag och streck.`,
    rakel: t`Skriv Rakelnumret.`,
  }
  const given = draft.channels.map((one) => ({ ...one, address: tidy[one.channel](one.address) }))
  const isTwice = (at: number) => given.some((one, i) => i < at && given[at] && same(one) === same(given[at]))
  const wrongAt = (at: number): string | undefined => {
    const one = given[at]
    if (!one || !strict) return undefined
    if (!holds[one.channel](one.address)) return one.channel === 'email' ? addressFault(one.address) : words[one.channel]
    return isTwice(at) ? t`Adressen står här två gånger.` : undefined
  }
  const isWrong = draft.label.trim() === '' || given.some((one, at) => !holds[one.channel](one.address) || isTwice(at))
  const isOvertaken = keep.isError && problemOf(keep.error).code === 'stale-version'
  const inWords = ({ label, functionCode, isDeputy, channels }: Given) => {
    const held = actor.contactFunctions.find(({ code }) => code === functionCode)
    const ways = (channels ?? []).map((one) => `${kinds[one.channel]} ${one.address}`)
    return <p className="wide">{[label, held && wording(held), isDeputy && t`ersättare`, ...ways].filter(Boolean).join(', ')}</p>
  }
  const leave = () => {
    clear()
    close()
  }
  function save(event: FormEvent) {
    event.preventDefault()
    setStrict(true)
    if (isWrong || keep.isPending) return
    const { functionCode, isDeputy } = draft
    const body = { label: draft.label.trim(), functionCode, isDeputy, channels: given } as BodyIn<typeof addContactPoint>
    const params = { code: actor.code }
    // Pressed with the colleague's version in sight: from here on it is that one which is replaced.
    const version = (isOvertaken ? undefined : draft.basedOn) ?? point?.version ?? 0
    if (isOvertaken) set({ basedOn: version })
    const run = point
      ? () => call(changeContactPoint, { params: { ...params, id: point.id }, body: { ...body, version } })
      : () => call(addContactPoint, { params, body, idempotencyKey: draft.key })
    keep.mutate(run, {
      onSuccess: () => {
        clear()
        announce(t`${body.label} är sparad och bekräftad.`)
        close()
      },
    })
  }
  return (
    <form className="contact-form" onSubmit={save} noValidate>
      <CountedField
        size="small"
        label={t`Namn på kontaktvägen`}
        value={draft.label}
        most={textLimits.label}
        autoComplete="off"
        error={strict && draft.label.trim() === '' ? t`Skriv vad kontaktvägen heter.` : undefined}
        onChange={(event) => set({ label: event.target.value })}
      />
      <Select size="small" label={t`Funktion`} value={draft.functionCode} onChange={(event) => set({ functionCode: event.target.value })}>
        {actor.contactFunctions.map((one) => (
          <option key={one.code} value={one.code}>
            {wording(one)}
          </option>
        ))}
      </Select>
      {draft.channels.map((one, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- a row has no other name than its place
        <div key={at} className="contact-channel">
          <Select
            size="small"
            label={t`Väg ${at + 1}`}
            value={one.channel}
            onChange={(event) => setChannel(at, { channel: event.target.value as Kind })}
          >
            {(Object.keys(kinds) as Kind[]).map((kind) => (
              <option key={kind} value={kind}>
                {kinds[kind]}
              </option>
            ))}
          </Select>
          <CountedField
            size="small"
            label={`${kinds[one.channel]} ${at + 1}`}
            type={one.channel === 'email' ? 'email' : one.channel === 'phone' ? 'tel' : 'text'}
            value={one.address}
            most={most[one.channel]}
            autoComplete="off"
            error={wrongAt(at)}
            onChange={(event) => setChannel(at, { address: event.target.value })}
          />
          <Button
            type="button"
            size="small"
            variant="tertiary"
            icon={<XMarkIcon title={t`Ta bort väg ${at + 1}`} />}
            onClick={() => set({ channels: draft.channels.filter((_, i) => i !== at) })}
          />
        </div>
      ))}
      {draft.channels.length < 8 && (
        <Button
          type="button"
          size="small"
          variant="tertiary"
          icon={<PlusIcon aria-hidden />}
          onClick={() => set({ channels: [...draft.channels, { channel: 'phone', address: '' }] })}
        >
          <Trans>En väg till</Trans>
        </Button>
      )}
      {draft.channels.every((one) => one.channel !== 'email') && (
        <p className="t-data mut">
          <Trans>Utan e-post når ingen inkallning fram den här vägen; tavlan visar det som en lucka.</Trans>
        </p>
      )}
      <Checkbox size="small" checked={draft.isDeputy} onChange={(event) => set({ isDeputy: event.target.checked })}>
        <Trans>Ersättare, kallas när den ordinarie inte svarar</Trans>
      </Checkbox>
      {isOvertaken && point ? (
        <Merge
          title={<Trans>En kollega har ändrat det här under tiden.</Trans>}
          versions={
            <>
              <MergeVersion title={<Trans>Så står det nu</Trans>}>{inWords(point)}</MergeVersion>
              <MergeVersion title={<Trans>Ditt</Trans>}>{inWords({ ...draft, channels: given })}</MergeVersion>
            </>
          }
        >
          <Button type="submit" size="small" variant="secondary">
            <Trans>Spara mina ord</Trans>
          </Button>
          <Button type="button" size="small" variant="tertiary" onClick={leave}>
            <Trans>Behåll kollegans</Trans>
          </Button>
        </Merge>
      ) : (
        keep.isError && <ErrorState error={keep.error} />
      )}
      <SaveOrLeave busy={keep.isPending} onLeave={leave} />
    </form>
  )
}
