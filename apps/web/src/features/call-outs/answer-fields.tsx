import type { ActivationSummary } from '@samverkan/contract'
import { useLingui as useMessages } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Checkbox, CheckboxGroup, TextField } from '@navikt/ds-react'
import { CountedField } from '../../ui/counted-field.tsx'
import { type Answer, answers, textLimits } from '@samverkan/domain'
import { useEffect, useRef } from 'react'
import { answerWords } from '../../lib/answers.ts'
import { forumOf, useForumShort } from '../../lib/forum-names.ts'
import { Segments } from '../../ui/segments.tsx'

/** An answer while it is being written: everything as text, so that half a number is kept too. */
export type AnswerDraft = { answer: Answer | ''; person: string; deputy: string; eta: string; comment: string; activationIds: string[] }

export const emptyAnswer = (activationIds: string[]): AnswerDraft => ({
  answer: '',
  person: '',
  deputy: '',
  eta: '',
  comment: '',
  activationIds,
})

/** Minutes, or undefined for an empty field; null when what stands there is no number of minutes within a day. */
export function etaOf(eta: string): number | undefined | null {
  const text = eta.trim()
  if (text === '') return undefined
  const minutes = Number(text)
  return Number.isInteger(minutes) && minutes >= 0 && minutes <= 1440 ? minutes : null
}
export const isComplete = (draft: AnswerDraft): draft is AnswerDraft & { answer: Answer } =>
  draft.answer !== '' && draft.activationIds.length > 0 && etaOf(draft.eta) !== null

/** What crosses the wire: which forums only when it is not all of them. */
export const bodyOf = (draft: AnswerDraft & { answer: Answer }, all: number) => ({
  answer: draft.answer,
  person: draft.person.trim(),
  deputy: draft.deputy.trim(),
  comment: draft.comment.trim(),
  etaMinutes: etaOf(draft.eta) ?? undefined,
  ...(draft.activationIds.length < all ? { activationIds: draft.activationIds } : {}),
})

type Props = {
  draft: AnswerDraft
  onChange: (change: Partial<AnswerDraft>) => void
  activations: readonly ActivationSummary[]
  /** How many presses something missing has stopped: it is told, and comes into view each time. */
  stopped: number
}

/** Deltar, följer or ej berörd, and what is good to know about it. Only the answer itself must be given. */
export function AnswerFields({ draft, onChange, activations, stopped }: Props) {
  const { t } = useLingui()
  const { _ } = useMessages()
  const forumShort = useForumShort()
  const fields = useRef<HTMLDivElement>(null)
  const strict = stopped > 0
  const missing = draft.answer === '' ? '[type="radio"]' : draft.activationIds.length === 0 ? '[type="checkbox"]' : '.answer-eta input'
  const latest = useRef(missing)
  useEffect(() => {
    latest.current = missing
  })
  useEffect(() => {
    const field = stopped > 0 && fields.current?.querySelector<HTMLElement>(latest.current)
    if (!field) return
    field.focus({ preventScroll: true })
    field.scrollIntoView({ block: 'nearest' })
  }, [stopped])
  return (
    <div className="answer-fields" ref={fields}>
      <div>
        <Segments
          legend={t`Svar`}
          value={draft.answer as Answer}
          onChange={(answer) => onChange({ answer })}
          options={answers.map((word) => [word, _(answerWords[word])] as const)}
        />
        {strict && draft.answer === '' && (
          <p className="field-error" role="alert">
            <Trans>Välj ett svar. Det andra du skrivit finns kvar.</Trans>
          </p>
        )}
      </div>
      {activations.length > 1 && (
        <CheckboxGroup
          legend={t`Gäller`}
          value={draft.activationIds}
          onChange={(activationIds: string[]) => onChange({ activationIds })}
          error={strict && draft.activationIds.length === 0 ? t`Välj minst ett forum.` : undefined}
        >
          {activations.map((activation) => (
            <Checkbox key={activation.id} value={activation.id}>
              {forumShort(forumOf(activation))}
            </Checkbox>
          ))}
        </CheckboxGroup>
      )}
      <div className="answer-pair">
        <CountedField
          size="small"
          label={t`Vem deltar (frivilligt)`}
          value={draft.person}
          most={textLimits.title}
          autoComplete="off"
          onChange={(event) => onChange({ person: event.target.value })}
        />
        <CountedField
          size="small"
          label={t`Ersättare (frivilligt)`}
          value={draft.deputy}
          most={textLimits.title}
          autoComplete="off"
          onChange={(event) => onChange({ deputy: event.target.value })}
        />
      </div>
      <TextField
        size="small"
        className="answer-eta"
        label={t`Ansluter om antal minuter (frivilligt)`}
        inputMode="numeric"
        value={draft.eta}
        autoComplete="off"
        onChange={(event) => onChange({ eta: event.target.value })}
        error={strict && etaOf(draft.eta) === null ? t`Skriv minuter med siffror, högst 1440.` : undefined}
      />
      <CountedField
        size="small"
        label={t`Kommentar (frivilligt)`}
        value={draft.comment}
        most={textLimits.remark}
        autoComplete="off"
        onChange={(event) => onChange({ comment: event.target.value })}
      />
    </div>
  )
}
