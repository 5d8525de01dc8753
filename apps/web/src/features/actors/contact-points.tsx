import { type Actor, archiveContactPoint, call, confirmContactPoints } from '@samverkan/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { BroadcastIcon, EnvelopeClosedIcon, PhoneIcon, PlusIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { useState } from 'react'
import { day, dialable } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { useWording } from '../../lib/session.tsx'
import { announce } from '../../ui/announcer.tsx'
import { Panel } from '../../ui/panel.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { ContactForm } from './contact-form.tsx'
import { useKeepContacts } from './queries.ts'

type Point = Actor['contactPoints'][number]
const channelIcons = { email: EnvelopeClosedIcon, phone: PhoneIcon, rakel: BroadcastIcon }

/** Whom a call-out reaches at this actor. Its own people keep the list: add, correct, confirm, take off. */
export function ContactPoints({ actor }: { actor: Actor }) {
  const { t } = useLingui()
  const keep = useKeepContacts(actor.code)
  const [adding, setAdding] = useState(false)
  const [editing, setEditing] = useState<string | null>(null)
  const [gone, setGone] = useState<{ id: string; label: string; version: number } | null>(null)
  const { code, contactPoints, mayKeepContacts } = actor
  const confirm = (points: readonly Point[]) =>
    keep.mutate(
      () => call(confirmContactPoints, { params: { code }, body: { points: points.map(({ id, version }) => ({ id, version })) } }),
      { onSuccess: () => announce(t`Kontaktvägarna är bekräftade.`) },
    )
  const archive = (point: { id: string; label: string; version: number }, isArchived: boolean) =>
    keep.mutate(() => call(archiveContactPoint, { params: { code, id: point.id }, body: { isArchived, version: point.version } }), {
      onSuccess: () => {
        setGone(isArchived ? { ...point, version: point.version + 1 } : null)
        announce(isArchived ? t`${point.label} är borttagen ur kontaktlistan.` : t`${point.label} är tillbaka i kontaktlistan.`)
      },
    })
  return (
    <Panel
      title={<Trans>Kontaktvägar</Trans>}
      aside={
        mayKeepContacts && (
          <>
            {contactPoints.length > 0 && (
              <Button size="small" variant="tertiary" loading={keep.isPending} onClick={() => confirm(contactPoints)}>
                <Trans>Allt stämmer</Trans>
              </Button>
            )}
            {!adding && (
              <Button size="small" variant="secondary" icon={<PlusIcon aria-hidden />} onClick={() => setAdding(true)}>
                <Trans>Lägg till</Trans>
              </Button>
            )}
          </>
        )
      }
    >
      {keep.isError && <ErrorState error={keep.error} />}
      {gone && (
        <div className="contact-undo" role="status">
          <span>
            <Trans>{gone.label} är borttagen ur kontaktlistan.</Trans>
          </span>
          <Button size="small" variant="secondary" loading={keep.isPending} onClick={() => archive(gone, false)}>
            <Trans>Ångra</Trans>
          </Button>
        </div>
      )}
      {adding && <ContactForm actor={actor} point={null} close={() => setAdding(false)} />}
      {contactPoints.length === 0 && !adding && (
        <EmptyState title={<Trans>Inga kontaktvägar.</Trans>}>
          <Trans>Aktören kan inte kallas förrän en kontaktväg är upplagd.</Trans>
        </EmptyState>
      )}
      {contactPoints.length > 0 && (
        <ul className="rows contact-points">
          {contactPoints.map((point) => (
            <li key={point.id} className={editing === point.id ? 'is-open' : undefined}>
              <PointName point={point} />
              {editing === point.id ? (
                <ContactForm actor={actor} point={point} close={() => setEditing(null)} />
              ) : (
                <>
                  <Channels point={point} />
                  {mayKeepContacts && (
                    <div className="contact-actions">
                      <Button size="small" variant="tertiary" loading={keep.isPending} onClick={() => confirm([point])}>
                        <Trans>Stämmer</Trans>
                        <span className="aksel-sr-only"> {point.label}</span>
                      </Button>
                      <Button size="small" variant="tertiary" onClick={() => setEditing(point.id)}>
                        <Trans>Ändra</Trans>
                        <span className="aksel-sr-only"> {point.label}</span>
                      </Button>
                      <Button size="small" variant="tertiary" loading={keep.isPending} onClick={() => archive(point, true)}>
                        <Trans>Ta bort</Trans>
                        <span className="aksel-sr-only"> {point.label}</span>
                      </Button>
                    </div>
                  )}
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

function PointName({ point }: { point: Point }) {
  const now = useNow()
  const language = useLanguage()
  const wording = useWording()
  return (
    <div>
      <b>{point.label}</b>
      <p className="sub">
        <span>{wording({ nameSv: point.functionSv, nameEn: point.functionEn })}</span>
        {point.isDeputy && (
          <span>
            <Trans>ersättare</Trans>
          </span>
        )}
        <span className="num">
          {point.confirmedAt ? <Trans>bekräftad {day(point.confirmedAt, now, language)}</Trans> : <Trans>aldrig bekräftad</Trans>}
        </span>
      </p>
    </div>
  )
}

function Channels({ point }: { point: Point }) {
  if (point.channels === null)
    return (
      <span className="t-data mut">
        <Trans>Syns för aktören själv</Trans>
      </span>
    )
  if (point.channels.length === 0)
    return (
      <StateTag state="waiting" bare>
        <Trans>Går inte att nå</Trans>
      </StateTag>
    )
  return (
    <ul className="channels">
      {point.channels.map(({ channel, address }) => {
        const Icon = channelIcons[channel]
        const href = channel === 'email' ? `mailto:${address}` : channel === 'phone' ? dialable(address) : null
        return (
          <li key={`${channel} ${address}`}>
            <Icon aria-hidden />
            {href ? (
              <a className="num" href={href}>
                {address}
              </a>
            ) : (
              <span className="num">{address}</span>
            )}
          </li>
        )
      })}
    </ul>
  )
}
