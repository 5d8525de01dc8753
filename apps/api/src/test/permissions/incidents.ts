import { activation, key } from '../call-list.ts'
import { absent, members, open, read, type Row, tibOnly, unknown } from './row.ts'

/** Incidents, call-outs, activations and requests. */
export const incidents: readonly Row[] = [
  read('/api/incidents', () => '/api/incidents', members),
  read('/api/incidents/:code', ({ shared }) => `/api/incidents/${shared.code}`, members),
  read('/api/incidents/:code', () => '/api/incidents/2026-99999', unknown, 'unknown'),
  read('/api/incidents/:code/timeline', ({ shared }) => `/api/incidents/${shared.code}/timeline`, members),
  read('/api/call-outs/boards/:code', ({ shared }) => `/api/call-outs/boards/${shared.code}`, members),
  read(
    '/api/call-outs/boards/:code/actors/:actorId/answers',
    ({ shared, nackaContact }) => `/api/call-outs/boards/${shared.code}/actors/${nackaContact.actorId}/answers`,
    members,
  ),
  {
    route: 'POST /api/call-outs/boards/:code/answers',
    what: 'where Nacka alone was called',
    ask: async ({ incident }) => ({
      url: `/api/call-outs/boards/${(await incident()).code}/answers`,
      body: { answer: 'participates' },
      headers: key(),
    }),
    statuses: '401 404 200 403 403 403 404 403',
  },
  {
    route: 'POST /api/call-outs/boards/:code/actors/:actorId/reached',
    ask: async ({ incident, nackaContact }) => ({
      url: `/api/call-outs/boards/${(await incident()).code}/actors/${nackaContact.actorId}/reached`,
      body: { answer: 'follows', means: 'phone' },
      headers: key(),
    }),
    statuses: tibOnly,
  },
  {
    route: 'PUT /api/call-outs/boards/:code/actors/:actorId/connected',
    ask: async ({ incident, nackaContact }) => {
      const { code, activations } = await incident()
      return {
        url: `/api/call-outs/boards/${code}/actors/${nackaContact.actorId}/connected`,
        body: { activationId: activations[0]?.id, connected: true },
        headers: key(),
      }
    },
    statuses: tibOnly,
  },
  {
    route: 'POST /api/call-outs/boards/:code/calls',
    ask: async ({ incident, nackaContact }) => ({
      url: `/api/call-outs/boards/${(await incident()).code}/calls`,
      body: { kind: 'again', actorIds: [nackaContact.actorId] },
      headers: key(),
    }),
    statuses: '401 403 403 403 403 403 201 403',
  },
  {
    route: 'GET /api/call-outs/links/:token',
    ask: async ({ link }) => ({ url: `/api/call-outs/links/${await link()}` }),
    statuses: open,
  },
  read('/api/call-outs/links/:token', () => `/api/call-outs/links/${'x'.repeat(43)}`, absent, 'that nobody was sent'),
  {
    route: 'POST /api/call-outs/links/:token',
    ask: async ({ link }) => ({ url: `/api/call-outs/links/${await link()}`, body: { answer: 'not_concerned' } }),
    statuses: open,
  },
  {
    route: 'POST /api/call-outs/links/:token',
    what: 'that nobody was sent',
    ask: () => ({ url: `/api/call-outs/links/${'x'.repeat(43)}`, body: { answer: 'follows' } }),
    statuses: absent,
  },

  read('/api/activations/preview', () => '/api/activations/preview', tibOnly),
  {
    route: 'POST /api/activations',
    ask: () => ({ url: '/api/activations', body: activation(), headers: key() }),
    statuses: '401 403 403 403 403 403 201 403',
  },
  {
    route: 'POST /api/activations/:id/close',
    ask: async ({ incident }) => ({
      url: `/api/activations/${(await incident()).activations[0]?.id}/close`,
      body: { note: 'Över', version: 1 },
    }),
    statuses: tibOnly,
  },
  read('/api/activations/requests', () => '/api/activations/requests', members),
  {
    route: 'POST /api/activations/requests',
    ask: () => ({
      url: '/api/activations/requests',
      body: { reason: 'Strömavbrott', forumCode: 'regionalt-samordnande-forum' },
      headers: key(),
    }),
    statuses: '401 201 201 403 403 403 201 403',
  },
  {
    route: 'POST /api/activations/requests/:id/acknowledge',
    ask: async ({ request }) => ({ url: `/api/activations/requests/${await request()}/acknowledge` }),
    statuses: tibOnly,
  },
  {
    route: 'POST /api/activations/requests/:id/merge',
    ask: async ({ request, shared }) => ({
      url: `/api/activations/requests/${await request()}/merge`,
      body: { incidentCode: shared.code },
    }),
    statuses: tibOnly,
  },
  {
    route: 'POST /api/activations/requests/:id/withdraw',
    ask: async ({ request }) => ({ url: `/api/activations/requests/${await request()}/withdraw`, body: { note: 'Löst' } }),
    statuses: '401 404 200 403 403 403 403 403',
  },
]
