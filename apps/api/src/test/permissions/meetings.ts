import { key } from '../call-list.ts'
import { planned } from '../meetings.ts'
import { absent, groupOffice, members, read, type Row, schedulers, tibOnly, unknown, unknownId } from './row.ts'

const agendaItem = { title: 'Ny punkt', kind: 'information', presenterActorCode: null, presenter: '', minutes: 5 }

/** Meetings, their agendas and what is written in them. */
export const meetings: readonly Row[] = [
  read('/api/meetings', () => '/api/meetings', members),
  {
    route: 'POST /api/meetings',
    ask: ({ nextDate }) => ({ url: '/api/meetings', body: planned({ localDate: nextDate() }), headers: key() }),
    statuses: '401 403 403 403 403 201 201 403',
  },
  read('/api/meetings/templates/:forumCode', () => '/api/meetings/templates/regional-chefsgrupp', members),
  {
    route: 'PUT /api/meetings/templates/:forumCode',
    ask: () => ({
      url: '/api/meetings/templates/regional-chefsgrupp',
      body: { items: [{ title: 'Övrigt', kind: 'other', minutes: 5 }], basedOn: 1 },
    }),
    statuses: '401 403 403 403 403 200 403 403',
  },
  read('/api/meetings/calendar', () => '/api/meetings/calendar', members),
  { route: 'POST /api/meetings/calendar', ask: () => ({ url: '/api/meetings/calendar' }), statuses: '401 201 201 201 201 201 201 201' },
  { route: 'DELETE /api/meetings/calendar', ask: () => ({ url: '/api/meetings/calendar' }), statuses: '401 204 204 204 204 204 204 204' },
  read('/api/meetings/calendar/:file', () => `/api/meetings/calendar/${'x'.repeat(43)}.ics`, absent, 'whose address nobody was given'),
  {
    route: 'GET /api/meetings/:code',
    ask: async ({ meeting }) => ({ url: `/api/meetings/${(await meeting()).code}` }),
    statuses: members,
  },
  read('/api/meetings/:code', () => '/api/meetings/atlantis-2026-11-26', unknown, 'unknown'),
  {
    route: 'GET /api/meetings/:code/calendar.ics',
    ask: async ({ meeting }) => ({ url: `/api/meetings/${(await meeting()).code}/calendar.ics` }),
    statuses: members,
  },
  {
    route: 'PUT /api/meetings/:code',
    ask: async ({ meeting }) => ({
      url: `/api/meetings/${(await meeting()).code}`,
      body: { title: '', minutes: 45, channel: 'video', place: '', dialIn: '', version: 1 },
    }),
    statuses: schedulers,
  },
  {
    route: 'POST /api/meetings/:code/state',
    ask: async ({ meeting }) => ({ url: `/api/meetings/${(await meeting('due')).code}/state`, body: { action: 'open', version: 1 } }),
    statuses: tibOnly,
  },
  {
    route: 'POST /api/meetings/:code/state',
    what: 'of a group that the office leads',
    ask: async ({ meeting }) => ({
      url: `/api/meetings/${(await meeting('due', 'regional-samordningsgrupp')).code}/state`,
      body: { action: 'open', version: 1 },
    }),
    statuses: groupOffice,
  },
  {
    route: 'POST /api/meetings/:code/distribution',
    ask: async ({ meeting }) => ({
      url: `/api/meetings/${(await meeting('documented')).code}/distribution`,
      body: { version: 4, handling: 'internal' },
    }),
    statuses: tibOnly,
  },
  {
    route: 'POST /api/meetings/:code/moves',
    ask: async ({ meeting, nextDate }) => ({
      url: `/api/meetings/${(await meeting()).code}/moves`,
      body: { localDate: nextDate(), localTime: '10:00', reason: 'Krockar', version: 1 },
    }),
    statuses: schedulers,
  },
  {
    route: 'POST /api/meetings/:code/cancellation',
    ask: async ({ meeting }) => ({ url: `/api/meetings/${(await meeting()).code}/cancellation`, body: { reason: 'Helg', version: 1 } }),
    statuses: schedulers,
  },
  {
    route: 'POST /api/meetings/:code/reinstatement',
    ask: async ({ meeting }) => ({ url: `/api/meetings/${(await meeting('cancelled')).code}/reinstatement`, body: { version: 2 } }),
    statuses: schedulers,
  },
  {
    route: 'POST /api/meetings/:code/holiday',
    what: 'on a day that is none',
    ask: async ({ meeting }) => ({ url: `/api/meetings/${(await meeting()).code}/holiday`, body: { version: 1 } }),
    statuses: '401 403 403 403 403 409 409 403',
  },
  {
    route: 'POST /api/meetings/:code/agenda',
    what: 'of the conference, which RSIB alone directs',
    ask: async ({ meeting }) => ({
      url: `/api/meetings/${(await meeting()).code}/agenda`,
      body: { ...agendaItem, before: null },
      headers: key(),
    }),
    statuses: '401 403 403 403 403 403 403 403',
  },
  {
    route: 'POST /api/meetings/:code/agenda',
    what: 'of a group that the office leads',
    ask: async ({ meeting }) => ({
      url: `/api/meetings/${(await meeting('planned', 'regional-samordningsgrupp')).code}/agenda`,
      body: { ...agendaItem, before: null },
      headers: key(),
    }),
    statuses: '401 403 403 403 403 201 403 403',
  },
  {
    route: 'PUT /api/meetings/:code/agenda/:itemId',
    ask: async ({ meeting }) => {
      const { code, itemId } = await meeting('planned', 'regional-samordningsgrupp')
      return { url: `/api/meetings/${code}/agenda/${itemId}`, body: { ...agendaItem, basedOn: 1 } }
    },
    statuses: groupOffice,
  },
  {
    route: 'POST /api/meetings/:code/agenda/:itemId/removal',
    ask: async ({ meeting }) => {
      const { code, itemId } = await meeting('planned', 'regional-samordningsgrupp')
      return { url: `/api/meetings/${code}/agenda/${itemId}/removal`, body: { basedOn: 1 } }
    },
    statuses: groupOffice,
  },
  {
    route: 'PUT /api/meetings/:code/agenda-order',
    what: 'with an item that is not there',
    ask: async ({ meeting }) => ({
      url: `/api/meetings/${(await meeting('planned', 'regional-samordningsgrupp')).code}/agenda-order`,
      body: { itemIds: [unknownId], basedOn: 1 },
    }),
    statuses: '401 403 403 403 403 400 403 403',
  },
  {
    route: 'POST /api/meetings/:code/agenda/:itemId/notes',
    ask: async ({ meeting }) => {
      const { code, itemId } = await meeting('open')
      return { url: `/api/meetings/${code}/agenda/${itemId}/notes`, body: { actorCode: 'nacka', text: 'Sa något' }, headers: key() }
    },
    statuses: '401 403 403 403 403 403 201 403',
  },
  {
    route: 'PUT /api/meetings/:code/agenda/:itemId/notes/:noteId',
    ask: async ({ meeting }) => {
      const { code, itemId, noteId } = await meeting('open')
      return { url: `/api/meetings/${code}/agenda/${itemId}/notes/${noteId}`, body: { actorCode: null, text: 'Rättat', basedOn: 1 } }
    },
    statuses: tibOnly,
  },
  {
    route: 'PUT /api/meetings/:code/agenda/:itemId/outcome',
    ask: async ({ meeting }) => {
      const { code, itemId } = await meeting('open')
      return { url: `/api/meetings/${code}/agenda/${itemId}/outcome`, body: { text: 'Klart', basedOn: 0 } }
    },
    statuses: tibOnly,
  },
  {
    route: 'POST /api/meetings/:code/agenda/:itemId/measures',
    ask: async ({ meeting }) => {
      const { code, itemId } = await meeting('open')
      return {
        url: `/api/meetings/${code}/agenda/${itemId}/measures`,
        body: { title: 'Prognos till måndag', ownerActorCode: 'nacka', dueOn: '2026-12-03' },
        headers: key(),
      }
    },
    statuses: '401 403 403 403 403 403 201 403',
  },
  {
    route: 'POST /api/meetings/:code/agenda/:itemId/questions',
    ask: async ({ meeting }) => {
      const { code, itemId } = await meeting('open')
      return {
        url: `/api/meetings/${code}/agenda/${itemId}/questions`,
        body: { actorCode: 'nacka', text: 'Hur länge räcker reservkraften?', dueOn: '2027-12-03' },
        headers: key(),
      }
    },
    statuses: '401 403 403 403 403 403 201 403',
  },
  {
    route: 'PUT /api/meetings/:code/questions/:questionId/answer',
    ask: async ({ question }) => {
      const { code, questionId } = await question()
      return { url: `/api/meetings/${code}/questions/${questionId}/answer`, body: { text: 'Sjutton timmar', basedOn: 0 } }
    },
    statuses: '401 403 200 403 403 403 200 403',
  },
  {
    route: 'DELETE /api/meetings/:code/questions/:questionId',
    ask: async ({ question }) => {
      const { code, questionId } = await question()
      return { url: `/api/meetings/${code}/questions/${questionId}` }
    },
    statuses: '401 403 403 403 403 403 204 403',
  },
  {
    route: 'POST /api/meetings/:code/agenda/:itemId/lift',
    ask: async ({ meeting }) => {
      const { code, itemId, noteId } = await meeting('open')
      return {
        url: `/api/meetings/${code}/agenda/${itemId}/lift`,
        body: { forumCode: 'regional-samordningsgrupp', noteId, title: 'Omledning' },
      }
    },
    statuses: tibOnly,
  },
  {
    route: 'PUT /api/meetings/:code/report',
    what: 'of the own actor',
    ask: async ({ meeting }) => ({
      url: `/api/meetings/${(await meeting()).code}/report`,
      body: { kind: 'nothing', lines: [], basedOn: 0 },
    }),
    statuses: '401 200 200 403 403 403 200 403',
  },
  {
    route: 'GET /api/meetings/:code/reports/:actorCode',
    ask: async ({ meeting }) => ({ url: `/api/meetings/${(await meeting()).code}/reports/nacka` }),
    statuses: members,
  },
  {
    route: 'PUT /api/meetings/:code/attendance/:actorCode',
    ask: async ({ meeting }) => ({
      url: `/api/meetings/${(await meeting('open')).code}/attendance/nacka`,
      body: { presence: 'present' },
    }),
    statuses: tibOnly,
  },
  {
    route: 'POST /api/meetings/:code/picture',
    ask: async ({ meeting }) => ({ url: `/api/meetings/${(await meeting('open')).code}/picture` }),
    statuses: tibOnly,
  },
  {
    route: 'PUT /api/meetings/:code/turn',
    ask: async ({ meeting }) => {
      const { code, itemId } = await meeting('open')
      return { url: `/api/meetings/${code}/turn`, body: { itemId, actorCode: 'nacka', basedOn: 1 } }
    },
    statuses: tibOnly,
  },
]
