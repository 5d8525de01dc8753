import type { Picture } from '@samverkan/contract'
import { key } from '../call-list.ts'
import { base as pictures, line, wanted } from '../pictures.ts'
import { members, read, type Row, tibOnly, unknown, unknownId } from './row.ts'

/** Lägesbilder, and what is sent. */
export const situationalPictures: readonly Row[] = [
  read(pictures, () => pictures, members),
  read(`${pictures}/incidents/:code`, ({ shared }) => `${pictures}/incidents/${shared.code}`, members),
  read(`${pictures}/incidents/:code`, () => `${pictures}/incidents/2031-001`, unknown, 'that never was'),
  {
    route: `POST ${pictures}/incidents/:code`,
    ask: async ({ t, incident }) => ({ url: `${pictures}/incidents/${(await incident()).code}`, body: wanted(t), headers: key() }),
    statuses: tibOnly,
  },
  read(`${pictures}/:id`, ({ picture }) => `${pictures}/${picture.id}`, members),
  read(`${pictures}/:id`, () => `${pictures}/${unknownId}`, unknown, 'that nobody opened'),
  {
    route: `PUT ${pictures}/:id/collection`,
    ask: async ({ t, freshPicture }) => ({
      url: `${pictures}/${(await freshPicture()).id}/collection`,
      body: { ...wanted(t), basedOn: 1 },
    }),
    statuses: tibOnly,
  },
  {
    route: `POST ${pictures}/:id/reports`,
    ask: ({ picture }) => ({ url: `${pictures}/${picture.id}/reports`, body: { kind: 'nothing', number: 2 }, headers: key() }),
    statuses: '401 201 201 403 403 403 201 403',
  },
  {
    route: `POST ${pictures}/:id/reports`,
    what: 'to one that nobody opened',
    ask: () => ({ url: `${pictures}/${unknownId}/reports`, body: { kind: 'nothing', number: 1 }, headers: key() }),
    statuses: '401 404 404 403 403 403 404 403',
  },
  {
    route: `POST ${pictures}/:id/actors/:actorId/reports`,
    ask: ({ picture, nackaContact }) => ({
      url: `${pictures}/${picture.id}/actors/${nackaContact.actorId}/reports`,
      body: { kind: 'nothing', number: 2, means: 'phone' },
      headers: key(),
    }),
    statuses: '401 403 403 403 403 403 201 403',
  },
  {
    route: `POST ${pictures}/:id/actors/:actorId/reports`,
    what: 'for somebody who is no member',
    ask: ({ picture }) => ({
      url: `${pictures}/${picture.id}/actors/${unknownId}/reports`,
      body: { kind: 'nothing', number: 2, means: 'phone' },
      headers: key(),
    }),
    statuses: '401 403 403 403 403 403 404 403',
  },
  {
    route: `POST ${pictures}/:id/reports/lines/:lineId/withdrawal`,
    ask: async ({ t, picture, nackaContact }) => {
      await t.as(nackaContact)('POST', `${pictures}/${picture.id}/reports`, { kind: 'lines', number: 2, lines: [line('Återtas')] }, key())
      const { own } = (await t.as(nackaContact)('GET', `${pictures}/${picture.id}`)).json<Picture>()
      return { url: `${pictures}/${picture.id}/reports/lines/${own?.lines.at(-1)?.id}/withdrawal`, body: {} }
    },
    // What Nacka wrote itself is Nacka's alone to take back.
    statuses: '401 404 200 403 403 403 403 403',
  },
  {
    route: `POST ${pictures}/:id/reports/lines/:lineId/withdrawal`,
    what: 'of a line that nobody reported',
    ask: ({ picture }) => ({ url: `${pictures}/${picture.id}/reports/lines/${unknownId}/withdrawal`, body: {} }),
    statuses: '401 404 404 403 403 403 404 403',
  },
  read(`${pictures}/:id/draft`, ({ picture }) => `${pictures}/${picture.id}/draft`, '401 403 403 403 403 200 200 403'),
  read(`${pictures}/:id/draft`, () => `${pictures}/${unknownId}/draft`, '401 403 403 403 403 404 404 403', 'that nobody opened'),
  {
    route: `POST ${pictures}/:id/lines`,
    ask: ({ picture }) => ({ url: `${pictures}/${picture.id}/lines`, body: line('Egen rad'), headers: key() }),
    statuses: '401 403 403 403 403 403 201 403',
  },
  {
    route: `PUT ${pictures}/:id/lines/:lineId`,
    ask: async ({ freshPicture }) => {
      const { id, lineId } = await freshPicture()
      return { url: `${pictures}/${id}/lines/${lineId}`, body: { ...line('Ändrad'), basedOn: 1 } }
    },
    statuses: tibOnly,
  },
  {
    route: `PUT ${pictures}/:id/lines/:lineId`,
    what: 'of another chain',
    ask: async ({ picture, freshPicture }) => ({
      url: `${pictures}/${picture.id}/lines/${(await freshPicture()).lineId}`,
      body: { ...line('Ändrad'), basedOn: 1 },
    }),
    statuses: '401 403 403 403 403 403 404 403',
  },
  {
    route: `PUT ${pictures}/:id/lines/:lineId/place`,
    ask: ({ picture }) => ({ url: `${pictures}/${picture.id}/lines/${picture.lineId}/place`, body: { after: null } }),
    statuses: '401 403 403 403 403 403 204 403',
  },
  {
    route: `PUT ${pictures}/:id/texts/:field`,
    ask: async ({ freshPicture }) => ({
      url: `${pictures}/${(await freshPicture()).id}/texts/summary`,
      body: { text: 'Kort', basedOn: 0 },
    }),
    statuses: tibOnly,
  },
  {
    route: `POST ${pictures}/:id/writing`,
    ask: ({ picture }) => ({ url: `${pictures}/${picture.id}/writing` }),
    statuses: '401 403 403 403 403 403 204 403',
  },
  read(
    `${pictures}/:id/lines/:lineId/versions`,
    ({ picture }) => `${pictures}/${picture.id}/lines/${picture.lineId}/versions`,
    '401 403 403 403 403 200 200 403',
  ),
  read(
    `${pictures}/:id/texts/:field/versions`,
    ({ picture }) => `${pictures}/${picture.id}/texts/summary/versions`,
    '401 403 403 403 403 200 200 403',
  ),
  {
    route: `POST ${pictures}/:id/reminders`,
    ask: async ({ freshPicture }) => ({ url: `${pictures}/${(await freshPicture()).id}/reminders`, body: {}, headers: key() }),
    statuses: tibOnly,
  },
  {
    route: `POST ${pictures}/:id/versions`,
    ask: async ({ lookedAt }) => {
      const { id, looked } = await lookedAt()
      return { url: `${pictures}/${id}/versions`, body: { number: 2, looked }, headers: key() }
    },
    statuses: '401 403 403 403 403 403 201 403',
  },
  read(`${pictures}/:id/versions/:number`, ({ picture }) => `${pictures}/${picture.id}/versions/1`, members),
  read(`${pictures}/:id/versions/:number`, ({ picture }) => `${pictures}/${picture.id}/versions/2`, unknown, 'that is only a draft'),
  read(`${pictures}/:id/versions/:number/pdf`, ({ picture }) => `${pictures}/${picture.id}/versions/1/pdf`, members),
  read(`${pictures}/:id/versions/:number/pdf`, () => `${pictures}/${unknownId}/versions/1/pdf`, unknown, 'of a chain that nobody opened'),
  {
    route: `POST ${pictures}/:id/versions/:number/read`,
    ask: ({ picture }) => ({ url: `${pictures}/${picture.id}/versions/1/read` }),
    statuses: members,
  },
  {
    route: `POST ${pictures}/:id/versions/:number/acknowledgement`,
    ask: ({ picture }) => ({ url: `${pictures}/${picture.id}/versions/1/acknowledgement`, body: {} }),
    statuses: '401 200 200 403 403 403 200 403',
  },
  {
    route: `PUT ${pictures}/:id/versions/:number/acknowledgement`,
    ask: async ({ t, me, freshPicture }) => {
      const { id } = await freshPicture()
      const url = `${pictures}/${id}/versions/1/acknowledgement`
      if (me) await t.as(me)('POST', url, {})
      return { url, body: { note: 'Krisledningen', basedOn: 1 } }
    },
    statuses: '401 200 200 403 403 403 200 403',
  },
  read(
    `${pictures}/:id/versions/:number/acknowledgements`,
    ({ picture }) => `${pictures}/${picture.id}/versions/1/acknowledgements`,
    '401 403 403 403 403 200 200 403',
  ),

  read('/api/outbox', () => '/api/outbox', '401 200 200 403 200 200 200 200'),
  read('/api/outbox/held', () => '/api/outbox/held', '401 200 200 403 200 200 200 200'),
  {
    route: 'POST /api/outbox/held',
    // Nothing is held: whoever may is told so.
    ask: () => ({ url: '/api/outbox/held', body: { decision: 'discard', letters: 1 } }),
    statuses: '401 403 403 403 403 403 409 409',
  },
  read('/api/outbox/:id', ({ shared }) => `/api/outbox/${shared.messageId}`, '401 404 200 403 200 200 200 200', 'to Nacka'),
  read('/api/outbox/:id', () => `/api/outbox/${unknownId}`, '401 404 404 403 404 404 404 404', 'that nobody wrote'),
]
