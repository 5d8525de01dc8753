import type { Board, BoardRow } from '@samverkan/contract'
import { useLingui as useMessages } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@navikt/ds-react'
import { useEffect, useState } from 'react'
import { useLocation } from 'react-router'
import { answerState, answerWords } from '../../lib/answers.ts'
import { forumOf, useForumShort } from '../../lib/forum-names.ts'
import { serverNow } from '../../lib/now.ts'
import type { RollLine } from '../../lib/roll.ts'
import { openPage, type Outcome, useLater } from '../../lib/sent-later.ts'
import { useSession } from '../../lib/session.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { RollCall } from '../../ui/roll-call.tsx'
import { Segments } from '../../ui/segments.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { TicksWaiting } from '../../ui/ticks-waiting.tsx'
import { type Tick, ticks, ticksWaiting } from './ticks-out.ts'

const answerTo = (row: BoardRow, forum: string) => row.answers.find((answer) => answer.activationId === forum)

const lineOf = (row: BoardRow, forum: string): RollLine => {
  const at = row.connected.find((one) => one.activationId === forum)?.at ?? null
  const answer = answerTo(row, forum)
  return { code: row.actorId, name: row.actorName, present: at !== null, excused: false, person: answer?.person ?? '', at }
}

/** Upprop of an activated conference: one tap for each who joins, saved as it is made and seen by everybody. */
export function RollDialog({ board, onClose }: { board: Board; onClose: () => void }) {
  const { t } = useLingui()
  const { _ } = useMessages()
  const forumShort = useForumShort()
  const open = board.activations.filter((activation) => !activation.closedAt)
  const [chosen, setChosen] = useState(open[0]?.id ?? '')
  const forum = open.some(({ id }) => id === chosen) ? chosen : (open[0]?.id ?? '')
  const called = board.rows.filter((row) => row.activationIds.includes(forum))
  const { user, actingAs } = useSession()
  const { pathname } = useLocation()
  useLater()
  const waiting = ticksWaiting(user.id, board.incidentCode).length
  /** False: the device takes nothing, and what waits lies in this page alone. */
  const [isKept, setKept] = useState(true)
  const [refused, setRefused] = useState<unknown>(null)
  const place = { userId: user.id, functionCode: actingAs.functionCode, code: board.incidentCode }
  useEffect(
    () =>
      openPage(
        ticks.kind,
        (one: Tick) => one.place.code === board.incidentCode,
        (outcome: Outcome<Tick>) => setRefused('error' in outcome ? outcome.error : null),
      ),
    [board.incidentCode],
  )
  function tick(actorId: string, connected: boolean) {
    const at = serverNow()
    const actorName = called.find((row) => row.actorId === actorId)?.actorName ?? ''
    const tickedAt = new Date(at).toISOString()
    setKept(
      ticks.give(
        { userId: user.id, actorId: actingAs.actor?.id ?? null, functionCode: actingAs.functionCode },
        {
          key: crypto.randomUUID(),
          at,
          page: pathname,
          place: { ...place, actorId, actorName },
          body: { activationId: forum, connected, tickedAt },
        },
      ),
    )
  }
  const expected = called.filter((row) => answerTo(row, forum)?.answer === 'participates')
  const here = expected.filter((row) => row.connected.some((one) => one.activationId === forum)).length
  const total = expected.length
  return (
    <Dialog
      wide
      title={<Trans>Upprop</Trans>}
      onClose={onClose}
      actions={
        <>
          <TicksWaiting waiting={waiting} isKept={isKept} />
          <Button variant="secondary" onClick={onClose}>
            <Trans>Klar</Trans>
          </Button>
        </>
      }
    >
      <div className="roll-top">
        {open.length > 1 && (
          <Segments
            hideLegend
            legend={t`Forum`}
            value={forum}
            onChange={setChosen}
            options={open.map((activation) => [activation.id, forumShort(forumOf(activation))] as const)}
          />
        )}
        <p className="t-data mut">
          <Trans>
            {here} av {total} som svarat Deltar har anslutit. Den som ansluter utan att ha svarat får svaret Deltar.
          </Trans>
        </p>
      </div>
      {refused !== null && <ErrorState error={refused} />}
      <RollCall
        title={<Trans>Anslutna</Trans>}
        rows={called.map((row) => lineOf(row, forum))}
        speaker={null}
        mayTake
        onTake={tick}
        standing={({ code }) => {
          const answer = called.find((row) => row.actorId === code)
          const given = answer && answerTo(answer, forum)
          return (
            <StateTag state={given ? (given.answer === 'participates' ? 'waiting' : answerState[given.answer]) : 'waiting'} bare>
              {given ? given.answer === 'participates' ? <Trans>Väntas</Trans> : _(answerWords[given.answer]) : <Trans>Ej svar</Trans>}
            </StateTag>
          )
        }}
      />
    </Dialog>
  )
}
