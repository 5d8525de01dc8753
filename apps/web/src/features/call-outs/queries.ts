import {
  answerHistory,
  type AnsweredRow,
  answerOwn,
  type Board,
  type BoardRow,
  call,
  callAgain,
  CallError,
  type CalledRecently,
  markConnected,
  markReached,
  readBoard,
} from '@samverkan/contract'
import type { Given } from './reached-out.ts'
import { type QueryClient, queryOptions, useIsMutating, useMutation, useQueryClient } from '@tanstack/react-query'

export const boardQuery = (code: string) =>
  queryOptions({
    queryKey: ['call-outs', 'board', code],
    queryFn: ({ signal }) => call(readBoard, { params: { code }, signal }),
    meta: { live: ['call-outs', 'activations', 'incidents', 'outbox'] },
  })
export const historyQuery = (code: string, actorId: string) =>
  queryOptions({
    queryKey: ['call-outs', 'answers', code, actorId],
    queryFn: ({ signal }) => call(answerHistory, { params: { code, actorId }, signal }),
    meta: { live: ['call-outs'] },
  })

/** What I did stands on the board at once; the live stream brings the counts and everybody else. */
export function placeRow(client: QueryClient, code: string, answered: AnsweredRow): void {
  // On the board the forums stand in its own order.
  const inOrder = (row: BoardRow): AnsweredRow['answers'] =>
    row.activationIds.flatMap((id) => answered.answers.filter((answer) => answer.activationId === id))
  client.setQueryData<Board>(
    boardQuery(code).queryKey,
    (board) =>
      board && {
        ...board,
        rows: board.rows.map((row) => (row.actorId === answered.actorId ? { ...row, ...answered, answers: inOrder(row) } : row)),
      },
  )
  void client.invalidateQueries({ queryKey: ['call-outs'] })
  void client.invalidateQueries({ queryKey: ['home'] })
}

/** Hands one over: from the dialog and from the line it is the same call, under the same key. */
export function handOver({ key, place: { code, actorId, isOwn }, body }: Pick<Given, 'key' | 'place' | 'body'>): Promise<AnsweredRow> {
  if (!isOwn) return call(markReached, { params: { code, actorId }, body, idempotencyKey: key })
  const { means: _, takenDownAt: __, basedOn: ___, ...own } = body
  return call(answerOwn, { params: { code }, body: own, idempotencyKey: key })
}

/** Answers on the board. Without a network it fails at once, and the dialog lays it in the line (`reached-out.ts`) instead of turning. */
export function useGive(code: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: handOver,
    networkMode: 'always' as const,
    onSuccess: (row) => placeRow(client, code, row),
  })
}
const rollKey = (code: string) => ['roll', code]
/** Ticks of this roll that have been made and not yet saved. */
export const useTicksWaiting = (code: string): number => useIsMutating({ mutationKey: rollKey(code) })
export type Tick = { actorId: string; activationId: string; connected: boolean }
/** A tick shows at once, and goes back by itself when it was refused: a roll call does not wait for the network between two names. */
export function useMarkConnected(code: string) {
  const client = useQueryClient()
  const { queryKey } = boardQuery(code)
  const show = ({ actorId, activationId, connected }: Tick) =>
    client.setQueryData<Board>(
      queryKey,
      (board) =>
        board && {
          ...board,
          rows: board.rows.map((row) => (row.actorId === actorId ? ticked(row, activationId, connected ? board.at : null) : row)),
        },
    )
  return useMutation({
    mutationKey: rollKey(code),
    mutationFn: ({ actorId, ...body }: Tick) => call(markConnected, { params: { code, actorId }, body }),
    // One after the other, in the order they were made: the last tick of an actor is what stands.
    scope: { id: `roll ${code}` },
    onMutate: (tick) => {
      void client.cancelQueries({ queryKey })
      show(tick)
    },
    onSuccess: (row) => placeRow(client, code, row),
    onError: (_error, tick) => {
      show({ ...tick, connected: !tick.connected })
      void client.invalidateQueries({ queryKey })
    },
  })
}
const ticked = (row: BoardRow, activationId: string, at: string | null): BoardRow => {
  const others = row.connected.filter((one) => one.activationId !== activationId)
  return { ...row, connected: at ? [...others, { activationId, at }] : others }
}

/** Everybody asked for was called a moment ago: who and when, as the server says; null for any other fault. */
export const recentlyOf = (error: unknown): CalledRecently | null =>
  error instanceof CallError && error.code === 'called-recently' ? (error.problem?.current as CalledRecently) : null

export type CallAgain = { kind: 'again' | 'deputy'; actorIds: string[] }
export function useCallAgain(code: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ key, ...body }: CallAgain & { key: string }) => call(callAgain, { params: { code }, body, idempotencyKey: key }),
    // Refused too: somebody else may have pressed, and the button then says when.
    onSettled: () => client.invalidateQueries({ queryKey: boardQuery(code).queryKey }),
  })
}
