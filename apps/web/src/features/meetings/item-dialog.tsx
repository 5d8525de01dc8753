import { textLimits } from '@samverkan/domain'
import type { AgendaItem, ItemKind, Meeting } from '@samverkan/contract'
import { useLingui as useMessages } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { CallError } from '@samverkan/contract'
import { FilesIcon } from '@navikt/aksel-icons'
import { Button, Select, TextField } from '@navikt/ds-react'
import { CountedField } from '../../ui/counted-field.tsx'
import { type FormEvent, useId, useState } from 'react'
import { useDraft } from '../../lib/drafts.ts'
import { problemOf } from '../../lib/problem.ts'
import { useSession } from '../../lib/session.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { ActorSelect } from './actor-select.tsx'
import { type ItemBody, useRemoveItem, useSaveItem } from './queries.ts'
import { itemKindWords } from './words.ts'
import './form.css'

type Props = { meeting: Meeting; item: AgendaItem | null; onClose: () => void }

/** One item of the agenda, new or changed on the version it was opened on. */
export function ItemDialog({ meeting, item, onClose }: Props) {
  const { t } = useLingui()
  const { _ } = useMessages()
  const form = useId()
  const [key] = useState(() => crypto.randomUUID())
  const [basedOn, setBasedOn] = useState(item?.version ?? 0)
  const { user } = useSession()
  // Of this version: what somebody began on an older one is not put over a newer.
  const [draftOf] = useState(`${user.id}:agenda-item:${meeting.code}:${item ? `${item.id}:${item.version}` : 'new'}`)
  const {
    value: body,
    change: setBody,
    clear,
  } = useDraft(draftOf, {
    title: item?.title ?? '',
    kind: item?.kind ?? ('information' as ItemKind),
    presenterActorCode: item?.presenterActor?.code ?? null,
    presenter: item?.presenter ?? '',
    minutes: item?.minutes?.toString() ?? '',
  })
  const [strict, setStrict] = useState(false)
  const save = useSaveItem(meeting.code)
  const remove = useRemoveItem(meeting.code)
  const minutes = body.minutes.trim() === '' ? null : Number(body.minutes)
  const badMinutes = minutes !== null && !(Number.isInteger(minutes) && minutes >= 1 && minutes <= 600)
  const newer = newerOf(save.error)
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    setStrict(true)
    if (body.title.trim() === '' || badMinutes || save.isPending) return
    const sent: ItemBody = { ...body, title: body.title.trim(), presenter: body.presenter.trim(), minutes }
    const on = newer?.version ?? basedOn
    setBasedOn(on)
    save.mutate({ key, body: sent, change: item && { itemId: item.id, basedOn: on } }, { onSuccess: () => (clear(), onClose()) })
  }
  return (
    <Dialog
      title={item ? <Trans>Ändra punkten</Trans> : <Trans>Ny punkt på dagordningen</Trans>}
      onClose={onClose}
      actions={
        <>
          <Button type="submit" form={form} loading={save.isPending}>
            {newer ? <Trans>Spara min ändå</Trans> : item ? <Trans>Spara</Trans> : <Trans>Lägg till</Trans>}
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            <Trans>Avbryt</Trans>
          </Button>
          {item && item.notes.length === 0 && item.measures.length === 0 && (
            <Button
              variant="tertiary"
              data-color="danger"
              loading={remove.isPending}
              onClick={() => remove.mutate({ itemId: item.id, basedOn: item.version }, { onSuccess: onClose })}
            >
              <Trans>Ta bort punkten</Trans>
            </Button>
          )}
        </>
      }
    >
      <form id={form} className="meeting-form" onSubmit={submit}>
        <CountedField
          label={t`Rubrik`}
          size="small"
          value={body.title}
          most={textLimits.title}
          onChange={(event) => setBody({ ...body, title: event.target.value })}
          error={strict && body.title.trim() === '' ? t`Skriv vad punkten handlar om.` : undefined}
        />
        <div className="pair">
          <Select
            label={t`Slag`}
            size="small"
            value={body.kind}
            onChange={(event) => setBody({ ...body, kind: event.target.value as ItemKind })}
          >
            {Object.entries(itemKindWords).map(([kind, words]) => (
              <option key={kind} value={kind}>
                {_(words)}
              </option>
            ))}
          </Select>
          <TextField
            label={t`Minuter`}
            size="small"
            inputMode="numeric"
            value={body.minutes}
            onChange={(event) => setBody({ ...body, minutes: event.target.value })}
            error={badMinutes ? t`Skriv ett antal minuter.` : undefined}
          />
        </div>
        <ActorSelect
          meeting={meeting}
          label={t`Aktör som föredrar`}
          value={body.presenterActorCode ?? ''}
          onChange={(code) => setBody({ ...body, presenterActorCode: code || null })}
        >
          <option value="">{t`Ingen särskild aktör`}</option>
        </ActorSelect>
        <CountedField
          label={t`Person eller funktion`}
          size="small"
          value={body.presenter}
          most={textLimits.title}
          onChange={(event) => setBody({ ...body, presenter: event.target.value })}
        />
        <button type="submit" hidden />
      </form>
      {newer && (
        <Banner tone="info" icon={<FilesIcon aria-hidden />}>
          <Trans>Någon annan ändrade punkten medan du skrev. Där står nu ”{newer.title}”. Det du skrivit finns kvar.</Trans>
        </Banner>
      )}
      {save.isError && !newer && <ErrorState error={save.error} retry={() => submit()} />}
      {remove.isError && <ErrorState error={remove.error} />}
    </Dialog>
  )
}

/** The item as it stands on the server, when somebody else was first; it came with the refusal. */
function newerOf(error: unknown): AgendaItem | null {
  if (!(error instanceof CallError) || problemOf(error).code !== 'stale-version') return null
  return (error.problem?.current as AgendaItem | undefined) ?? null
}
