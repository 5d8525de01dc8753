import { CallError, type Meeting, type TakenQuestion } from '@samverkan/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@navikt/ds-react'
import { type FormEvent, useId, useState } from 'react'
import { useDraft } from '../../lib/drafts.ts'
import { problemOf } from '../../lib/problem.ts'
import { useSession } from '../../lib/session.tsx'
import { announce } from '../../ui/announcer.tsx'
import { CountedText } from '../../ui/counted-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { ActorSelect } from './actor-select.tsx'
import { DateField, useDayFault } from './date-field.tsx'
import { useAnswerQuestion, useDropQuestion, useTakeQuestion } from './question-queries.ts'
import { TextMerge } from './text-merge.tsx'
import './form.css'

type Taking = { meeting: Meeting; itemId: string; actorCode: string | null; onClose: () => void }

/** Who takes the question home, and by which day it comes back: by the next meeting, unless somebody says otherwise. */
export function QuestionDialog({ meeting, itemId, actorCode, onClose }: Taking) {
  const { t } = useLingui()
  const form = useId()
  const { user } = useSession()
  const [key] = useState(() => crypto.randomUUID())
  const draft = useDraft<string>(`${user.id}:question:${itemId}`, '')
  const [owner, setOwner] = useState(actorCode ?? '')
  const [dueOn, setDueOn] = useState(meeting.next?.localDate ?? '')
  const [strict, setStrict] = useState(false)
  const dayFault = useDayFault()(dueOn)
  const take = useTakeQuestion(meeting.code, itemId)
  const text = draft.value.trim()
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    setStrict(true)
    if (text === '' || owner === '' || dayFault || take.isPending) return
    take.mutate(
      { key, body: { actorCode: owner, text, dueOn } },
      {
        onSuccess: () => {
          draft.clear()
          announce(t`Frågan är antecknad`)
          onClose()
        },
      },
    )
  }
  return (
    <Dialog
      title={<Trans>Fråga att ta hem</Trans>}
      onClose={onClose}
      actions={
        <>
          <Button type="submit" form={form} loading={take.isPending}>
            <Trans>Anteckna frågan</Trans>
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            <Trans>Avbryt</Trans>
          </Button>
        </>
      }
    >
      <form id={form} className="meeting-form" noValidate onSubmit={submit}>
        <CountedText
          label={t`Vad är frågan?`}
          size="small"
          minRows={2}
          maxRows={6}
          most={500}
          value={draft.value}
          onChange={(event) => draft.change(event.target.value)}
          error={strict && text === '' ? t`Skriv vad aktören ska återkomma om.` : undefined}
        />
        <ActorSelect
          meeting={meeting}
          label={t`Vem tar med den hem?`}
          value={owner}
          onChange={setOwner}
          error={strict && owner === '' ? t`Välj en aktör.` : undefined}
        >
          <option value="">{t`Välj aktör`}</option>
        </ActorSelect>
        <DateField label={t`Svar senast`} value={dueOn} onChange={setDueOn} error={strict ? dayFault : undefined} />
      </form>
      {take.isError && <ErrorState error={take.error} retry={() => submit()} />}
    </Dialog>
  )
}

type Answering = { code: string; question: TakenQuestion; onClose: () => void }

/** The answer of the actor, on the one that stood when it was begun; if somebody else answered meanwhile, both stand side by side. */
export function AnswerDialog({ code, question, onClose }: Answering) {
  const { t } = useLingui()
  const form = useId()
  const { user } = useSession()
  // With the version it was begun on: what lay on the device while a colleague answered must not take the place of that answer unseen.
  const draft = useDraft(`${user.id}:answer-to:${question.id}`, {
    text: question.answer?.text ?? '',
    basedOn: question.answer?.version ?? 0,
  })
  const [strict, setStrict] = useState(false)
  const answer = useAnswerQuestion(code, question.id)
  const text = draft.value.text.trim()
  const send = (words: string, on: number) =>
    answer.mutate({ text: words, basedOn: on }, { onSuccess: () => (draft.clear(), announce(t`Svaret är sparat`), onClose()) })
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    setStrict(true)
    if (text === '' || answer.isPending) return
    send(text, draft.value.basedOn)
  }
  const theirs = problemOf(answer.error).code === 'stale-version' && answer.error instanceof CallError ? standing(answer.error) : null
  return (
    <Dialog
      title={<Trans>Svara på frågan</Trans>}
      onClose={onClose}
      actions={
        !theirs && (
          <>
            <Button type="submit" form={form} loading={answer.isPending}>
              <Trans>Spara svaret</Trans>
            </Button>
            <Button variant="tertiary" onClick={onClose}>
              <Trans>Avbryt</Trans>
            </Button>
          </>
        )
      }
    >
      <p className="t-statement wide" lang="sv">
        {question.text}
      </p>
      {theirs ? (
        <TextMerge
          mine={text}
          theirs={{ text: theirs.text, by: theirs.answeredBy }}
          code="stale-version"
          onKeep={(kept) => send(kept, theirs.version)}
          onAgain={() => submit()}
          onDrop={() => (draft.clear(), onClose())}
        />
      ) : (
        <form id={form} className="meeting-form" noValidate onSubmit={submit}>
          <CountedText
            label={t`Svar, alla i forumet läser det`}
            size="small"
            minRows={3}
            maxRows={10}
            most={2000}
            value={draft.value.text}
            onChange={(event) => draft.change({ ...draft.value, text: event.target.value })}
            error={strict && text === '' ? t`Skriv ett svar.` : undefined}
          />
        </form>
      )}
      {answer.isError && !theirs && <ErrorState error={answer.error} retry={() => submit()} />}
    </Dialog>
  )
}
const standing = (error: CallError) => (error.problem?.current as TakenQuestion | undefined)?.answer ?? null

/** Noted by mistake: gone at a press here, never at a press by mistake on the page. */
export function DropDialog({ code, question, onClose }: Answering) {
  const { t } = useLingui()
  const drop = useDropQuestion(code, question.id)
  const send = () => drop.mutate(undefined, { onSuccess: () => (announce(t`Frågan är borttagen`), onClose()) })
  return (
    <Dialog
      title={<Trans>Ta bort frågan?</Trans>}
      onClose={onClose}
      actions={
        <>
          <Button data-color="danger" loading={drop.isPending} onClick={send}>
            <Trans>Ta bort frågan</Trans>
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            <Trans>Avbryt</Trans>
          </Button>
        </>
      }
    >
      <p className="t-statement wide" lang="sv">
        {question.text}
      </p>
      {drop.isError && <ErrorState error={drop.error} retry={send} />}
    </Dialog>
  )
}
