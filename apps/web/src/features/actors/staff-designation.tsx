import { type Actor, call, designateForStaff, endStaffDesignation } from '@samverkan/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, TextField } from '@navikt/ds-react'
import { useState } from 'react'
import { useDraft } from '../../lib/drafts.ts'
import { day, isoDate } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { useSession } from '../../lib/session.tsx'
import { announce } from '../../ui/announcer.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { useKeepContacts } from './queries.ts'

type Words = { basis: string; validFrom: string }

/** Who is designated for the staff stands in no source: the office writes it down, with its day and its basis. */
export function StaffDesignation({ actor }: { actor: Actor }) {
  const { t } = useLingui()
  const now = useNow()
  const language = useLanguage()
  const keep = useKeepContacts(actor.code)
  const [isOpen, setOpen] = useState(false)
  const [ended, setEnded] = useState<Words | null>(null)
  const held = actor.designations.find(({ kind }) => kind === 'staff_designated')
  const params = { code: actor.code }
  const end = ({ basis, validFrom }: Words) =>
    keep.mutate(() => call(endStaffDesignation, { params }), {
      onSuccess: () => {
        setEnded({ basis, validFrom })
        announce(t`${actor.name} är inte längre utpekad för samverkansstab.`)
      },
    })
  return (
    <Panel title={<Trans>Samverkansstab</Trans>} padded>
      {keep.isError && !isOpen && <ErrorState error={keep.error} />}
      {held ? (
        <p>
          <Trans>Utpekad sedan {day(held.validFrom, now, language)}.</Trans> <span className="mut">{held.basis}</span>
        </p>
      ) : (
        <p>{ended ? <Trans>Inte längre utpekad.</Trans> : <Trans>Inte utpekad.</Trans>}</p>
      )}
      <p className="t-data mut">
        <Trans>
          Utpekade aktörer är förvalda när samverkansstaben kallas, och besvarar två indikatorer till i självskattningar som öppnas
          därefter.
        </Trans>
      </p>
      <div className="row wrap">
        {held ? (
          <>
            <Button size="small" variant="secondary" onClick={() => setOpen(true)}>
              <Trans>Rätta</Trans>
            </Button>
            <Button size="small" variant="secondary" loading={keep.isPending} onClick={() => end(held)}>
              <Trans>Avsluta</Trans>
            </Button>
          </>
        ) : (
          <>
            {ended && (
              <Button
                size="small"
                variant="secondary"
                loading={keep.isPending}
                onClick={() => keep.mutate(() => call(designateForStaff, { params, body: ended }), { onSuccess: () => setEnded(null) })}
              >
                <Trans>Ångra</Trans>
              </Button>
            )}
            <Button size="small" variant="secondary" onClick={() => setOpen(true)}>
              <Trans>Utpeka aktören</Trans>
            </Button>
          </>
        )}
      </div>
      {isOpen && <DesignationDialog actor={actor} held={held ?? null} onClose={() => setOpen(false)} />}
    </Panel>
  )
}

function DesignationDialog({ actor, held, onClose }: { actor: Actor; held: Words | null; onClose: () => void }) {
  const { t } = useLingui()
  const { user } = useSession()
  const today = isoDate(useNow())
  const keep = useKeepContacts(actor.code)
  const {
    value: words,
    change,
    clear,
  } = useDraft<Words>(`${user.id}:designation:${actor.code}`, { basis: held?.basis ?? '', validFrom: held?.validFrom ?? today })
  const [strict, setStrict] = useState(false)
  const isFuture = words.validFrom > today
  const basis = words.basis.trim()
  function save() {
    setStrict(true)
    if (basis === '' || words.validFrom === '' || isFuture || keep.isPending) return
    keep.mutate(() => call(designateForStaff, { params: { code: actor.code }, body: { basis, validFrom: words.validFrom } }), {
      onSuccess: () => {
        clear()
        announce(t`${actor.name} är utpekad för samverkansstab.`)
        onClose()
      },
    })
  }
  return (
    <Dialog
      title={<Trans>Utpeka för samverkansstab</Trans>}
      onClose={onClose}
      actions={
        <>
          <Button loading={keep.isPending} onClick={save}>
            {held ? <Trans>Spara</Trans> : <Trans>Utpeka</Trans>}
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            <Trans>Avbryt</Trans>
          </Button>
        </>
      }
    >
      <p>{actor.name}</p>
      <DateField
        label={t`Utpekad sedan`}
        value={words.validFrom}
        max={today}
        onChange={(validFrom) => change((before) => ({ ...before, validFrom }))}
        error={isFuture ? t`Dagen har inte varit än.` : strict && words.validFrom === '' ? t`Välj en dag.` : undefined}
      />
      <TextField
        size="small"
        label={t`På vilken grund?`}
        description={t`Till exempel mötet, protokollet eller överenskommelsen där det står.`}
        value={words.basis}
        maxLength={300}
        autoComplete="off"
        error={strict && basis === '' ? t`Skriv vad det grundar sig på.` : undefined}
        onChange={(event) => change((before) => ({ ...before, basis: event.target.value.replaceAll(/[\r\n\t]/gu, ' ') }))}
      />
      {keep.isError && <ErrorState error={keep.error} retry={save} />}
    </Dialog>
  )
}
