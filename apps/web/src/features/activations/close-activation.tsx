import type { ActivationSummary, Incident, Measure } from '@samverkan/contract'
import { CallError } from '@samverkan/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { FilesIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDraft } from '../../lib/drafts.ts'
import { clockToday } from '../../lib/formats.ts'
import { forumOf } from '../../lib/forum-names.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { problemOf } from '../../lib/problem.ts'
import { useSession, useWording } from '../../lib/session.tsx'
import { Banner } from '../../ui/banner.tsx'
import { CountedText } from '../../ui/counted-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { LeftBanner, useLeft } from '../../ui/left-behind.tsx'
import { ErrorState, Loaded, LoadingState } from '../../ui/states.tsx'
import { type Choices, ClosingMeasures, closingOf, noChoice } from './closing-measures.tsx'
import { openMeasuresQuery, useCloseActivation } from './queries.ts'

type Props = { activation: ActivationSummary; incident: Incident }

/** The button that ends an activation, and the note it asks for. */
export function CloseActivation({ activation, incident }: Props) {
  const wording = useWording()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size="small" variant="secondary" onClick={() => setOpen(true)}>
        <Trans>Avsluta</Trans>
        <span className="aksel-sr-only"> {wording(forumOf(activation))}</span>
      </Button>
      {open && <CloseDialog activation={activation} incident={incident} onClose={() => setOpen(false)} />}
    </>
  )
}

function CloseDialog({ activation, incident, onClose }: Props & { onClose: () => void }) {
  const { t } = useLingui()
  const session = useSession()
  const wording = useWording()
  const now = useNow()
  const draft = useDraft<{ note: string; choices: Choices }>(`${session.user.id}:closing:${activation.id}`, { note: '', choices: {} })
  const { note, choices } = draft.value
  const [strict, setStrict] = useState(false)
  // The version this dialog was opened on: what others changed meanwhile must be seen, not overwritten.
  const [version, setVersion] = useState(activation.version)
  const closing = useCloseActivation()
  // Answers that were written down for this incident and have not left: after the end nobody takes them.
  const mine = useLeft((rest) => ['reached', 'answer'].some((form) => `${rest}:`.startsWith(`${form}:${incident.code}:`)))
  const forum = wording(forumOf(activation))
  const isLast = incident.activations.filter((one) => !one.closedAt).length === 1
  const newer = newerOf(closing.error, activation.id)
  // Sent before the list had come, a press is not lost: the server knows the measures, and its refusal brings them.
  const [unseen, setUnseen] = useState(false)
  const remain = closing.isError && problemOf(closing.error).code === 'measures-remain'
  const open = useQuery(openMeasuresQuery(incident.code))
  // The refusal carries the list as it stands; what the list has heard since is newer still.
  const listed = open.data ?? remainingOf(closing.error)
  const measures = listed?.filter((measure) => isLast || measure.activationId === activation.id) ?? []
  const answers = measures.map((measure) => closingOf(measure, choices[measure.id] ?? noChoice(measure), new Date(now)))
  function send(onVersion: number) {
    setStrict(true)
    const given = answers.filter((answer) => answer !== null)
    if (note.trim() === '' || given.length < measures.length || closing.isPending) return
    setVersion(onVersion)
    setUnseen(listed === undefined)
    closing.mutate(
      { id: activation.id, note: note.trim(), version: onVersion, measures: given },
      {
        onSuccess: () => {
          draft.clear()
          onClose()
        },
      },
    )
  }
  return (
    <Dialog
      title={<Trans>Avsluta {forum}</Trans>}
      onClose={onClose}
      actions={
        <>
          {!newer?.closedAt && (
            <Button loading={closing.isPending} onClick={() => send(newer?.version ?? version)}>
              {newer ? <Trans>Avsluta ändå</Trans> : <Trans>Avsluta forumet</Trans>}
            </Button>
          )}
          <Button variant="tertiary" onClick={onClose}>
            {newer?.closedAt ? <Trans>Stäng</Trans> : <Trans>Avbryt</Trans>}
          </Button>
        </>
      }
    >
      <p className="t-statement">
        {isLast ? (
          <Trans>Det är händelsens sista aktiva forum. När det avslutas avslutas händelsen, och svarslänkarna slutar gälla.</Trans>
        ) : (
          <Trans>Svarslänkarna till forumet slutar gälla. Händelsens andra forum fortsätter.</Trans>
        )}
      </p>
      <CountedText
        label={t`Avslutande anteckning`}
        description={t`Vad ledde det till, vad återstår och vem följer upp?`}
        value={note}
        minRows={4}
        maxRows={14}
        most={5000}
        onChange={(event) => draft.change((before) => ({ ...before, note: event.target.value }))}
        error={strict && note.trim() === '' ? t`Skriv en rad om hur det slutade.` : undefined}
      />
      <LeftBanner left={mine.left} />
      {listed === undefined && (
        <Loaded query={open} loading={<LoadingState rows={1} />}>
          {() => null}
        </Loaded>
      )}
      {measures.length > 0 && (
        <ClosingMeasures
          measures={measures}
          choices={choices}
          strict={strict}
          onChange={(id, choice) => draft.change((before) => ({ ...before, choices: { ...before.choices, [id]: choice } }))}
        />
      )}
      {remain && !unseen && (
        <Banner tone="info" icon={<FilesIcon aria-hidden />}>
          <Trans>Åtgärderna ändrades medan du skrev. Se igenom dem här ovanför och avsluta igen.</Trans>
        </Banner>
      )}
      {newer ? <Newer newer={newer} /> : closing.isError && !remain && <ErrorState error={closing.error} retry={() => send(version)} />}
    </Dialog>
  )
}

/** The open measures as the server had them when it refused. */
function remainingOf(error: unknown): Measure[] | undefined {
  if (!(error instanceof CallError) || problemOf(error).code !== 'measures-remain') return undefined
  return (error.problem?.current as { measures: Measure[] } | undefined)?.measures
}

/** What stands on the server now, when somebody else was first; it came with the refusal. */
function newerOf(error: unknown, id: string): ActivationSummary | null {
  if (!(error instanceof CallError) || problemOf(error).code !== 'stale-version') return null
  return (error.problem?.current as Incident | undefined)?.activations?.find((activation) => activation.id === id) ?? null
}

/** Both versions: mine in the field above, theirs here. Nothing is overwritten in silence. */
function Newer({ newer }: { newer: ActivationSummary }) {
  const now = useNow()
  const language = useLanguage()
  const at = newer.closedAt && clockToday(newer.closedAt, now, language)
  return (
    <>
      <Banner tone="info" icon={<FilesIcon aria-hidden />}>
        {at ? (
          <Trans>Någon annan avslutade forumet {at}. Din anteckning finns kvar här ovanför.</Trans>
        ) : (
          <Trans>Forumet ändrades medan du skrev. Din anteckning finns kvar; läs igenom och avsluta igen om det stämmer.</Trans>
        )}
      </Banner>
      {newer.closingNote && (
        <blockquote className="timeline-text wide">
          <p>{newer.closingNote}</p>
        </blockquote>
      )}
    </>
  )
}
