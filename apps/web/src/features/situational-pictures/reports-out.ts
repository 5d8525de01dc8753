import { call, reportPicture, type ResponseOf } from '@samverkan/contract'
import { readDraft, writeDraft } from '../../lib/drafts.ts'
import { queryClient } from '../../lib/query-client.ts'
import { type Item, openQueue, type Outcome as Became } from '../../lib/sent-later.ts'
import { emptyForm, type Form, type ReportBody, withTakenBack } from './report-form.ts'

/**
 * Reports that were given without a network (`lib/sent-later.ts`): in their order, for the person who wrote them, acting for the actor they are
 * about, and for nobody else.
 */
export type Place = { userId: string; actorId: string; pictureId: string }
export type Sent = ResponseOf<typeof reportPicture> & { lines: number }
export type Report = Item<ReportBody, Place>
/** What became of one report; `error`: the server would not have it, and its text is back in the form. */
export type Outcome = Became<Report, Sent>

export const formKey = ({ userId, actorId, pictureId }: Place): string => `${userId}:picture:${pictureId}:report:${actorId}`
const isAt = (place: Place, one: Report): boolean => formKey(one.place) === formKey(place)

export const reports = openQueue<ReportBody, Place, Sent>({
  kind: 'reports',
  fits: ({ place }, who) => place.actorId === who.actorId,
  send: async ({ key, place, body }) => {
    const answer = await call(reportPicture, { params: { id: place.pictureId }, body, idempotencyKey: key })
    return { ...answer, lines: body.lines?.length ?? 0 }
  },
  sent: () => readAgain(),
  back: ({ place, body }, _error, isShown) => {
    readAgain()
    // The page that shows it puts the words into the form it has open.
    if (isShown) return
    const form = readDraft<Form>(formKey(place))?.value ?? emptyForm()
    writeDraft(formKey(place), withTakenBack(form, body))
  },
})
function readAgain(): void {
  void queryClient.invalidateQueries({ queryKey: ['situational-pictures'] })
  void queryClient.invalidateQueries({ queryKey: ['home'] })
}

export const waitingAt = (place: Place): readonly Report[] => reports.waiting(place.userId).filter((one) => isAt(place, one))
export const isReportAt = isAt
