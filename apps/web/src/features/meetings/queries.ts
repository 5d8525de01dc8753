import {
  addItem,
  addItemMeasure,
  advanceMeeting,
  type BodyIn,
  call,
  cancelMeeting,
  changeItem,
  distributeMeeting,
  editMeeting,
  giveTurn,
  holdMeeting,
  liftItem,
  listForums,
  listMeetings,
  listActors,
  makeCalendarFeed,
  markAttendance,
  moveMeeting,
  openMeetingPicture,
  orderAgenda,
  planMeeting,
  readCalendarFeed,
  readMeeting,
  readReports,
  readTemplate,
  reinstateMeeting,
  removeItem,
  revokeCalendarFeed,
  saveTemplate,
} from '@samverkan/contract'
import { type MeetingState, weeklyConference } from '@samverkan/domain'
import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

export type When = 'coming' | 'past'
export type MeetingFilter = { search: string; when: When; forum: string; state: string; year: string }

export const meetingsQuery = (filter: MeetingFilter) =>
  infiniteQueryOptions({
    queryKey: ['meetings', 'list', filter],
    queryFn: ({ signal, pageParam }) =>
      call(listMeetings, {
        query: {
          search: filter.search || undefined,
          when: filter.when,
          forum: filter.forum || undefined,
          year: filter.year ? Number(filter.year) : undefined,
          state: (filter.state || undefined) as MeetingState | undefined,
          cursor: pageParam,
          limit: 20,
        },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    meta: { live: ['meetings'] },
  })
/** The conference that comes next or is going on, and those before it that have been cancelled: that too must be seen. */
export const nextConferenceQuery = queryOptions({
  queryKey: ['meetings', 'next-conference'],
  queryFn: async ({ signal }) => {
    const coming = await call(listMeetings, { query: { forum: weeklyConference.forumCode, when: 'coming', limit: 10 }, signal })
    // An exercise is nobody's next conference, as on Läget.
    const items = coming.items.filter((meeting) => !meeting.isExercise)
    const held = items.findIndex((meeting) => meeting.state !== 'cancelled')
    const code = items[held]?.code
    return { cancelled: items.slice(0, Math.max(0, held)), meeting: code ? await call(readMeeting, { params: { code }, signal }) : null }
  },
  meta: { live: ['meetings'] },
})
export const meetingQuery = (code: string) =>
  queryOptions({
    queryKey: ['meetings', 'one', code],
    queryFn: ({ signal }) => call(readMeeting, { params: { code }, signal }),
    meta: { live: ['meetings', 'measures', 'situational-pictures'] },
  })
/** Every version of one actor's report to a meeting, the newest first. */
export const reportVersionsQuery = (code: string, actorCode: string) =>
  queryOptions({
    queryKey: ['meetings', 'report-versions', code, actorCode],
    queryFn: ({ signal }) => call(readReports, { params: { code, actorCode }, signal }),
    meta: { live: ['meetings.reported'] },
  })
export const templateQuery = (forumCode: string) =>
  queryOptions({
    queryKey: ['meetings', 'template', forumCode],
    queryFn: ({ signal }) => call(readTemplate, { params: { forumCode }, signal }),
    staleTime: 0,
  })
export const calendarQuery = queryOptions({
  queryKey: ['meetings', 'calendar'],
  queryFn: ({ signal }) => call(readCalendarFeed, { signal }),
})
export const forumChoicesQuery = queryOptions({
  queryKey: ['forums', 'names'],
  queryFn: async ({ signal }) => (await call(listForums, { query: { limit: 100 }, signal })).items,
  staleTime: Infinity,
})
export const actorChoicesQuery = queryOptions({
  queryKey: ['actors', 'names'],
  queryFn: async ({ signal }) => (await call(listActors, { query: { limit: 100 }, signal })).items,
  staleTime: Infinity,
})

/** After anything here: lists, the meeting and Läget are read again. */
export function useRefresh() {
  const client = useQueryClient()
  return () => {
    for (const key of ['meetings', 'measures', 'home']) void client.invalidateQueries({ queryKey: [key] })
  }
}

export const usePlanMeeting = () => {
  const onSuccess = useRefresh()
  return useMutation({
    mutationFn: ({ key, body }: { key: string; body: BodyIn<typeof planMeeting> }) => call(planMeeting, { body, idempotencyKey: key }),
    onSuccess,
  })
}
export const useEditMeeting = (code: string) => {
  const onSettled = useRefresh()
  return useMutation({
    mutationFn: (body: BodyIn<typeof editMeeting>) => call(editMeeting, { params: { code }, body }),
    onSettled,
  })
}
type Advance = { action: 'set-agenda' | 'open' | 'close' | 'reopen' | 'document'; version: number; anyway?: boolean; reason?: string }
export const useAdvance = (code: string) => {
  const onSettled = useRefresh()
  return useMutation({ mutationFn: (body: Advance) => call(advanceMeeting, { params: { code }, body }), onSettled })
}
export const useDistribute = (code: string) => {
  const onSettled = useRefresh()
  return useMutation({
    mutationFn: (body: { version: number; handling: 'open' | 'internal' }) => call(distributeMeeting, { params: { code }, body }),
    onSettled,
  })
}
export const useMove = (code: string) => {
  const onSettled = useRefresh()
  return useMutation({ mutationFn: (body: BodyIn<typeof moveMeeting>) => call(moveMeeting, { params: { code }, body }), onSettled })
}
export const useCancel = (code: string) => {
  const onSettled = useRefresh()
  return useMutation({
    mutationFn: (body: { reason: string; version: number }) => call(cancelMeeting, { params: { code }, body }),
    onSettled,
  })
}
export const useReinstate = (code: string) => {
  const onSettled = useRefresh()
  return useMutation({ mutationFn: (version: number) => call(reinstateMeeting, { params: { code }, body: { version } }), onSettled })
}
/** A line of the list does not carry the version; it is read when somebody answers. */
export const useHold = (code: string) => {
  const client = useQueryClient()
  const onSettled = useRefresh()
  return useMutation({
    mutationFn: async () => {
      const { version } = await client.fetchQuery({ ...meetingQuery(code), staleTime: 0 })
      return call(holdMeeting, { params: { code }, body: { version } })
    },
    onSettled,
  })
}

export type ItemBody = Omit<BodyIn<typeof addItem>, 'before'>
export const useSaveItem = (code: string) => {
  const onSettled = useRefresh()
  return useMutation({
    mutationFn: ({ key, body, change }: { key: string; body: ItemBody; change: { itemId: string; basedOn: number } | null }) =>
      change
        ? call(changeItem, { params: { code, itemId: change.itemId }, body: { ...body, basedOn: change.basedOn } })
        : call(addItem, { params: { code }, body: { ...body, before: null }, idempotencyKey: key }),
    onSettled,
  })
}
export const useRemoveItem = (code: string) => {
  const onSettled = useRefresh()
  return useMutation({
    mutationFn: ({ itemId, basedOn }: { itemId: string; basedOn: number }) =>
      call(removeItem, { params: { code, itemId }, body: { basedOn } }),
    onSettled,
  })
}
export const useOrder = (code: string) => {
  const client = useQueryClient()
  const { queryKey } = meetingQuery(code)
  return useMutation({
    mutationFn: (body: { itemIds: string[]; basedOn: number }) => call(orderAgenda, { params: { code }, body }),
    onSuccess: ({ agendaVersion }) => client.setQueryData(queryKey, (before) => before && { ...before, agendaVersion }),
    onSettled: () => void client.invalidateQueries({ queryKey }),
  })
}

export const useMark = (code: string) => {
  const onSettled = useRefresh()
  return useMutation({
    mutationFn: ({ actorCode, body }: { actorCode: string; body: BodyIn<typeof markAttendance> }) =>
      call(markAttendance, { params: { code, actorCode }, body }),
    onSettled,
  })
}
export const useTurn = (code: string) => {
  const client = useQueryClient()
  const { queryKey } = meetingQuery(code)
  return useMutation({
    mutationFn: (body: BodyIn<typeof giveTurn>) => call(giveTurn, { params: { code }, body }),
    onSuccess: async (turn) => {
      // A reading that began before the step would put the room back where it was, for a moment and for the next key.
      await client.cancelQueries({ queryKey })
      client.setQueryData(queryKey, (before) => before && { ...before, turn })
    },
    onSettled: () => void client.invalidateQueries({ queryKey }),
  })
}
export const useAddMeasure = (code: string, itemId: string) => {
  const onSuccess = useRefresh()
  return useMutation({
    mutationFn: ({ key, body }: { key: string; body: BodyIn<typeof addItemMeasure> }) =>
      call(addItemMeasure, { params: { code, itemId }, body, idempotencyKey: key }),
    onSuccess,
  })
}
export const useLift = (code: string, itemId: string) => {
  const onSuccess = useRefresh()
  return useMutation({
    mutationFn: (body: BodyIn<typeof liftItem>) => call(liftItem, { params: { code, itemId }, body }),
    onSuccess,
  })
}
export const useOpenPicture = (code: string) => {
  const onSuccess = useRefresh()
  return useMutation({ mutationFn: () => call(openMeetingPicture, { params: { code } }), onSuccess })
}
export const useSaveTemplate = (forumCode: string) => {
  const onSettled = useRefresh()
  return useMutation({
    mutationFn: (body: BodyIn<typeof saveTemplate>) => call(saveTemplate, { params: { forumCode }, body }),
    onSettled,
  })
}
export const useMakeFeed = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => call(makeCalendarFeed),
    onSettled: () => void client.invalidateQueries({ queryKey: calendarQuery.queryKey }),
  })
}
export const useRevokeFeed = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => call(revokeCalendarFeed),
    onSettled: () => void client.invalidateQueries({ queryKey: calendarQuery.queryKey }),
  })
}
