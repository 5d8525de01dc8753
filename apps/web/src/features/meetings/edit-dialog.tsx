import type { Meeting, MeetingChannel } from '@samverkan/contract'
import { useLingui as useMessages } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Select, TextField } from '@navikt/ds-react'
import { type FormEvent, useId, useState } from 'react'
import { channelWords } from '../../lib/answers.ts'
import { problemOf } from '../../lib/problem.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { useEditMeeting } from './queries.ts'
import './form.css'

type Props = { meeting: Meeting; onClose: () => void }

/** How one takes part: title, length, way of meeting, place, dial-in. The time is moved for itself, with a reason. */
export function EditDialog({ meeting, onClose }: Props) {
  const { t } = useLingui()
  const { _ } = useMessages()
  const form = useId()
  const [body, setBody] = useState({
    title: meeting.title === meeting.forum.nameSv ? '' : meeting.title,
    minutes: String(meeting.minutes),
    channel: meeting.channel as MeetingChannel,
    place: meeting.place,
    dialIn: meeting.dialIn,
  })
  // The version it was opened on; after a refusal the one that stands, once it has been seen.
  const [version, setVersion] = useState(meeting.version)
  const edit = useEditMeeting(meeting.code)
  const minutes = Number(body.minutes)
  const badMinutes = !(Number.isInteger(minutes) && minutes >= 5 && minutes <= 600)
  const isStale = edit.isError && problemOf(edit.error).code === 'stale-version'
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    if (badMinutes || edit.isPending) return
    const on = isStale ? meeting.version : version
    setVersion(on)
    edit.mutate({ ...body, title: body.title.trim(), minutes, version: on }, { onSuccess: onClose })
  }
  return (
    <Dialog
      title={<Trans>Ändra uppgifter om mötet</Trans>}
      onClose={onClose}
      actions={
        <>
          <Button type="submit" form={form} loading={edit.isPending}>
            {isStale ? <Trans>Spara ändå</Trans> : <Trans>Spara</Trans>}
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            <Trans>Avbryt</Trans>
          </Button>
        </>
      }
    >
      <form id={form} className="meeting-form" onSubmit={submit}>
        <TextField
          label={t`Rubrik`}
          description={t`Tom blir forumets namn.`}
          size="small"
          value={body.title}
          maxLength={200}
          onChange={(event) => setBody({ ...body, title: event.target.value })}
        />
        <div className="pair">
          <Select
            label={t`Mötessätt`}
            size="small"
            value={body.channel}
            onChange={(event) => setBody({ ...body, channel: event.target.value as MeetingChannel })}
          >
            {Object.entries(channelWords).map(([channel, words]) => (
              <option key={channel} value={channel}>
                {_(words)}
              </option>
            ))}
          </Select>
          <TextField
            label={t`Minuter`}
            size="small"
            inputMode="numeric"
            value={body.minutes}
            maxLength={3}
            onChange={(event) => setBody({ ...body, minutes: event.target.value })}
            error={badMinutes ? t`Mellan 5 och 600.` : undefined}
          />
        </div>
        <TextField
          label={t`Plats`}
          size="small"
          value={body.place}
          maxLength={200}
          onChange={(event) => setBody({ ...body, place: event.target.value })}
        />
        <TextField
          label={t`Anslutning`}
          description={t`Nummer och kod, eller länk`}
          size="small"
          value={body.dialIn}
          maxLength={300}
          onChange={(event) => setBody({ ...body, dialIn: event.target.value })}
        />
      </form>
      {isStale ? (
        <p className="t-statement" role="alert">
          <Trans>Någon annan ändrade mötet medan du skrev. Det du skrivit finns kvar; spara igen om det stämmer.</Trans>
        </p>
      ) : (
        edit.isError && <ErrorState error={edit.error} retry={() => submit()} />
      )}
    </Dialog>
  )
}
