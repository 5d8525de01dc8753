import { cut, textLimits } from '@samverkan/domain'
import type { Meeting } from '@samverkan/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@navikt/ds-react'
import { CountedField } from '../../ui/counted-field.tsx'
import { type FormEvent, useId, useState } from 'react'
import { announce } from '../../ui/announcer.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { ActorSelect } from './actor-select.tsx'
import { DateField, useDayFault } from './date-field.tsx'
import { useAddMeasure } from './queries.ts'

type Props = { meeting: Meeting; itemId: string; title: string; actorCode: string | null; onDone: () => void; onClose: () => void }

/** A measure has one owner, an actor or the office, and a date; a forum never owns one (P-02). */
export function MeasureDialog({ meeting, itemId, title, actorCode, onDone, onClose }: Props) {
  const { t } = useLingui()
  const form = useId()
  const [key] = useState(() => crypto.randomUUID())
  const [words, setWords] = useState(cut(title, textLimits.title))
  const [owner, setOwner] = useState(actorCode ?? '')
  const [dueOn, setDueOn] = useState(meeting.next?.localDate ?? '')
  const [strict, setStrict] = useState(false)
  const dayFault = useDayFault()(dueOn)
  const add = useAddMeasure(meeting.code, itemId)
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    setStrict(true)
    if (words.trim() === '' || owner === '' || dayFault || add.isPending) return
    add.mutate(
      { key, body: { title: words.trim(), ownerActorCode: owner === office ? null : owner, dueOn } },
      {
        onSuccess: () => {
          announce(t`Åtgärden är skapad`)
          onDone()
        },
      },
    )
  }
  return (
    <Dialog
      title={<Trans>Ny åtgärd</Trans>}
      onClose={onClose}
      actions={
        <>
          <Button type="submit" form={form} loading={add.isPending}>
            <Trans>Skapa åtgärden</Trans>
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            <Trans>Avbryt</Trans>
          </Button>
        </>
      }
    >
      <form id={form} className="meeting-form" noValidate onSubmit={submit}>
        <CountedField
          label={t`Vad ska göras?`}
          size="small"
          value={words}
          most={textLimits.title}
          onChange={(event) => setWords(event.target.value)}
          error={strict && words.trim() === '' ? t`Skriv vad som ska göras.` : undefined}
        />
        <ActorSelect
          meeting={meeting}
          label={t`Vem äger åtgärden?`}
          value={owner}
          onChange={setOwner}
          error={strict && owner === '' ? t`Välj en aktör eller kansliet.` : undefined}
        >
          <option value="">{t`Välj ägare`}</option>
          <option value={office}>{t`Kansliet`}</option>
        </ActorSelect>
        <DateField label={t`Klar senast`} value={dueOn} onChange={setDueOn} error={strict ? dayFault : undefined} />
        {/* Enter in a field sends. */}
        <button type="submit" hidden />
      </form>
      {add.isError && <ErrorState error={add.error} retry={() => submit()} />}
    </Dialog>
  )
}
const office = '(office)'
