import { type BodyIn, call, type ResponseOf, withdrawLine } from '@samverkan/contract'
import { readDraft, writeDraft } from '../../lib/drafts.ts'
import { queryClient } from '../../lib/query-client.ts'
import { type Item, openQueue } from '../../lib/sent-later.ts'

/** Lines that were taken back without a network: they leave by themselves (`lib/sent-later.ts`), with the moment they were taken back. */
export type Place = { userId: string; functionCode: string; pictureId: string; lineId: string; text: string }
export type Body = BodyIn<typeof withdrawLine>
export type TakenBack = Item<Body, Place>
export type Sent = ResponseOf<typeof withdrawLine>

export const reasonKey = ({ userId, pictureId, lineId }: Pick<Place, 'userId' | 'pictureId' | 'lineId'>): string =>
  `${userId}:picture:${pictureId}:withdraw:${lineId}`

function readAgain(): void {
  void queryClient.invalidateQueries({ queryKey: ['situational-pictures'] })
  void queryClient.invalidateQueries({ queryKey: ['home'] })
}
export const takenBack = openQueue<Body, Place, Sent>({
  kind: 'taken-back',
  fits: ({ place }, who) => place.functionCode === who.functionCode,
  // The line is its own key: taken back twice, the first word stands.
  send: ({ place: { pictureId, lineId }, body }) => call(withdrawLine, { params: { id: pictureId, lineId }, body }),
  sent: readAgain,
  // Why it was to be taken back stands in the dialog again, unless something newer does.
  back: ({ place, body }) => {
    readAgain()
    if (body.reason && !readDraft<string>(reasonKey(place))?.value) writeDraft(reasonKey(place), body.reason)
  },
})
