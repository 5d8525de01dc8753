import type { ActivationSummary, Board, BoardRow } from '@samverkan/contract'
import { useLingui as useMessages } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { ClockDashedIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import type { Answer } from '@samverkan/domain'
import { useState } from 'react'
import { answerWords } from '../../lib/answers.ts'
import { useDraft } from '../../lib/drafts.ts'
import { clockToday } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { problemOf } from '../../lib/problem.ts'
import { useSession } from '../../lib/session.tsx'
import { announce } from '../../ui/announcer.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Segments } from '../../ui/segments.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { AnswerFields, bodyOf, emptyAnswer, isComplete, type AnswerDraft } from './answer-fields.tsx'
import { leadingAnswer } from './board-order.ts'
import { useGive } from './queries.ts'
import { answeredSince, type Body, isForLine, latestAnswer, reached, type ReachedDraft } from './reached-out.ts'
import { meansWords } from './words.ts'

type Props = { board: Board; row: BoardRow /** By the server's clock. */; now: number; onClose: () => void }

/** The forums of the row that can still be answered; those of them without an answer are what one most likely means. */
function choices(board: Board, row: BoardRow) {
  const open = board.activations.filter((activation) => row.activationIds.includes(activation.id) && !activation.closedAt)
  const unanswered = open.filter((activation) => !row.answers.some((answer) => answer.activationId === activation.id))
  return { open, first: (unanswered.length > 0 ? unanswered : open).map((activation) => activation.id) }
}

/** A draft may be older than the end of a forum it names. */
const onlyOpen = <Draft extends AnswerDraft>(draft: Draft, open: readonly ActivationSummary[]): Draft => ({
  ...draft,
  activationIds: draft.activationIds.filter((id) => open.some((activation) => activation.id === id)),
})

/** One answer under one key, however often the press is repeated: sent at once, and where there is no network laid in the line, with the moment it was said. */
function useGiven({ board, row, now, onClose }: Props, isOwn: boolean, clear: () => void) {
  const { t } = useLingui()
  const { user, actingAs } = useSession()
  const [key, setKey] = useState(() => crypto.randomUUID())
  const giving = useGive(board.incidentCode)
  const give = (draft: ReachedDraft, body: Body) => {
    if (giving.isPending) return
    const { functionCode } = actingAs
    const { actorId, actorName } = row
    const place = { userId: user.id, functionCode, code: board.incidentCode, actorId, actorName, isOwn, draft }
    const done = () => {
      clear()
      onClose()
    }
    giving.mutate(
      { key, place, body },
      {
        onSuccess: done,
        onError: (error) => {
          // What is refused and then changed is another answer.
          if (!isForLine(error)) return setKey(crypto.randomUUID())
          const who = { userId: user.id, actorId: actingAs.actor?.id ?? null, functionCode }
          reached.give(who, { key, place, body, at: now, page: location.pathname })
          announce(t`Svaret för ${actorName} är nedskrivet och skickas när nätet är tillbaka.`)
          done()
        },
      },
    )
  }
  return { give, giving }
}

/** My own actor's answer, given in the portal. */
export function OwnAnswerDialog(props: Props) {
  const { board, row, onClose } = props
  const session = useSession()
  const { open, first } = choices(board, row)
  const before = leadingAnswer(row)
  const {
    value: kept,
    change,
    clear,
  } = useDraft<AnswerDraft>(`${session.user.id}:answer:${board.incidentCode}`, {
    ...emptyAnswer(before ? open.map((activation) => activation.id) : first),
    ...(before ? { answer: before.answer, person: before.person, deputy: before.deputy, comment: before.comment } : {}),
  })
  const draft = onlyOpen(kept, open)
  const [stopped, setStopped] = useState(0)
  const { give, giving: answer } = useGiven(props, true, clear)
  function send(): void {
    if (!isComplete(draft)) return setStopped((presses) => presses + 1)
    give({ ...draft, means: 'other' }, { ...bodyOf(draft, open.length), means: 'other' })
  }
  return (
    <Dialog
      title={<Trans>Svara för {row.actorName}</Trans>}
      onClose={onClose}
      actions={
        <>
          <Button onClick={send} loading={answer.isPending}>
            {before ? <Trans>Ändra svaret</Trans> : <Trans>Skicka svaret</Trans>}
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            <Trans>Avbryt</Trans>
          </Button>
        </>
      }
    >
      <AnswerFields draft={draft} onChange={(part) => change((old) => ({ ...old, ...part }))} activations={open} stopped={stopped} />
      {answer.isError && !isForLine(answer.error) && <ErrorState error={answer.error} retry={send} />}
    </Dialog>
  )
}

/** "Nådd på annat sätt": what somebody said by phone or Rakel, written down by the duty officer. */
export function ReachedDialog(props: Props) {
  const { board, row, now, onClose } = props
  const { t } = useLingui()
  const { _ } = useMessages()
  const session = useSession()
  const { open, first } = choices(board, row)
  const {
    value: kept,
    change,
    clear,
  } = useDraft<ReachedDraft>(`${session.user.id}:reached:${board.incidentCode}:${row.actorId}`, { ...emptyAnswer(first), means: 'phone' })
  const draft = onlyOpen(kept, open)
  const [stopped, setStopped] = useState(0)
  const means = ['phone', 'rakel', 'other'] as const
  const names = { phone: t`Telefon`, rakel: 'Rakel', other: t`Annat sätt` }
  const { give, giving } = useGiven(props, false, clear)
  // What was known when the first word was taken down goes with it: what the actor says itself after that is asked about.
  const write = (part: Partial<ReachedDraft>) => change((old) => ({ basedOn: latestAnswer(row.answers), ...old, ...part }))
  const known = kept.basedOn === undefined ? latestAnswer(row.answers) : kept.basedOn
  const refusedBy = giving.isError && problemOf(giving.error).code === 'stale-version'
  const meanwhile = answeredSince(row.answers, known)
  function send(): void {
    if (!isComplete(draft)) return setStopped((presses) => presses + 1)
    // With the other answer in sight, a press says that these words still hold.
    const basedOn = meanwhile ? latestAnswer(row.answers) : known
    const takenDownAt = draft.takenDownAt ?? new Date(now).toISOString()
    const said = { ...draft, basedOn, takenDownAt }
    give(said, { ...bodyOf(draft, open.length), means: draft.means, takenDownAt, basedOn })
  }
  return (
    <Dialog
      title={<Trans>{row.actorName} – nådd på annat sätt</Trans>}
      onClose={onClose}
      actions={
        <>
          <Button onClick={send} loading={giving.isPending}>
            {meanwhile ? <Trans>Spara ändå</Trans> : <Trans>Spara svaret</Trans>}
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            <Trans>Avbryt</Trans>
          </Button>
        </>
      }
    >
      <Segments
        legend={t`Hur ni fick kontakt`}
        value={draft.means}
        onChange={(chosen) => write({ means: chosen })}
        options={means.map((word) => [word, names[word]] as const)}
      />
      <AnswerFields draft={draft} onChange={write} activations={open} stopped={stopped} />
      <p className="t-data mut">
        <Trans>Svaret märks med {_(meansWords[draft.means])} på tavlan och i loggen, med ditt namn.</Trans>
      </p>
      {meanwhile && <Meanwhile name={row.actorName} since={meanwhile} />}
      {giving.isError && !refusedBy && !isForLine(giving.error) && <ErrorState error={giving.error} retry={send} />}
    </Dialog>
  )
}

/** The actor has answered itself since this was taken down: both are here, and nothing takes the other's place without a press. */
function Meanwhile({ name, since }: { name: string; since: { answer: Answer; answeredAt: string } }) {
  const { _ } = useMessages()
  const now = useNow()
  const language = useLanguage()
  const answer = _(answerWords[since.answer])
  const at = clockToday(since.answeredAt, now, language)
  return (
    <Banner tone="warning" icon={<ClockDashedIcon aria-hidden />}>
      <Trans>
        {name} svarade själv {at}: {answer}. Det du skrev ner är äldre eller annat än det. Spara bara om det fortfarande gäller, eller
        stäng.
      </Trans>
    </Banner>
  )
}
