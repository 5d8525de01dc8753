import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useLingui as useMessages } from '@lingui/react'
import { FileTextIcon, MegaphoneSpeakingFillIcon, TestFlaskIcon } from '@navikt/aksel-icons'
import { Button, Textarea } from '@navikt/ds-react'
import { CountedField, CountedText } from '../../ui/counted-field.tsx'
import type { ActivationRequest } from '@samverkan/contract'
import { activationLimits, type ConferenceChannel, textLimits } from '@samverkan/domain'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { channelWords } from '../../lib/answers.ts'
import { useDraft } from '../../lib/drafts.ts'
import { clockToday } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { serverNow, useNow } from '../../lib/now.ts'
import { useSession } from '../../lib/session.tsx'
import { paths } from '../../paths.ts'
import { Banner } from '../../ui/banner.tsx'
import { ExerciseFrame } from '../../ui/exercise-frame.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Segments } from '../../ui/segments.tsx'
import { LoadedPage } from '../../ui/states.tsx'
import { AdaptDialog } from './adapt-dialog.tsx'
import { ConfirmDialog } from './confirm-dialog.tsx'
import {
  bodyOf,
  calledIn,
  composed,
  doubtOf,
  emptyForm,
  type Form,
  isSkipped,
  type Missing,
  missingIn,
  type Preview,
  reachOf,
  startsAt,
} from './form.ts'
import { ForumChoices, IncidentChoice } from './forum-choices.tsx'
import { MessagePane } from './message-pane.tsx'
import { previewQuery, requestsQuery, useActivate } from './queries.ts'
import { Recipients } from './recipients.tsx'
import { StartField } from './start-field.tsx'
import { useSimilar } from './use-similar.ts'
import './activate.css'

/** Aktivera forum: one page with sensible defaults; the only thing that must be written is what has happened (ux.md). */
export function ActivatePage() {
  const { t } = useLingui()
  const [search] = useSearchParams()
  const requestId = search.get('begaran')
  const incidentCode = search.get('handelse')
  const preview = useQuery(previewQuery)
  const requests = useInfiniteQuery({ ...requestsQuery, enabled: requestId !== null })
  const request = requests.data?.pages.flatMap((page) => page.items).find(({ id }) => id === requestId) ?? null
  const waiting = requestId !== null && requests.isPending
  return (
    <LoadedPage query={waiting ? ({ ...preview, data: undefined } as typeof preview) : preview} title={t`Aktivera forum`}>
      {(data) => <ActivateForm key={`${requestId} ${incidentCode}`} preview={data} request={request} incidentCode={incidentCode} />}
    </LoadedPage>
  )
}

