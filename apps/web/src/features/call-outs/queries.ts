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
  markReached,
  readBoard,
} from '@samverkan/contract'
import type { Given } from './reached-out.ts'
import { type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

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
    onSuccess: (row) => placeRow(client, code, row),
  })
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
