import { answerByLink, type BodyIn, call, type LinkAnswered, portal, readAnswerLink } from '@samverkan/contract'
import { queryOptions } from '@tanstack/react-query'
import { deviceReady } from '../../lib/device.ts'

export type LinkAnswer = BodyIn<typeof answerByLink>

/** Read again now and then: there is no live stream without log-in. */
export const linkQuery = (token: string) =>
  queryOptions({
    queryKey: ['call-outs', 'link', token],
    queryFn: async ({ signal }) => {
      // What was pressed here without a network, and lies sealed, is found again when the page stands.
      const [link] = await Promise.all([call(readAnswerLink, { params: { token }, signal }), deviceReady()])
      return link
    },
    refetchInterval: 60_000,
    gcTime: 0,
  })

/** What stands after it; the rest of the page is known. */
export const sendAnswer = (token: string, body: LinkAnswer): Promise<LinkAnswered> => call(answerByLink, { params: { token }, body })

export const portalPhoneQuery = queryOptions({
  queryKey: ['sessions', 'portal'],
  queryFn: ({ signal }) => call(portal, { signal }),
  staleTime: Infinity,
})
