import { activatableForums, activationLimits, charactersIn, type ConferenceChannel, textLimits, tidyText } from '@samverkan/domain'
import { useLingui as useMessages } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { CheckmarkCircleFillIcon, PersonGroupIcon } from '@navikt/aksel-icons'
import { Button, Checkbox, Select } from '@navikt/ds-react'
import { CountedField, CountedText } from '../../ui/counted-field.tsx'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { channelWords } from '../../lib/answers.ts'
import { useDraft } from '../../lib/drafts.ts'
import { useMay, useSession, useWording } from '../../lib/session.tsx'
import { Banner } from '../../ui/banner.tsx'
import { ExerciseFrame } from '../../ui/exercise-frame.tsx'
import { Panel } from '../../ui/panel.tsx'
import { RefusedFields } from '../../ui/refused-fields.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { forumNamesQuery, useRequestActivation } from './queries.ts'

type Draft = {
  key: string
  reason: string
  forumCode: string
  channelWish: ConferenceChannel | ''
  onBehalfOf: string
  isExercise: boolean
}
const longest = activationLimits.requestReason
const empty = (): Draft => ({
  key: crypto.randomUUID(),
  reason: '',
  forumCode: activatableForums[0] ?? '',
  channelWish: '',
  onBehalfOf: '',
  isExercise: false,
})

/** What has happened and which forum is wanted; the duty officer is told at once and nobody else is called. */
export function RequestForm({ quiet }: { quiet?: boolean }) {
  const { t } = useLingui()
  const { _ } = useMessages()
  const session = useSession()
  const wording = useWording()
  const forOthers = useMay()('activations.request-for-others')
  const reason = useRef<HTMLTextAreaElement>(null)
  const forums = useQuery(forumNamesQuery)
  const { value: draft, change, clear } = useDraft<Draft>(`${session.user.id}:request`, empty())
  const [strict, setStrict] = useState(false)
  const request = useRequestActivation()
  const set = (part: Partial<Draft>) => change((old) => ({ ...old, ...part }))
  const known = activatableForums.flatMap((code) => forums.data?.find((forum) => forum.code === code) ?? [])
  const missing = strict && draft.reason.trim() === ''
  const stopped = draft.reason.trim() === '' || charactersIn(tidyText(draft.reason)) > longest
  function send(event: FormEvent) {
    event.preventDefault()
    setStrict(true)
    // Too long is told under the field, which comes into view; nothing is cut off.
    if (stopped) {
      reason.current?.focus()
      return
    }
    if (request.isPending) return
    request.mutate(
      {
        key: draft.key,
        body: {
          reason: draft.reason.trim(),
          forumCode: draft.forumCode,
          channelWish: draft.channelWish || undefined,
          onBehalfOf: (forOthers && draft.onBehalfOf.trim()) || undefined,
          isExercise: draft.isExercise,
        },
      },
      {
        onSuccess: () => {
          setStrict(false)
          clear()
          change(empty())
        },
      },
    )
  }
  return (
    <ExerciseFrame on={draft.isExercise}>
      <Panel title={quiet ? <Trans>Skriv in en begäran</Trans> : <Trans>Vad behöver ni hjälp med?</Trans>} padded>
        <form className="request-form" onSubmit={send} noValidate>
          <CountedText
            ref={reason}
            size="small"
            label={t`Vad har hänt, och varför behöver ni samverkan?`}
            value={draft.reason}
            minRows={3}
            maxRows={12}
            most={longest}
            onChange={(event) => set({ reason: event.target.value })}
            error={missing ? t`Skriv en rad om vad som har hänt.` : undefined}
          />
          <Select size="small" label={t`Forum`} value={draft.forumCode} onChange={(event) => set({ forumCode: event.target.value })}>
            {known.length === 0 && <option value={draft.forumCode}>{t`Hämtar forum…`}</option>}
            {known.map((forum) => (
              <option key={forum.code} value={forum.code}>
                {wording(forum)}
              </option>
            ))}
          </Select>
          <Select
            size="small"
            label={t`Helst genom (frivilligt)`}
            value={draft.channelWish}
            onChange={(event) => set({ channelWish: event.target.value as Draft['channelWish'] })}
          >
            <option value="">{t`Spelar ingen roll`}</option>
            {(Object.keys(channelWords) as ConferenceChannel[]).map((channel) => (
              <option key={channel} value={channel}>
                {_(channelWords[channel])}
              </option>
            ))}
          </Select>
          {forOthers && (
            <CountedField
              size="small"
              label={t`För någon annans räkning (frivilligt)`}
              description={t`En part utanför samverkan som ni framför begäran för`}
              value={draft.onBehalfOf}
              most={textLimits.title}
              autoComplete="off"
              onChange={(event) => set({ onBehalfOf: event.target.value })}
            />
          )}
          <Checkbox size="small" checked={draft.isExercise} onChange={(event) => set({ isExercise: event.target.checked })}>
            <Trans>Det här är en övning</Trans>
          </Checkbox>
          {request.isError && <ErrorState error={request.error} />}
          <RefusedFields />
          {request.isSuccess && (
            <Banner tone="info" icon={<CheckmarkCircleFillIcon aria-hidden />}>
              <Trans>Begäran är skickad. TiB ser den nu, och du följer den i listan.</Trans>
            </Banner>
          )}
          <div>
            <Button
              type="submit"
              variant={quiet ? 'secondary' : 'primary'}
              loading={request.isPending}
              icon={<PersonGroupIcon aria-hidden />}
            >
              <Trans>Begär aktivering</Trans>
            </Button>
          </div>
        </form>
      </Panel>
    </ExerciseFrame>
  )
}
