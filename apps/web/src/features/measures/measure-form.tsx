import { CallError, type Measure } from '@samverkan/contract'
import { dueFault, lastDueDate, textLimits } from '@samverkan/domain'
import { Trans, useLingui } from '@lingui/react/macro'
import { FilesIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { CountedField, CountedText } from '../../ui/counted-field.tsx'
import { type ReactNode, useState } from 'react'
import { type useDraft } from '../../lib/drafts.ts'
import { day, isoDate } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { ownerChoice } from '../../lib/measures.ts'
import { useNow } from '../../lib/now.ts'
import { problemOf } from '../../lib/problem.ts'
import { Banner } from '../../ui/banner.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { OwnerName } from '../../ui/measure-row.tsx'
import { OwnerSelect } from '../../ui/owner-select.tsx'
import { ErrorState } from '../../ui/states.tsx'

export type Words = { title: string; description: string; owner: string; dueOn: string }
export const wordsOf = (measure: Measure): Words => ({
  title: measure.title,
  description: measure.description,
  owner: ownerChoice(measure),
  dueOn: measure.dueOn,
})
/** The newer measure that came with a refusal, when somebody else was first. */
export const newerOf = (error: unknown): Measure | null =>
  error instanceof CallError && problemOf(error).code === 'stale-version' ? ((error.problem?.current as Measure | undefined) ?? null) : null

type Props = {
  title: ReactNode
  submit: ReactNode
  draft: ReturnType<typeof useDraft<Words>>
  /** The day that stands already may be kept, also when it has passed. */
  keptDue?: string
  only?: { id: string; name: string }
  lead?: ReactNode
  isPending: boolean
  error: unknown
  /** `version` is that of the newer measure, when one was shown and written over on purpose. */
  onSend: (words: Words, onVersion?: number) => void
  onClose: () => void
}

/** What is to be done, by whom and when: one form for a new measure and for a changed one. */
export function MeasureForm({ title, submit, draft, keptDue, only, lead, isPending, error, onSend, onClose }: Props) {
  const { t } = useLingui()
  const now = useNow()
  const today = isoDate(now)
  const [strict, setStrict] = useState(false)
  const words = draft.value
  const set = (part: Partial<Words>) => draft.change((before) => ({ ...before, ...part }))
  const fault = words.dueOn === '' ? null : dueFault(words.dueOn, new Date(now), keptDue)
  const newer = newerOf(error)
  const whole = words.title.trim() !== '' && words.owner !== '' && words.dueOn !== '' && fault === null
  function send() {
    setStrict(true)
    if (whole && !isPending) onSend({ ...words, title: words.title.trim(), description: words.description.trim() }, newer?.version)
  }
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button loading={isPending} onClick={send}>
            {newer ? <Trans>Spara min version</Trans> : submit}
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            <Trans>Avbryt</Trans>
          </Button>
        </>
      }
    >
      {lead}
      <CountedField
        size="small"
        label={t`Vad ska göras?`}
        value={words.title}
        most={textLimits.title}
        autoComplete="off"
        onChange={(event) => set({ title: event.target.value.replaceAll(/[\r\n\t]/gu, ' ') })}
        error={strict && words.title.trim() === '' ? t`Skriv en rad om vad som ska göras.` : undefined}
      />
      <div className="measure-who">
        <OwnerSelect
          value={words.owner}
          onChange={(owner) => set({ owner })}
          error={strict && words.owner === '' ? t`Välj vem som ansvarar.` : undefined}
          {...(only ? { only } : {})}
        />
        <DateField
          label={t`Sista dag`}
          value={words.dueOn}
          min={today}
          max={lastDueDate(new Date(now))}
          onChange={(dueOn) => set({ dueOn })}
          error={
            fault === 'past'
              ? t`Dagen har redan varit.`
              : fault === 'too_far'
                ? t`Högst två år framåt.`
                : strict && words.dueOn === ''
                  ? t`Välj en dag.`
                  : undefined
          }
        />
      </div>
      <CountedText
        size="small"
        label={t`Mer om åtgärden`}
        description={t`Behövs inte alltid. Vad är klart när den är klar?`}
        value={words.description}
        minRows={3}
        maxRows={10}
        most={5000}
        onChange={(event) => set({ description: event.target.value })}
      />
      {newer ? <Newer newer={newer} /> : error !== null && <ErrorState error={error} retry={send} />}
    </Dialog>
  )
}

/** Both versions: mine in the fields above, theirs here. Nothing is overwritten in silence. */
function Newer({ newer }: { newer: Measure }) {
  const now = useNow()
  const language = useLanguage()
  const due = day(newer.dueOn, now, language)
  return (
    <>
      <Banner tone="info" icon={<FilesIcon aria-hidden />}>
        <Trans>Åtgärden ändrades medan du skrev. Din version står här ovanför, den andra här under. Båda finns kvar i historiken.</Trans>
      </Banner>
      <blockquote className="timeline-text wide measure-newer">
        <p className="strong">{newer.title}</p>
        <p className="t-data mut">
          <OwnerName measure={newer} /> · <Trans>senast {due}</Trans>
        </p>
        {newer.description && <p>{newer.description}</p>}
      </blockquote>
    </>
  )
}
