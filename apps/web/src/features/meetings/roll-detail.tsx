import { textLimits } from '@samverkan/domain'
import type { RollRow } from '@samverkan/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@navikt/ds-react'
import { CountedField } from '../../ui/counted-field.tsx'
import { type FormEvent, useId, useState } from 'react'
import { Dialog } from '../../ui/dialog.tsx'
import { Segments } from '../../ui/segments.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { useMark } from './queries.ts'
import './form.css'

type Props = { code: string; row: RollRow; onClose: () => void }
type Presence = 'present' | 'absent' | 'none'
type Mandate = 'yes' | 'no' | 'none'

/** Who speaks for the actor today and with what mandate (2:1), or that it has said that it will not come. */
export function RollDetail({ code, row, onClose }: Props) {
  const { t } = useLingui()
  const form = useId()
  const [presence, setPresence] = useState<Presence>(row.presence ?? 'present')
  const [person, setPerson] = useState(row.person)
  const [mandate, setMandate] = useState<Mandate>(row.hasMandate === null ? 'none' : row.hasMandate ? 'yes' : 'no')
  const mark = useMark(code)
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    if (mark.isPending) return
    mark.mutate(
      {
        actorCode: row.actor.code,
        body: {
          presence: presence === 'none' ? null : presence,
          person: person.trim(),
          hasMandate: mandate === 'none' ? null : mandate === 'yes',
        },
      },
      { onSuccess: onClose },
    )
  }
  return (
    <Dialog
      title={row.actor.name}
      onClose={onClose}
      actions={
        <>
          <Button type="submit" form={form} loading={mark.isPending}>
            <Trans>Spara</Trans>
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            <Trans>Avbryt</Trans>
          </Button>
        </>
      }
    >
      <form id={form} className="meeting-form" onSubmit={submit}>
        <Segments
          legend={t`Närvaro`}
          value={presence}
          onChange={setPresence}
          options={[
            ['present', t`Med`],
            ['absent', t`Anmält förhinder`],
            ['none', t`Inte avprickad`],
          ]}
        />
        <CountedField
          label={t`Vem företräder aktören?`}
          size="small"
          value={person}
          most={textLimits.title}
          onChange={(event) => setPerson(event.target.value)}
        />
        <Segments
          legend={t`Mandat att företräda`}
          value={mandate}
          onChange={setMandate}
          options={[
            ['yes', t`Ja`],
            ['no', t`Nej`],
            ['none', t`Inte frågat`],
          ]}
        />
      </form>
      {mark.isError && <ErrorState error={mark.error} retry={() => submit()} />}
    </Dialog>
  )
}
