import { textLimits } from '@samverkan/domain'
import { type Actor, call, designateForStaff, endStaffDesignation } from '@samverkan/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@navikt/ds-react'
import { CountedField } from '../../ui/counted-field.tsx'
import { useState } from 'react'
import { useDraft } from '../../lib/drafts.ts'
import { day, isoDate } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { problemOf } from '../../lib/problem.ts'
import { useSession } from '../../lib/session.tsx'
import { announce } from '../../ui/announcer.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Merge, MergeVersion } from '../../ui/merge.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { useKeepContacts } from './queries.ts'

type Words = { basis: string; validFrom: string }
/** With the version that was on the screen: words that lay on the device meanwhile are not about what a colleague has written since. */
type Draft = Words & { version: number }

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
    keep.mutate(() => call(endStaffDesignation, { params, query: { version: actor.staffDesignationVersion } }), {
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
                onClick={() =>
                  keep.mutate(() => call(designateForStaff, { params, body: { ...ended, version: actor.staffDesignationVersion } }), {
                    onSuccess: () => setEnded(null),
                  })
                }
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
  const now = useNow()
  const today = isoDate(now)
  const keep = useKeepContacts(actor.code)
  const language = useLanguage()
  const {
    value: words,
    change,
    clear,
  } = useDraft<Draft>(`${user.id}:designation:${actor.code}`, {
    basis: held?.basis ?? '',
    validFrom: held?.validFrom ?? today,
    version: actor.staffDesignationVersion,
  })
  const [strict, setStrict] = useState(false)
  const isFuture = words.validFrom > today
  const basis = words.basis.trim()
  const isOvertaken = keep.isError && problemOf(keep.error).code === 'stale-version'
  function save(version = words.version) {
    setStrict(true)
    if (basis === '' || words.validFrom === '' || isFuture || keep.isPending) return
    change((before) => ({ ...before, version }))
    keep.mutate(() => call(designateForStaff, { params: { code: actor.code }, body: { basis, validFrom: words.validFrom, version } }), {
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
        !isOvertaken && (
          <>
            <Button loading={keep.isPending} onClick={() => save()}>
              {held ? <Trans>Spara</Trans> : <Trans>Utpeka</Trans>}
            </Button>
            <Button variant="tertiary" onClick={onClose}>
              <Trans>Avbryt</Trans>
            </Button>
          </>
        )
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
      <CountedField
        size="small"
        label={t`På vilken grund?`}
        description={t`Till exempel mötet, protokollet eller överenskommelsen där det står.`}
        value={words.basis}
        most={textLimits.basis}
        autoComplete="off"
        error={strict && basis === '' ? t`Skriv vad det grundar sig på.` : undefined}
        onChange={(event) => change((before) => ({ ...before, basis: event.target.value.replaceAll(/[\r\n\t]/gu, ' ') }))}
      />
      {isOvertaken && (
        <Merge
          title={<Trans>En kollega har ändrat det här under tiden.</Trans>}
          versions={
            <MergeVersion title={<Trans>Så står det nu</Trans>}>
              {held ? (
                <>
                  <Trans>Utpekad sedan {day(held.validFrom, now, language)}.</Trans> {held.basis}
                </>
              ) : (
                <Trans>Inte utpekad.</Trans>
              )}
            </MergeVersion>
          }
        >
          <Button size="small" variant="secondary" onClick={() => save(actor.staffDesignationVersion)}>
            <Trans>Spara mina ord</Trans>
          </Button>
          <Button
            size="small"
            variant="tertiary"
            onClick={() => {
              clear()
              onClose()
            }}
          >
            <Trans>Behåll kollegans</Trans>
          </Button>
        </Merge>
      )}
      {keep.isError && !isOvertaken && <ErrorState error={keep.error} retry={() => save()} />}
    </Dialog>
  )
}
