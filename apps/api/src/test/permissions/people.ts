import { key } from '../call-list.ts'
import { absent, members, open, read, type Row, unknown, unknownId, userKeepers, userManagers } from './row.ts'

/** Each on a version that nobody has: who may, is told how it stands now. */
const userWrites: Row[] = (
  [
    ['PUT', '', { name: 'Maja Lind', email: 'maja@test.example', phone: null }],
    ['POST', '/functions', { functionCode: 'reader', actorCode: 'nacka', isDeputy: false, from: null, until: null }],
    ['PUT', '/functions/:heldId', { isDeputy: false, until: null }],
    ['POST', '/functions/:heldId/end', { confirmed: false }],
    ['POST', '/functions/:heldId/restore', { until: null }],
    ['POST', '/invitation', {}],
    ['POST', '/invitation/withdrawal', {}],
    ['POST', '/reset', {}],
    ['PUT', '/status', { isDisabled: true }],
    ['DELETE', '/sessions', null],
  ] as const
).flatMap(([method, path, body]) =>
  (['nackaContact', 'salemContact'] as const).map(
    (whose): Row => ({
      route: `${method} /api/users/:id${path}`,
      what: whose === 'nackaContact' ? 'of Nacka' : 'of another actor',
      ask: (world) => ({
        url: `/api/users/${world[whose].id}${path.replace(':heldId', world[whose].functionId)}`,
        ...(body === null ? {} : { body: { ...body, version: 99 } }),
      }),
      statuses: whose === 'nackaContact' ? userManagers : '401 403 403 403 404 403 403 409',
    }),
  ),
)