function ActivateForm({
  preview,
  request,
  incidentCode,
}: {
  preview: Preview
  request: ActivationRequest | null
  incidentCode: string | null
}) {
  const { t } = useLingui()
  const { _ } = useMessages()
  const navigate = useNavigate()
  const session = useSession()
  const now = useNow()
  const language = useLanguage()
  const draft = useDraft<Form>(
    [session.user.id, 'activate', request?.id ?? incidentCode ?? ''].join(':'),
    emptyForm(preview, request, incidentCode),
  )
  const { change } = draft
  const incident = preview.openIncidents.find(({ code }) => code === draft.value.incidentCode) ?? null
  // The incident of an older draft may have ended meanwhile: then this is a new one, and the page says so.
  const form: Form = { ...draft.value, incidentCode: incident?.code ?? null }
  const set = (part: Partial<Form>) => change((old) => ({ ...old, ...part }))
  const [strict, setStrict] = useState(false)
  const [adapting, setAdapting] = useState<string | null>(null)
  // Frozen when the screen of confirmation opens: what stands there is what is sent, also at the second press.
  const [confirming, setConfirming] = useState<Date | null>(null)
  const activation = useActivate()
  const similar = useSimilar()
  /** The words that were asked about and are meant as they stand. */
  const [meant, setMeant] = useState<string | null>(null)
  const doubt = doubtOf(form)

  const called = calledIn(form, preview)
  const reach = reachOf(called, preview.contactReviewDays, now)
  const at = confirming ?? startsAt(form.start, now)
  const message = composed(form, preview, at)
  const faults = (at: number): Missing[] => [...missingIn(form, called), ...(isSkipped(form.start, at) ? (['skipped-hour'] as const) : [])]
  const missing = strict ? faults(now) : []
  const tooLong = missingIn(form, called).includes('long-title')
  const mostInTitle = activationLimits.title
  const count = reach.actors.length
  const limits = called.map(({ forum }) => now + forum.lateAfterMinutes * 60_000)
  const adapted = preview.forums.find(({ forumCode }) => forumCode === adapting)

  const toggle = (code: string) =>
    set({
      forums: form.forums.some((one) => one.code === code)
        ? form.forums.filter((one) => one.code !== code)
        : [...form.forums, { code, actorIds: null }],
    })
  const startOver = () => {
    draft.clear()
    change(emptyForm(preview, request, incidentCode))
    activation.reset()
  }
  function ask(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    setStrict(true)
    const pressedAt = serverNow()
    const [first] = faults(pressedAt)
    if (first) return showField(event.currentTarget, first)
    activation.reset()
    similar.forget()
    setConfirming(startsAt(form.start, pressedAt))
  }
  function send(isAnother: boolean) {
    if (activation.isPending || !confirming) return
    const said = { wordsMeant: doubt !== null && doubt === meant, otherThan: similar.answered(isAnother) }
    activation.mutate(
      { key: form.key, body: bodyOf(form, called, confirming, said) },
      {
        onError: similar.hear,
        onSuccess: (started) => {
          draft.clear()
          void navigate(paths.callOut(started.code))
        },
      },
    )
  }
  const restoredAt = draft.restored !== null && form.title !== '' ? clockToday(draft.restored, now, language) : null
  const requestedAt = request && clockToday(request.receivedAt, now, language)
  return (
    <ExerciseFrame on={form.isExercise}>
      <form className="activate" onSubmit={ask} noValidate>
        <div className="activate-form">
          <div className="row wrap activate-head">
            <PageTitle>{t`Aktivera forum`}</PageTitle>
            <span className="t-data mut">
              <Trans>Bara första raden måste fyllas i</Trans>
            </span>
          </div>
          {request && (
            <Banner tone="info" icon={<MegaphoneSpeakingFillIcon aria-hidden />}>
              <Trans>
                Begärt {requestedAt} av {request.requestedBy}, {request.actor.name}. Kallas forumet in svarar det på begäran.
              </Trans>
            </Banner>
          )}
          {restoredAt && (
            <Banner
              tone="info"
              icon={<FileTextIcon aria-hidden />}
              action={
                <Button type="button" size="small" variant="tertiary" data-color="neutral" onClick={startOver}>
                  <Trans>Börja om</Trans>
                </Button>
              }
            >
              <Trans>Utkastet från {restoredAt} är ifyllt.</Trans>
            </Banner>
          )}
          <div className="fields" data-field="what">
            <Textarea
              className="one-line"
              label={t`Vad har hänt?`}
              value={form.title}
              minRows={1}
              maxRows={4}
              onChange={(event) => set({ title: event.target.value.replace(/\s*\n+\s*/gu, ' ') })}
              onKeyDown={(event) => {
                if (event.key === 'Enter') event.preventDefault()
              }}
              error={
                tooLong
                  ? t`Högst ${mostInTitle} tecken får plats på raden. Flytta resten till ”Beskriv mer”.`
                  : missing.includes('title')
                    ? t`Skriv en rad om vad som har hänt. Resten är ifyllt.`
                    : undefined
              }
            />
            <details className="more-words" data-field="more" open={form.description !== ''}>
              <summary>
                <Trans>Beskriv mer (frivilligt)</Trans>
              </summary>
              <CountedText
                label={t`Mer om händelsen`}
                hideLabel
                size="small"
                minRows={3}
                maxRows={12}
                most={activationLimits.description}
                value={form.description}
                onChange={(event) => set({ description: event.target.value })}
              />
            </details>
          </div>
          <IncidentChoice
            form={form}
            preview={preview}
            onChoose={(code) => {
              const chosen = preview.openIncidents.find((one) => one.code === code)
              set({ incidentCode: code, ...(chosen ? { isExercise: chosen.isExercise } : {}) })
            }}
          />
          {draft.value.incidentCode !== null && incident === null && (
            <p className="t-data">
              <Trans>Händelsen du hade valt är avslutad. Inkallningen blir en ny händelse.</Trans>
            </p>
          )}
          <ForumChoices form={form} preview={preview} now={now} onToggle={toggle} error={missing.includes('forums')} />
          <div className="activate-pair">
            <Segments
              legend={t`Konferens`}
              value={form.channel}
              onChange={(channel) => set({ channel })}
              options={(Object.keys(channelWords) as ConferenceChannel[]).map((channel) => [channel, _(channelWords[channel])] as const)}
            />
            <StartField
              start={form.start}
              now={now}
              onChange={(start) => set({ start })}
              error={missing.includes('clock') ? 'clock' : missing.includes('skipped-hour') ? 'skipped-hour' : null}
            />
          </div>
          <CountedField
            size="small"
            label={t`Anslutning (frivilligt)`}
            description={t`Telefonnummer och kod, talgrupp, länk eller adress`}
            value={form.dialIn}
            most={textLimits.dialIn}
            autoComplete="off"
            onChange={(event) => set({ dialIn: event.target.value })}
          />
          <Recipients
            called={called}
            reach={reach}
            reviewDays={preview.contactReviewDays}
            narrowingReason={form.narrowingReason}
            onReason={(narrowingReason) => set({ narrowingReason })}
            onAdapt={setAdapting}
            empty={missing.flatMap((one) => (typeof one === 'object' ? [one.emptyForum] : []))}
          />
        </div>
        <aside className="activate-message" data-field="message" aria-label={t`Meddelandet som går ut`}>
          <MessagePane
            message={message}
            edited={form.message}
            isExercise={form.isExercise}
            dialIn={form.dialIn.trim()}
            recipients={reach.recipients}
            firstLimit={limits.length > 0 ? new Date(Math.min(...limits)) : null}
            onEdit={(edited) => set({ message: edited })}
            missing={missing.includes('message')}
          />
        </aside>
        <section className="activate-bar" aria-label={t`Kalla in`}>
          <RealOrExercise isExercise={form.isExercise} locked={incident !== null} onChange={(isExercise) => set({ isExercise })} />
          <span className="spring" />
          <span className="t-data mut desk activate-sum">
            <Plural value={reach.recipients} one="# kontakt nås med e-post" other="# kontakter nås med e-post" />
          </span>
          <Button type="submit" icon={form.isExercise ? <TestFlaskIcon aria-hidden /> : <MegaphoneSpeakingFillIcon aria-hidden />}>
            {form.isExercise && <Trans>Öva: </Trans>}
            <Plural value={count} one="Kalla in # aktör" other="Kalla in # aktörer" />
          </Button>
        </section>
      </form>
      {adapted && (
        <AdaptDialog
          forum={adapted}
          chosen={called.find(({ forum }) => forum === adapted)?.actors.map(({ id }) => id) ?? []}
          onClose={() => setAdapting(null)}
          onChoose={(actorIds) => set({ forums: form.forums.map((one) => (one.code === adapted.forumCode ? { ...one, actorIds } : one)) })}
        />
      )}
      {confirming && (
        <ConfirmDialog
          form={form}
          called={called}
          reach={reach}
          at={at}
          message={form.message ?? message}
          incidentTitle={incident?.title ?? null}
          doubt={doubt !== null && doubt !== meant}
          mayChangeMode={incident === null}
          onMeant={() => setMeant(doubt)}
          onChangeMode={() => set({ isExercise: !form.isExercise })}
          similar={similar.told}
          onAnother={() => send(true)}
          sending={activation.isPending}
          error={activation.error}
          onSend={() => send(false)}
          onClose={() => setConfirming(null)}
        />
      )}
    </ExerciseFrame>
  )
}

