import type { ActivationSummary, Board, BoardRow } from '@samverkan/contract'
import { useLingui as useMessages } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { ClockDashedIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { useState } from 'react'
import { useDraft } from '../../lib/drafts.ts'
import { useSession } from '../../lib/session.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Segments } from '../../ui/segments.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { AnswerFields, bodyOf, emptyAnswer, isComplete, type AnswerDraft } from './answer-fields.tsx'
import { leadingAnswer } from './board-order.ts'
import { useAnswerOwn, useMarkReached } from './queries.ts'
import { meansWords } from './words.ts'

type Props = { board: Board; row: BoardRow; onClose: () => void }

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

/** A key that lives as long as the dialog: pressing twice or trying again answers once. */
const useKey = () => useState(() => crypto.randomUUID())[0]

/** My own actor's answer, given in the portal. */
export function OwnAnswerDialog({ board, row, onClose }: Props) {
  const session = useSession()
  const key = useKey()
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
  const answer = useAnswerOwn(board.incidentCode)
  function send(): void {
    if (answer.isPending) return
    if (!isComplete(draft)) return setStopped((presses) => presses + 1)
    answer.mutate(
      { key, body: bodyOf(draft, open.length) },
      {
        onSuccess: () => {
          clear()
          onClose()
        },
      },
    )
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
      {answer.isPaused && <WaitsForNetwork />}
      {answer.isError && <ErrorState error={answer.error} retry={send} />}
    </Dialog>
  )
}

type ReachedDraft = AnswerDraft & { means: 'phone' | 'rakel' | 'other' }

/** "Nådd på annat sätt": what somebody said by phone or Rakel, written down by the duty officer. */
export function ReachedDialog({ board, row, onClose }: Props) {
  const { t } = useLingui()
  const { _ } = useMessages()
  const session = useSession()
  const key = useKey()
  const { open, first } = choices(board, row)
  const {
    value: kept,
    change,
    clear,
  } = useDraft<ReachedDraft>(`${session.user.id}:reached:${board.incidentCode}:${row.actorId}`, { ...emptyAnswer(first), means: 'phone' })
  const draft = onlyOpen(kept, open)
  const [stopped, setStopped] = useState(0)
  const reached = useMarkReached(board.incidentCode, row.actorId)
  const means = ['phone', 'rakel', 'other'] as const
  const names = { phone: t`Telefon`, rakel: 'Rakel', other: t`Annat sätt` }
  function send(): void {
    if (reached.isPending) return
    if (!isComplete(draft)) return setStopped((presses) => presses + 1)
    reached.mutate(
      { key, body: { ...bodyOf(draft, open.length), means: draft.means } },
      {
        onSuccess: () => {
          clear()
          onClose()
        },
      },
    )
  }
  return (
    <Dialog
      title={<Trans>{row.actorName} – nådd på annat sätt</Trans>}
      onClose={onClose}
      actions={
        <>
          <Button onClick={send} loading={reached.isPending}>
            <Trans>Spara svaret</Trans>
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
        onChange={(chosen) => change((old) => ({ ...old, means: chosen }))}
        options={means.map((word) => [word, names[word]] as const)}
      />
      <AnswerFields draft={draft} onChange={(part) => change((old) => ({ ...old, ...part }))} activations={open} stopped={stopped} />
      <p className="t-data mut">
        <Trans>Svaret märks med {_(meansWords[draft.means])} på tavlan och i loggen, med ditt namn.</Trans>
      </p>
      {reached.isPaused && <WaitsForNetwork />}
      {reached.isError && <ErrorState error={reached.error} retry={send} />}
    </Dialog>
  )
}

/** A button that only turns says nothing: the answer lies here and leaves by itself. */
const WaitsForNetwork = () => (
  <Banner tone="warning" icon={<ClockDashedIcon aria-hidden />}>
    <Trans>Ingen anslutning. Svaret är sparat här och skickas när nätet är tillbaka. Stäng inte sidan.</Trans>
  </Banner>
)