/** The portal itself, sessions, users, actors, and what is read by everybody. */
export const people: readonly Row[] = [
  read('/healthz', () => '/healthz', open),
  read('/readyz', () => '/readyz', '503 503 503 503 503 503 503 503', 'no worker runs here'),
  read('/api/openapi.json', () => '/api/openapi.json', members),
  read('/api/docs', () => '/api/docs', members),
  read('/api/docs/style.css', () => '/api/docs/style.css', members),

  read('/api/portal', () => '/api/portal', open),
  read('/api/settings', () => '/api/settings', '401 403 403 403 403 200 200 200'),
  {
    route: 'PUT /api/settings/:id',
    what: 'that is none',
    ask: () => ({ url: `/api/settings/${unknownId}`, body: { value: 20, version: 1 } }),
    statuses: '401 403 403 403 403 403 403 404',
  },
  {
    route: 'POST /api/sessions',
    what: 'with a wrong password',
    ask: ({ me }) => ({ url: '/api/sessions', body: { email: `${me?.id ?? 'x'}@nowhere.example`, password: 'wrong' } }),
    statuses: '401 401 401 401 401 401 401 401',
  },
  read('/api/sessions/current', () => '/api/sessions/current', members),
  { route: 'DELETE /api/sessions/current', ask: () => ({ url: '/api/sessions/current' }), statuses: '401 204 204 204 204 204 204 204' },
  {
    route: 'PUT /api/sessions/current/function',
    ask: ({ me }) => ({ url: '/api/sessions/current/function', body: { userFunctionId: me?.functionId ?? unknownId } }),
    statuses: members,
  },
  {
    route: 'PUT /api/sessions/current/function',
    what: 'that somebody else holds',
    ask: ({ nackaContact }) => ({ url: '/api/sessions/current/function', body: { userFunctionId: nackaContact.functionId } }),
    statuses: unknown,
  },
  read('/api/sessions', () => '/api/sessions', members),
  {
    route: 'DELETE /api/sessions/:id',
    what: 'of somebody else',
    ask: ({ nackaContact }) => ({ url: `/api/sessions/${nackaContact.sessionId}` }),
    statuses: unknown,
  },
  read('/api/sessions/invitations/:token', () => `/api/sessions/invitations/${'x'.repeat(43)}`, absent),
  {
    route: 'POST /api/sessions/invitations/:token',
    ask: () => ({
      url: `/api/sessions/invitations/${'x'.repeat(43)}`,
      body: { name: 'Någon', email: 'n@portal.example', password: 'ett långt lösenord' },
    }),
    statuses: absent,
  },
  read('/api/demo/identities', () => '/api/demo/identities', open),
  {
    route: 'POST /api/demo/sessions',
    ask: ({ nackaContact }) => ({ url: '/api/demo/sessions', body: { email: nackaContact.email } }),
    statuses: '401 401 401 401 401 401 401 401',
  },

  {
    route: 'POST /api/sessions/resets',
    ask: ({ nackaContact }) => ({ url: '/api/sessions/resets', body: { email: nackaContact.email } }),
    statuses: '204 204 204 204 204 204 204 204',
  },
  {
    route: 'POST /api/sessions/current/go-on',
    what: 'whose function has not ended',
    ask: () => ({ url: '/api/sessions/current/go-on' }),
    statuses: '401 409 409 409 409 409 409 409',
  },

  read('/api/users', () => '/api/users', userKeepers),
  {
    route: 'POST /api/users',
    what: 'with an address that is taken',
    ask: ({ nackaContact }) => ({
      url: '/api/users',
      body: {
        name: 'Någon Annan',
        email: nackaContact.email,
        phone: null,
        actorCode: 'nacka',
        functions: [{ functionCode: 'reader', actorCode: 'nacka', isDeputy: false, from: null, until: null }],
      },
      headers: key(),
    }),
    statuses: userManagers,
  },
  read('/api/users/functions', () => '/api/users/functions', '401 403 403 403 200 403 403 200'),
  read('/api/users/:id/history', ({ nackaContact }) => `/api/users/${nackaContact.id}/history`, userKeepers),
  ...userWrites,
  read('/api/users/subscriptions', () => '/api/users/subscriptions', members),
  {
    route: 'PUT /api/users/subscriptions/:topic',
    ask: () => ({ url: '/api/users/subscriptions/meetings', body: { isOn: true } }),
    statuses: members,
  },
  read('/api/users/:id', ({ nackaContact }) => `/api/users/${nackaContact.id}`, userKeepers),
  read(
    '/api/users/:id',
    ({ salemContact }) => `/api/users/${salemContact.id}`,
    '401 403   403   403    404   200    403 200',
    'at another actor',
  ),
  read('/api/users/:id', () => `/api/users/${unknownId}`, '401 403   403   403    404   404    403 404', 'that nobody is'),

  read('/api/actors', () => '/api/actors', members),
  read('/api/actors/:code', () => '/api/actors/nacka', members),
  read('/api/actors/:code', () => '/api/actors/atlantis', unknown, 'unknown'),
  {
    route: 'POST /api/actors/:code/contact-points',
    what: 'of Nacka',
    ask: () => ({
      url: '/api/actors/nacka/contact-points',
      body: { label: 'Jouren', functionCode: 'communicator', isDeputy: true, channels: [] },
      headers: key(),
    }),
    statuses: '401 403 200 403 200 403 403 403',
  },
  {
    route: 'POST /api/actors/:code/contact-points/confirmation',
    what: 'that nobody has',
    ask: () => ({ url: '/api/actors/nacka/contact-points/confirmation', body: { points: [{ id: unknownId, version: 1 }] } }),
    statuses: '401 403 404 403 404 403 403 403',
  },
  {
    route: 'PUT /api/actors/:code/contact-points/:id',
    what: 'that nobody has',
    ask: () => ({
      url: `/api/actors/nacka/contact-points/${unknownId}`,
      body: { label: 'Jouren', functionCode: 'communicator', isDeputy: true, channels: [], version: 1 },
    }),
    statuses: '401 403 404 403 404 403 403 403',
  },
  {
    route: 'PUT /api/actors/:code/contact-points/:id/archived',
    what: 'that nobody has',
    ask: () => ({ url: `/api/actors/nacka/contact-points/${unknownId}/archived`, body: { isArchived: true, version: 1 } }),
    statuses: '401 403 404 403 404 403 403 403',
  },
  {
    route: 'PUT /api/actors/:code/staff-designation',
    ask: () => ({ url: '/api/actors/nacka/staff-designation', body: { basis: 'Prövat', validFrom: '2026-01-01', version: 0 } }),
    statuses: '401 403 403 403 403 200 403 403',
  },
  {
    route: 'DELETE /api/actors/:code/staff-designation',
    what: 'of an actor that has none',
    ask: () => ({ url: '/api/actors/salem/staff-designation?version=0' }),
    statuses: '401 403 403 403 403 409 403 403',
  },
  read('/api/forums', () => '/api/forums', members),
  read('/api/forums/:code', () => '/api/forums/samverkansstab', members),
  read('/api/home', () => '/api/home', members),
  read('/api/rosters', () => '/api/rosters', members),
  read('/api/search', () => '/api/search?q=nacka', members),
  read('/api/capabilities/framework', () => '/api/capabilities/framework', members),
  read('/api/target-visions', () => '/api/target-visions', members),
]
