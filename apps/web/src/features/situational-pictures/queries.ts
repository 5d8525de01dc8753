import {
  acknowledgePicture,
  type BodyIn,
  call,
  changeCollection,
  type DraftLine,
  type DraftText,
  listAcknowledgements,
  openPicture,
  type PictureDraft,
  publishPicture,
  readDraft,
  readIncidentPicture,
  readPicture,
  readVersion,
  remindActors,
  reportForActor,
  withdrawLine,
  changeAcknowledgement,
} from '@samverkan/contract'
import { queryOptions, replaceEqualDeep, useMutation, useQueryClient } from '@tanstack/react-query'
import { pictureSteps } from '../../lib/picture-steps.ts'

export const incidentPictureQuery = (code: string) =>
  queryOptions({
    queryKey: ['situational-pictures', 'incident', code],
    queryFn: ({ signal }) => call(readIncidentPicture, { params: { code }, signal }),
    meta: { live: [...pictureSteps, 'activations'] },
  })
export const pictureQuery = (id: string) =>
  queryOptions({
    queryKey: ['situational-pictures', 'one', id],
    queryFn: ({ signal }) => call(readPicture, { params: { id }, signal }),
    meta: { live: [...pictureSteps, 'activations', 'meetings'] },
  })
const acknowledging = ['situational-pictures.acknowledged', 'situational-pictures.acknowledgement-changed']
/** Kept on the device: a published picture is for every member, also in the tunnel. */
/** `since`: compared with that version instead of the one this person last read. */
export const versionQuery = (id: string, number: number, since: number | null = null) =>
  queryOptions({
    queryKey: ['situational-pictures', 'version', id, number, ...(since === null ? [] : [since])],
    queryFn: ({ signal }) => call(readVersion, { params: { id, number }, query: since === null ? {} : { since }, signal }),
    // What the device kept is shown at once and read again all the same: it may have been acknowledged or superseded.
    staleTime: 0,
    meta: { live: ['situational-pictures.published', ...acknowledging] },
  })
export const acknowledgementsQuery = (id: string, number: number) =>
  queryOptions({
    queryKey: ['situational-pictures', 'acknowledgements', id, number],
    queryFn: ({ signal }) => call(listAcknowledgements, { params: { id, number }, signal }),
    meta: { live: [...acknowledging, 'situational-pictures.read'] },
  })
export const draftQuery = (id: string) =>
  queryOptions({
    queryKey: ['situational-pictures', 'draft', id],
    queryFn: ({ signal }) => call(readDraft, { params: { id }, signal }),
    // A reading that began before the last saving must not bring the text before it back.
    structuralSharing: (before, after) => replaceEqualDeep(before, before ? newest(before as PictureDraft, after as PictureDraft) : after),
    meta: { live: ['situational-pictures'] },
  })

/** The draft as it was read, with what this page already knows to be newer. */
export function newest(before: PictureDraft, after: PictureDraft): PictureDraft {
  if (before.collection.number !== after.collection.number) return after
  const lines = new Map(before.lines.map((line) => [line.id, line]))
  const texts = new Map(before.texts.map((text) => [text.field, text]))
  const newer = <One extends { version: number }>(known: One | undefined, read: One): One =>
    known && known.version > read.version ? known : read
  return {
    ...after,
    lines: after.lines.map((line) => newer(lines.get(line.id), line)),
    texts: after.texts.map((text) => newer(texts.get(text.field), text)),
  }
}
/** What was saved is shown before it is read again. */
export const withLine = (draft: PictureDraft, line: DraftLine, after?: string | null): PictureDraft => {
  if (draft.lines.some(({ id }) => id === line.id))
    return { ...draft, lines: draft.lines.map((one) => (one.id === line.id && one.version <= line.version ? line : one)) }
  const lines = [...draft.lines]
  const place = after
    ? lines.findIndex(({ id }) => id === after) + 1
    : lines.findLastIndex(({ heading, isRemoved }) => heading === line.heading && !isRemoved) + 1
  lines.splice(place > 0 ? place : lines.length, 0, line)
  return {
    ...draft,
    lines,
    actors: draft.actors.map((actor) =>
      actor.lines.some(({ id }) => id === line.source?.lineId)
        ? { ...actor, lines: actor.lines.map((one) => (one.id === line.source?.lineId ? { ...one, liftedAs: line.id } : one)) }
        : actor,
    ),
    leftOver: draft.leftOver.map((one) => (one.id === line.source?.lineId ? { ...one, liftedAs: line.id } : one)),
  }
}
export const withText = (draft: PictureDraft, text: DraftText): PictureDraft => ({
  ...draft,
  texts: draft.texts.map((one) => (one.field === text.field && one.version <= text.version ? text : one)),
})
/** The line put right after another of its heading, or first in it. */
export const withPlace = (draft: PictureDraft, lineId: string, after: string | null): PictureDraft => {
  const moved = draft.lines.find(({ id }) => id === lineId)
  if (!moved) return draft
  const rest = draft.lines.filter(({ id }) => id !== lineId)
  const place = after === null ? rest.findIndex(({ heading }) => heading === moved.heading) : rest.findIndex(({ id }) => id === after) + 1
  rest.splice(place < 0 ? rest.length : place, 0, moved)
  return { ...draft, lines: rest }
}

const useRefresh = () => {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['situational-pictures'] })
}
export type CollectionBody = BodyIn<typeof openPicture>
export const useOpenPicture = (code: string) => {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ key, body }: { key: string; body: CollectionBody }) =>
      call(openPicture, { params: { code }, body, idempotencyKey: key }),
    onSettled: refresh,
  })
}
export const useChangeCollection = (id: string) => {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (body: BodyIn<typeof changeCollection>) => call(changeCollection, { params: { id }, body }),
    onSettled: refresh,
  })
}
export const useRemind = (id: string) => {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ key }: { key: string }) => call(remindActors, { params: { id }, body: {}, idempotencyKey: key }),
    onSettled: refresh,
  })
}
export const useReportFor = (id: string) => {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ actorId, key, body }: { actorId: string; key: string; body: BodyIn<typeof reportForActor> }) =>
      call(reportForActor, { params: { id, actorId }, body, idempotencyKey: key }),
    // Failed without a network, the dialog lays it in the line (`taken-down-out.ts`).
    onSettled: refresh,
  })
}
export const useWithdraw = (id: string) => {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ lineId, ...body }: { lineId: string } & BodyIn<typeof withdrawLine>) =>
      call(withdrawLine, { params: { id, lineId }, body }),
    // Failed without a network, the dialog lays it in the line (`withdrawn-out.ts`).
    onSettled: refresh,
  })
}
export const usePublish = (id: string) => {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ key, body }: { key: string; body: BodyIn<typeof publishPicture> }) =>
      call(publishPicture, { params: { id }, body, idempotencyKey: key }),
    onSettled: refresh,
  })
}
export const useAcknowledge = (id: string, number: number) => {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (body: BodyIn<typeof acknowledgePicture>) => call(acknowledgePicture, { params: { id, number }, body }),
    onSettled: refresh,
  })
}
export const useChangeNote = (id: string, number: number) => {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (body: BodyIn<typeof changeAcknowledgement>) => call(changeAcknowledgement, { params: { id, number }, body }),
    onSettled: refresh,
  })
}
