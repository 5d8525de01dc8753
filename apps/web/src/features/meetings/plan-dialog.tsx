import type { MeetingChannel } from '@samverkan/contract'
import { useLingui as useMessages } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Checkbox, Select, TextField } from '@navikt/ds-react'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { useNavigate } from 'react-router'
import { channelWords } from '../../lib/answers.ts'
import { useDraft } from '../../lib/drafts.ts'
import { useSession, useWording } from '../../lib/session.tsx'
import { paths } from '../../paths.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorState, Loaded, LoadingState } from '../../ui/states.tsx'
import { readClock } from '../../lib/read-clock.ts'
import { DateField, TimeField, useDayFault } from './date-field.tsx'
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
  const { _ } = useMessages()
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
  const minutes = Number(draft.minutes)
  const badMinutes = !(Number.isInteger(minutes) && minutes >= 5 && minutes <= 600)
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    setStrict(true)
    if (!draft.forumCode || dayFault || !time || badMinutes || plan.isPending) return
    const { key, ...body } = draft
    plan.mutate(
      { key, body: { ...body, title: body.title.trim(), localTime: time, minutes } },
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
            <TextField
              label={t`Rubrik`}
              description={t`Tom blir forumets namn.`}
              size="small"
              value={draft.title}
              maxLength={200}
              onChange={(event) => set({ title: event.target.value })}
            />
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
                error={strict && !time ? t`Skriv klockslaget som 16:00.` : undefined}
              />
              <TextField
                label={t`Minuter`}
                size="small"
                inputMode="numeric"
                value={draft.minutes}
                maxLength={3}
                onChange={(event) => set({ minutes: event.target.value })}
                error={badMinutes ? t`Mellan 5 och 600.` : undefined}
              />
            </div>
            <Select
              label={t`Mötessätt`}
              size="small"
              value={draft.channel}
              onChange={(event) => set({ channel: event.target.value as MeetingChannel })}
            >
              {Object.entries(channelWords).map(([channel, words]) => (
                <option key={channel} value={channel}>
                  {_(words)}
                </option>
              ))}
            </Select>
            <TextField
              label={t`Plats`}
              size="small"
              value={draft.place}
              maxLength={200}
              onChange={(event) => set({ place: event.target.value })}
            />
            <TextField
              label={t`Anslutning`}
              description={t`Nummer och kod, eller länk`}
              size="small"
              value={draft.dialIn}
              maxLength={300}
              onChange={(event) => set({ dialIn: event.target.value })}
            />
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
