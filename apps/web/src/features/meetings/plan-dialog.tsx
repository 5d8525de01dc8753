import type { MeetingChannel } from '@samverkan/contract'
import { existsOnWall, hasPassed } from '@samverkan/domain'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Checkbox, Select } from '@navikt/ds-react'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { useNavigate } from 'react-router'
import { useDraft } from '../../lib/drafts.ts'
import { useNow } from '../../lib/now.ts'
import { problemOf } from '../../lib/problem.ts'
import { useSession, useWording } from '../../lib/session.tsx'
import { paths } from '../../paths.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorState, Loaded, LoadingState } from '../../ui/states.tsx'
import { readClock } from '../../lib/read-clock.ts'
import { DateField, TimeField, useDayFault } from './date-field.tsx'
import { ChannelField, MinutesField, minutesOf, TitleField, WhereFields } from './meeting-fields.tsx'
import { forumChoicesQuery, usePlanMeeting } from './queries.ts'
import './form.css'

type Draft = {
  key: string
  forumCode: string
  title: string
  localDate: string
  localTime: string
  minutes: string
  channel: MeetingChannel
  place: string
  dialIn: string
  asksReports: boolean
  isExercise: boolean
  /** Not in what older pages left on the device. */
  afterwards?: boolean
}
const empty = (): Draft => ({
  key: crypto.randomUUID(),
  forumCode: '',
  title: '',
  localDate: '',
  localTime: '',
  minutes: '60',
  channel: 'video',
  place: '',
  dialIn: '',
  asksReports: false,
  isExercise: false,
})

/** A meeting beside the weekly series; its agenda begins as the forum's proposal. */
export function PlanDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const form = useId()
  const wording = useWording()
  const navigate = useNavigate()
  const { user } = useSession()
  const forums = useQuery(forumChoicesQuery)
  const [first] = useState(empty)
  const { value: draft, change, clear } = useDraft<Draft>(`${user.id}:plan-meeting`, first)
  const [strict, setStrict] = useState(false)
  const plan = usePlanMeeting()
  const dayFault = useDayFault()(draft.localDate)
  const set = (part: Partial<Draft>) => change({ ...draft, ...part })
  const time = readClock(draft.localTime)
  const minutes = minutesOf(draft.minutes)
  const now = useNow()
  const isSkipped = !dayFault && time !== null && !existsOnWall(draft.localDate, time)
  // Seen from the server's clock when the two differ: then the box comes with the refusal.
  const isPast =
    !dayFault &&
    time !== null &&
    (hasPassed(draft.localDate, time, new Date(now)) || (plan.isError && problemOf(plan.error).code === 'time-passed'))
  const isMissed = isPast && !draft.afterwards
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    setStrict(true)
    if (!draft.forumCode || dayFault || !time || minutes === null || isSkipped || isMissed || plan.isPending) return
    const { key, afterwards, ...body } = draft
    plan.mutate(
      { key, body: { ...body, title: body.title.trim(), localTime: time, minutes, ...(isPast && afterwards ? { afterwards } : {}) } },
      {
        onSuccess: ({ code }) => {
          clear()
          onClose()
          void navigate(paths.meeting(code))
        },
      },
    )
  }
  return (
    <Dialog
      title={<Trans>Planera möte</Trans>}
      onClose={onClose}
      actions={
        <>
          <Button type="submit" form={form} loading={plan.isPending}>
            <Trans>Planera mötet</Trans>
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            <Trans>Avbryt</Trans>
          </Button>
        </>
      }
    >
      <Loaded query={forums} loading={<LoadingState rows={3} />}>
        {(items) => (
          <form id={form} className="meeting-form" noValidate onSubmit={submit}>
            <Select
              label={t`Forum`}
              size="small"
              value={draft.forumCode}
              onChange={(event) => set({ forumCode: event.target.value })}
              error={strict && !draft.forumCode ? t`Välj ett forum.` : undefined}
            >
              <option value="">{t`Välj forum`}</option>
              {items.map((forum) => (
                <option key={forum.code} value={forum.code}>
                  {wording(forum)}
                </option>
              ))}
            </Select>
            <TitleField value={draft.title} onChange={(title) => set({ title })} />
            <div className="pair">
              <DateField
                label={t`Dag`}
                value={draft.localDate}
                onChange={(localDate) => set({ localDate })}
                error={strict ? dayFault : undefined}
              />
              <TimeField
                label={t`Klockslag`}
                value={draft.localTime}
                onChange={(localTime) => set({ localTime })}
                error={
                  strict
                    ? !time
                      ? t`Skriv klockslaget som 16:00.`
                      : isSkipped
                        ? t`Klockan ställs fram från 02 till 03 den natten. Välj ett klockslag före 02 eller från 03.`
                        : isMissed
                          ? t`Det klockslaget har varit. Välj ett senare, eller kryssa för att mötet förs in i efterhand.`
                          : undefined
                    : undefined
                }
              />
              <MinutesField value={draft.minutes} onChange={(written) => set({ minutes: written })} />
            </div>
            {isPast && (
              <Checkbox size="small" checked={draft.afterwards ?? false} onChange={(event) => set({ afterwards: event.target.checked })}>
                <Trans>Mötet har redan börjat eller hållits. Jag för in det i efterhand.</Trans>
              </Checkbox>
            )}
            <ChannelField value={draft.channel} onChange={(channel) => set({ channel })} />
            <WhereFields value={draft} onChange={set} />
            <div>
              <Checkbox size="small" checked={draft.asksReports} onChange={(event) => set({ asksReports: event.target.checked })}>
                <Trans>Be aktörerna förrapportera</Trans>
              </Checkbox>
              <Checkbox size="small" checked={draft.isExercise} onChange={(event) => set({ isExercise: event.target.checked })}>
                <Trans>Övning</Trans>
              </Checkbox>
            </div>
          </form>
        )}
      </Loaded>
      {plan.isError && <ErrorState error={plan.error} retry={() => submit()} />}
    </Dialog>
  )
}
