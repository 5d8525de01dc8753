import type { Meeting, MeetingChannel } from '@samverkan/contract'
import { useLingui } from '@lingui/react'
import { Trans } from '@lingui/react/macro'
import { Button } from '@navikt/ds-react'
import { type FormEvent, useId, useState } from 'react'
import { channelWords } from '../../lib/answers.ts'
import { useDraft } from '../../lib/drafts.ts'
import { problemOf } from '../../lib/problem.ts'
import { useSession } from '../../lib/session.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Merge, MergeVersion } from '../../ui/merge.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { ChannelField, MinutesField, minutesOf, TitleField, WhereFields } from './meeting-fields.tsx'
import { useEditMeeting } from './queries.ts'
import './form.css'

type Props = { meeting: Meeting; onClose: () => void }

/** How one takes part: title, length, way of meeting, place, dial-in. The time is moved for itself, with a reason. */
export function EditDialog({ meeting, onClose }: Props) {
  const { _ } = useLingui()
  const form = useId()
  const { user } = useSession()
  // Of this version: what somebody began on an older one is not put over a newer.
  const [draftOf] = useState(`${user.id}:edit-meeting:${meeting.code}:${meeting.version}`)
  const {
    value: body,
    change: setBody,
    clear,
  } = useDraft(draftOf, {
    title: meeting.title === meeting.forum.nameSv ? '' : meeting.title,
    minutes: String(meeting.minutes),
    channel: meeting.channel as MeetingChannel,
    place: meeting.place,
    dialIn: meeting.dialIn,
  })
  // The version it was opened on; after a refusal the one that stands, once it has been seen.
  const [version, setVersion] = useState(meeting.version)
  const edit = useEditMeeting(meeting.code)
  const minutes = minutesOf(body.minutes)
  const set = (part: Partial<typeof body>) => setBody({ ...body, ...part })
  const isStale = edit.isError && problemOf(edit.error).code === 'stale-version'
  // Until it has come nothing is said of how it stands, and nothing can be put over it.
  const isOvertaken = isStale && meeting.version !== version
  const inWords = ({ title, channel, place, dialIn }: Pick<Meeting, 'title' | 'channel' | 'place' | 'dialIn'>, length: string) => (
    <p className="wide">{[title, `${length} min`, _(channelWords[channel]), place, dialIn].filter(Boolean).join(', ')}</p>
  )
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    if (minutes === null || edit.isPending) return
    const on = isOvertaken ? meeting.version : version
    setVersion(on)
    edit.mutate({ ...body, title: body.title.trim(), minutes, version: on }, { onSuccess: () => (clear(), onClose()) })
  }
  return (
    <Dialog
      title={<Trans>Ändra uppgifter om mötet</Trans>}
      onClose={onClose}
      actions={
        <>
          <Button type="submit" form={form} loading={edit.isPending}>
            {isOvertaken ? <Trans>Spara mina ord</Trans> : <Trans>Spara</Trans>}
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            <Trans>Avbryt</Trans>
          </Button>
        </>
      }
    >
      <form id={form} className="meeting-form" onSubmit={submit}>
        <TitleField value={body.title} onChange={(title) => set({ title })} />
        <div className="pair">
          <ChannelField value={body.channel} onChange={(channel) => set({ channel })} />
          <MinutesField value={body.minutes} onChange={(written) => set({ minutes: written })} />
        </div>
        <WhereFields value={body} onChange={set} />
      </form>
      {isOvertaken ? (
        <Merge
          title={<Trans>Någon annan ändrade mötet medan du skrev. Båda versionerna finns kvar.</Trans>}
          versions={
            <>
              <MergeVersion title={<Trans>Så står det nu</Trans>}>{inWords(meeting, String(meeting.minutes))}</MergeVersion>
              <MergeVersion title={<Trans>Ditt</Trans>}>
                {inWords({ ...body, title: body.title.trim() || meeting.forum.nameSv }, body.minutes)}
              </MergeVersion>
            </>
          }
        >
          <Button size="small" variant="tertiary" onClick={() => (clear(), onClose())}>
            <Trans>Behåll kollegans</Trans>
          </Button>
        </Merge>
      ) : isStale ? (
        <LoadingState rows={2} />
      ) : (
        edit.isError && <ErrorState error={edit.error} retry={() => submit()} />
      )}
    </Dialog>
  )
}