/** Where each fault is mended. The pressed button is at the foot of a long page: its answer must come into view. */
const fieldOf = (missing: Missing): string => {
  if (typeof missing === 'object') return `[data-called="${missing.emptyForum}"] button`
  return {
    title: '[data-field="what"] textarea',
    'long-title': '[data-field="what"] textarea',
    description: '[data-field="more"] textarea',
    forums: '[data-field="forums"] input:enabled',
    clock: '[data-field="clock"] input',
    'skipped-hour': '[data-field="clock"] input',
    reason: '[data-field="reason"] textarea',
    message: '[data-field="message"] :is(textarea, button)',
  }[missing]
}
function showField(form: HTMLFormElement, missing: Missing): void {
  const field = form.querySelector<HTMLElement>(fieldOf(missing))
  const folded = field?.closest('details')
  if (folded) folded.open = true
  field?.focus({ preventScroll: true })
  field?.scrollIntoView({ block: 'nearest' })
}

/** Real or exercise: seen before the press, from across the room. Within an incident it is what the incident is. */
function RealOrExercise({
  isExercise,
  locked,
  onChange,
}: {
  isExercise: boolean
  locked: boolean
  onChange: (isExercise: boolean) => void
}) {
  return (
    <fieldset className="real-or-exercise" disabled={locked}>
      <legend className="aksel-sr-only">
        <Trans>Skarpt eller övning</Trans>
      </legend>
      <label className="is-real">
        <input type="radio" name="real" checked={!isExercise} onChange={() => onChange(false)} />
        <MegaphoneSpeakingFillIcon aria-hidden />
        <Trans>Skarpt</Trans>
      </label>
      <label className="is-exercise">
        <input type="radio" name="real" checked={isExercise} onChange={() => onChange(true)} />
        <TestFlaskIcon aria-hidden />
        <Trans>Övning</Trans>
      </label>
    </fieldset>
  )
}
