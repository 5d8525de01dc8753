import type { Board, BoardRow } from '@samverkan/contract'
import { useLingui as useMessages } from '@lingui/react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { ClockDashedIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { useState } from 'react'
import { answerState, answerWords } from '../../lib/answers.ts'
import { forumOf, useForumShort } from '../../lib/forum-names.ts'
import { useOnline } from '../../lib/online.ts'
import type { RollLine } from '../../lib/roll.ts'
import { Banner } from '../../ui/banner.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { RollCall } from '../../ui/roll-call.tsx'
import { Segments } from '../../ui/segments.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { useMarkConnected, useTicksWaiting } from './queries.ts'

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
  const tick = useMarkConnected(board.incidentCode)
  const waiting = useTicksWaiting(board.incidentCode)
  const online = useOnline()
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
          {!online && waiting > 0 && (
            <Banner tone="warning" icon={<ClockDashedIcon aria-hidden />}>
              <Plural
                value={waiting}
                one="Ingen anslutning. # avprickning skickas när nätet är tillbaka. Stäng inte sidan."
                other="Ingen anslutning. # avprickningar skickas när nätet är tillbaka. Stäng inte sidan."
              />
            </Banner>
          )}
          <Button variant="secondary" onClick={onClose}>
            <Trans>Klar</Trans>
          </Button>
        </>
      }
    >
      {open.length > 1 && (
        <Segments
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
      {tick.isError && <ErrorState error={tick.error} retry={() => tick.variables && tick.mutate(tick.variables)} />}
      <RollCall
        title={<Trans>Anslutna</Trans>}
        rows={called.map((row) => lineOf(row, forum))}
        speaker={null}
        mayTake
        onTake={(actorId, connected) => tick.mutate({ actorId, activationId: forum, connected })}
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
