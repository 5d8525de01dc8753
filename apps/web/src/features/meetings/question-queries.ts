import { answerQuestion, type BodyIn, call, dropQuestion, takeQuestion } from '@samverkan/contract'
import { useMutation } from '@tanstack/react-query'
import { useRefresh } from './queries.ts'

export const useTakeQuestion = (code: string, itemId: string) => {
  const onSuccess = useRefresh()
  return useMutation({
    mutationFn: ({ key, body }: { key: string; body: BodyIn<typeof takeQuestion> }) =>
      call(takeQuestion, { params: { code, itemId }, body, idempotencyKey: key }),
    onSuccess,
  })
}
export const useAnswerQuestion = (code: string, questionId: string) => {
  const onSettled = useRefresh()
  return useMutation({
    mutationFn: (body: BodyIn<typeof answerQuestion>) => call(answerQuestion, { params: { code, questionId }, body }),
    onSettled,
  })
}
export const useDropQuestion = (code: string, questionId: string) => {
  const onSettled = useRefresh()
  return useMutation({ mutationFn: () => call(dropQuestion, { params: { code, questionId } }), onSettled })
}
