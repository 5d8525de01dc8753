import type { Board, BoardRow } from '@samverkan/contract'
import { useLingui as useMessages } from '@lingui/react'
import { plural } from '@lingui/core/macro'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { EnvelopeClosedIcon, TasklistIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { useParams } from 'react-router'
import { answerWords } from '../../lib/answers.ts'
import { useStillGroups } from '../../lib/hold-still.ts'
import { useNow } from '../../lib/now.ts'
import { useSendsLater } from '../../lib/sends-later.ts'
import { useLater } from '../../lib/sent-later.ts'
import { useSession } from '../../lib/session.tsx'
import { useNarrow } from '../../lib/use-narrow.ts'
import { announce } from '../../ui/announcer.tsx'
import { Loaded, LoadingPanel } from '../../ui/states.tsx'
import { OwnAnswerDialog, ReachedDialog } from './answer-dialogs.tsx'
import { arrange, callableAgain, endedOf, type Group, hasAnswered, layOut, leadingAnswer, placesOf, regroup } from './board-order.ts'
import { CalledNotice, useCalling } from './called-notice.tsx'
import { Cards, FullRows, type Placed, type RowActions } from './full-rows.tsx'
import { LastCalled } from './last-called.tsx'
import { OwnRow } from './own-row.tsx'
import { boardQuery, type CallAgain } from './queries.ts'
import { MailTroubleBanner } from './mail-trouble-banner.tsx'
import { waitingOn } from './reached-out.ts'
import { Rings } from './rings.tsx'
import { RollDialog } from './roll-dialog.tsx'
import { RowDetail } from './row-detail.tsx'
import { AnswerCounts, GroupHead, Strips } from './strips.tsx'
import { ticksWaiting, withTicks } from './ticks-out.ts'
import { WaitingAnswers } from './waiting-answer.tsx'
import { useChanges, useFocusFollowsRow } from './use-changes.ts'
import './board.css'

/** Inkallningstavlan: one row per actor, no answer first, live (ux.md, "Aktivera"). */
export function BoardPage() {
  const { code = '' } = useParams()
  const query = useQuery(boardQuery(code))
  return (
    <Loaded
      query={query}
      loading={
        <div className="board">
          <LoadingPanel rows={8} />
        </div>
      }
    >
      {(board) => <CallOutBoard board={board} />}
    </Loaded>
  )
}

type Opened = { kind: 'detail' | 'reached' | 'answer'; actorId: string } | { kind: 'roll'; actorId: null } | null

function CallOutBoard({ board: saved }: { board: Board }) {
  const { user } = useSession()
  const { turn } = useLater()
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- each turn may have changed what waits
  const board = useMemo(() => withTicks(saved, ticksWaiting(user.id, saved.incidentCode)), [saved, user.id, turn])
  const now = useNow()
  const narrow = useNarrow()
  const [opened, setOpened] = useState<Opened>(null)
  const again = useCalling(board.incidentCode)
  const changed = useChanges(board.rows, useTell(board))
  const { board: boardRef, remember } = useFocusFollowsRow()
  const closed = board.state === 'closed'
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- each turn may have changed what waits
  const waiting = useMemo(() => waitingOn(user.id, board.incidentCode), [user.id, board.incidentCode, turn])
  useSendsLater()
  const may = (action: string) => !closed && board.allowed.includes(action)
  const actions: RowActions = {
    ownActorId: board.ownActorId,
    open: (row) => setOpened({ kind: 'detail', actorId: row.actorId }),
    ...(may('call-outs.answer') ? { answer: (row: BoardRow) => setOpened({ kind: 'answer', actorId: row.actorId }) } : {}),
    ...(may('call-outs.mark-reached') ? { reached: (row: BoardRow) => setOpened({ kind: 'reached', actorId: row.actorId }) } : {}),
    ...(may('call-outs.call-again')
      ? {
          callAgain: (row: BoardRow, kind: CallAgain['kind']) => {
            setOpened(null)
            again.call({ kind, actorIds: [row.actorId] })
          },
        }
      : {}),
  }
  const ended = endedOf(board)
  const groups = arrange(board.rows, now, ended)
  const groupOf = placesOf(groups)
  // Where the rows stand: a row keeps its place under a hand, whatever it says by now.
  const stands = regroup(board.rows, useStillGroups(boardRef, groupOf), groupOf)
  const isOf = (row: BoardRow): Group => groupOf.get(row.actorId) ?? 'waiting'
  const { full } = layOut(stands)
  const openOrder = ['late', 'gap', 'waiting', 'silent'] as const
  const placed = openOrder.flatMap((place): Placed[] =>
    stands[place].filter((row) => full.includes(row)).map((row) => ({ row, place, urgency: isOf(row) })),
  )
  const own = board.rows.find((row) => row.actorId === board.ownActorId)
  const callable = callableAgain(groups)
  const openedRow = board.rows.find((row) => row.actorId === opened?.actorId)
  const close = () => setOpened(null)
  const ownIsLoud = own !== undefined && !hasAnswered(own, ended) && !actions.callAgain
  return (
    <WaitingAnswers value={waiting}>
      <div className="board" ref={boardRef} onFocus={remember}>
        {own && board.isOwnAsked && actions.answer && (!actions.callAgain || (!hasAnswered(own, ended) && !full.includes(own))) && (
          <OwnRow row={own} answered={hasAnswered(own, ended)} loud={ownIsLoud} onAnswer={() => actions.answer?.(own)} />
        )}
        <Rings activations={board.activations} now={now} isExercise={board.isExercise}>
          {actions.reached && (
            <Button variant="secondary" icon={<TasklistIcon aria-hidden />} onClick={() => setOpened({ kind: 'roll', actorId: null })}>
              <Trans>Upprop</Trans>
            </Button>
          )}
          {actions.callAgain && callable.length > 0 && (
            <Button
              variant={groups.late.length > 0 ? 'primary' : 'secondary'}
              icon={<EnvelopeClosedIcon aria-hidden />}
              loading={again.pending}
              onClick={() => again.call({ kind: 'again', actorIds: callable.map((row) => row.actorId) })}
            >
              {groups.late.length > 0 ? (
                <Plural value={callable.length} one="Kalla den sena igen" other="Kalla de # igen" />
              ) : (
                <Plural value={callable.length} one="Kalla den som väntar igen" other="Kalla de # igen" />
              )}
              <LastCalled rows={callable} kind="again" />
            </Button>
          )}
        </Rings>
        {!closed && <MailTroubleBanner rows={board.rows} />}
        {!closed && <CalledNotice result={again} />}
        {narrow ? (
          openOrder.map((urgency) => {
            const cards = placed.filter((one) => one.place === urgency)
            const inStrips = stands[urgency].filter((row) => !full.includes(row))
            return (
              stands[urgency].length > 0 && (
                <section key={urgency}>
                  <GroupHead urgency={urgency} count={groups[urgency].length} />
                  {cards.length > 0 && <Cards rows={cards} changed={changed} actions={actions} />}
                  {inStrips.length > 0 && (
                    <Strips rows={inStrips} urgency={urgency} urgencyOf={isOf} changed={changed} onOpen={actions.open} />
                  )}
                </section>
              )
            )
          })
        ) : (
          <>
            {placed.length > 0 && <FullRows rows={placed} changed={changed} actions={actions} />}
            {openOrder.map((urgency) => {
              const rows = stands[urgency].filter((row) => !full.includes(row))
              return (
                rows.length > 0 && (
                  <section key={urgency}>
                    <GroupHead urgency={urgency} count={rows.filter((row) => isOf(row) === urgency).length} />
                    <Strips rows={rows} urgency={urgency} urgencyOf={isOf} changed={changed} onOpen={actions.open} />
                  </section>
                )
              )
            })}
          </>
        )}
        {stands.done.length > 0 && <Done rows={stands.done} urgencyOf={isOf} folded={narrow} changed={changed} actions={actions} />}
        {opened?.kind === 'roll' && actions.reached && <RollDialog board={board} onClose={close} />}
        {openedRow && opened?.kind === 'detail' && <RowDetail board={board} row={openedRow} actions={actions} onClose={close} />}
        {openedRow && opened?.kind === 'reached' && <ReachedDialog board={board} row={openedRow} now={now} onClose={close} />}
        {openedRow && opened?.kind === 'answer' && <OwnAnswerDialog board={board} row={openedRow} now={now} onClose={close} />}
      </div>
    </WaitingAnswers>
  )
}

/** On a phone those who are ready fold away: the screen belongs to those who are not. */
function Done({
  rows,
  urgencyOf,
  folded,
  changed,
  actions,
}: {
  rows: readonly BoardRow[]
  urgencyOf: (row: BoardRow) => Group
  folded: boolean
  changed: ReadonlySet<string>
  actions: RowActions
}) {
  const strips = <Strips rows={rows} urgency="done" urgencyOf={urgencyOf} changed={changed} onOpen={actions.open} />
  if (!folded)
    return (
      <section>
        <GroupHead urgency="done" count={rows.filter((row) => urgencyOf(row) === 'done').length} note={<AnswerCounts rows={rows} />} />
        {strips}
      </section>
    )
  return (
    <details className="done-fold">
      <summary>
        <GroupHead urgency="done" count={rows.filter((row) => urgencyOf(row) === 'done').length} note={<AnswerCounts rows={rows} />} />
      </summary>
      {strips}
    </details>
  )
}

/** What a screen reader hears: each answer while they are few, the sum when they are many. */
function useTell(board: Board): (changed: readonly BoardRow[]) => void {
  const { t } = useLingui()
  const { _ } = useMessages()
  return useCallback(
    (changed) => {
      const answered = changed.filter((row) => row.answers.length > 0)
      if (answered.length === 0) return
      const done = board.rows.filter((row) => hasAnswered(row, endedOf(board))).length
      const total = board.rows.length
      const sum = t`${done} av ${total} klara.`
      if (answered.length > 3)
        return announce(`${t`${plural(answered.length, { one: '# aktör har svarat.', other: '# aktörer har svarat.' })}`} ${sum}`)
      const each = answered.map((row) => {
        const answer = leadingAnswer(row)
        return answer ? `${row.actorName}: ${_(answerWords[answer.answer])}.` : ''
      })
      announce(`${each.join(' ')} ${sum}`)
    },
    [board, t, _],
  )
}
