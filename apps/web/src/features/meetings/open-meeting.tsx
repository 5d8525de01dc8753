import type { Meeting } from '@samverkan/contract'
import { Trans } from '@lingui/react/macro'
import { Button } from '@navikt/ds-react'
import { type FormEvent, useId, useState } from 'react'
import { useDraft } from '../../lib/drafts.ts'
import { clock, dayAndClock } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { problemOf } from '../../lib/problem.ts'
import { useSession } from '../../lib/session.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { useAdvance } from './queries.ts'
import { Reason } from './reschedule.tsx'
import './form.css'

/** Opens the meeting: at one press from an hour before, with a reason earlier on the day; until then it says from when. To others, who does. */
export function OpenMeeting({ meeting }: { meeting: Meeting }) {
  const now = useNow()
  const language = useLanguage()
  const [asking, setAsking] = useState(false)
  const open = useAdvance(meeting.code)
  const { opening, openedBy, version } = meeting
  if (!opening)
    return (
      openedBy && (
        <span className="opens-from t-data mut">
          {openedBy === 'office' ? <Trans>Kansliet öppnar mötet</Trans> : <Trans>TiB öppnar mötet</Trans>}
        </span>
      )
    )
  if (now < Date.parse(opening.withReason))
    return (
      <span className="opens-from t-data mut num">
        <Trans>Kan öppnas från {dayAndClock(opening.withReason, now, language)}</Trans>
      </span>
    )
  const isEarly = now < Date.parse(opening.freely)
  // The server's clock decides: where this one is ahead, it is asked after all.
  const close = () => (setAsking(false), open.reset())
  const refused = open.isError && problemOf(open.error).code !== 'reason-needed'
  return (
    <>
      <Button
        size="small"
        loading={open.isPending && !asking}
        onClick={() => (isEarly ? setAsking(true) : open.mutate({ action: 'open', version }, { onError: askIfNeeded(setAsking) }))}
      >
        <Trans>Öppna mötet</Trans>
      </Button>
      {asking && <EarlyDialog meeting={meeting} open={open} onClose={close} />}
      {refused && !asking && (
        <Dialog title={<Trans>Det gick inte</Trans>} onClose={close}>
          <ErrorState error={open.error} />
        </Dialog>
      )}
    </>
  )
}
const askIfNeeded = (setAsking: (asking: boolean) => void) => (error: unknown) => {
  if (problemOf(error).code === 'reason-needed') setAsking(true)
}

function EarlyDialog({ meeting, open, onClose }: { meeting: Meeting; open: ReturnType<typeof useAdvance>; onClose: () => void }) {
  const form = useId()
  const { user } = useSession()
  const draft = useDraft<string>(`${user.id}:open-meeting:${meeting.code}`, '')
  const [strict, setStrict] = useState(false)
  const language = useLanguage()
  const reason = draft.value.trim()
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    setStrict(true)
    if (reason === '' || open.isPending) return
    open.mutate({ action: 'open', version: meeting.version, reason }, { onSuccess: () => (draft.clear(), onClose()) })
  }
  return (
    <Dialog
      title={<Trans>Öppna före utsatt tid?</Trans>}
      onClose={onClose}
      actions={
        <>
          <Button type="submit" form={form} loading={open.isPending}>
            <Trans>Öppna mötet</Trans>
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            <Trans>Avbryt</Trans>
          </Button>
        </>
      }
    >
      <p className="t-statement">
        <Trans>
          Mötet börjar {clock(meeting.startsAt, language)}. Skälet står i anteckningarna. Ska fler hinna med, flytta mötet: då får alla
          besked.
        </Trans>
      </p>
      <form id={form} className="meeting-form" onSubmit={submit}>
        <Reason value={draft.value} onChange={(value) => draft.change(value)} strict={strict} />
      </form>
      {open.isError && problemOf(open.error).code !== 'reason-needed' && <ErrorState error={open.error} retry={() => submit()} />}
    </Dialog>
  )
}
