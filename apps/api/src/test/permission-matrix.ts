import type { Picture } from '@samverkan/contract'
import type { Person, TestApp } from './app.ts'
import type { Built } from './builders.ts'
import { activation, key } from './call-list.ts'
import { base as pictures, line, wanted } from './pictures.ts'
import { planned } from './meetings.ts'

/** Who asks. What is asked for belongs to Nacka; `salem` is the stranger. */
export const roles = ['nobody', 'salem', 'nacka', 'reader', 'admin', 'office', 'tib', 'system'] as const
export type Role = (typeof roles)[number]

/** What the rows point at. Writes get things of their own, so that no cell depends on another. */
export type World = {
  t: TestApp
  me: Person | null
  nackaContact: Person
  salemContact: Person
  shared: { code: string; messageId: string; activationId: string }
  /** A fresh incident to which Nacka alone is called. */
  incident: () => Promise<Built>
  /** A fresh request for activation from Nacka. */
  request: () => Promise<string>
  /** Nacka's self-assessment in an open round. */
  assessmentId: string
  /** A measure that Nacka owns, and one about a gap of Nacka's; both fresh. */
  measure: () => Promise<string>
  gapMeasure: () => Promise<string>
  /** A chain of lägesbilder with version 1 published and version 2 being written, and a line of it. */
  picture: { id: string; lineId: string }
  /** A fresh one of an incident that Nacka is called to. */
  freshPicture: () => Promise<{ id: string; lineId: string }>
  /** A date that no meeting has been given yet. */
  nextDate: () => string
  /** A fresh meeting brought to this state: of the weekly conference's forum, unless another is named. */
  meeting: (
    state?: 'planned' | 'due' | 'open' | 'documented' | 'cancelled',
    forumCode?: string,
  ) => Promise<{ code: string; itemId: string; noteId: string }>
  /** A question that Nacka has taken home from an open meeting. */
  question: () => Promise<{ code: string; questionId: string }>
  /** A fresh answer link of Nacka. */
  link: () => Promise<string>
}
type Request = { url: string; body?: unknown; headers?: Record<string, string> }
export type Row = { route: string; what?: string; ask: (world: World) => Request | Promise<Request>; statuses: string }

const unknownId = '019a0000-0000-7000-8000-00000000dead'
const measure = { title: 'Ställ upp värmestuga', dueOn: '2026-12-01' }
const read = (route: string, url: (world: World) => string | Promise<string>, statuses: string, what?: string): Row => ({
  route: `GET ${route}`,
  ask: async (world) => ({ url: await url(world) }),
  statuses,
  ...(what ? { what } : {}),
})

//                  nobody salem nacka reader admin office tib system
const open = '      200    200   200   200    200   200    200 200'
const absent = '    404    404   404   404    404   404    404 404'
const members = '   401    200   200   200    200   200    200 200'
const unknown = '   401    404   404   404    404   404    404 404'
const userManagers = '401  403   403   403    409   403    403 409'
const userKeepers = '401   403   403   403    200   200    403 200'
const officeOnly = ' 401   403   403   403    403   404   403 403'
const tibOnly = '   401    403   403   403    403   403    200 403'

const schedulers = '401   403   403   403    403   200    200 403'
const groupOffice = '401   403   403   403    403   200    403 403'
const agendaItem = { title: 'Ny punkt', kind: 'information', presenterActorCode: null, presenter: '', minutes: 5 }
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

/** Every route and who gets what. A route that is not here fails a test; "not yours" answers as "not there" (security.md C1, C2). */
export const matrix: readonly Row[] = [
  read('/healthz', () => '/healthz', open),
  read('/readyz', () => '/readyz', '503 503 503 503 503 503 503 503', 'no worker runs here'),
  read('/api/openapi.json', () => '/api/openapi.json', open),
  read('/api/docs', () => '/api/docs', members),
  read('/api/docs/style.css', () => '/api/docs/style.css', members),

  read('/api/portal', () => '/api/portal', open),
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

  read('/api/assessments/rounds', () => '/api/assessments/rounds', members),
  {
    route: 'POST /api/assessments/rounds',
    what: 'of a year that has one',
    ask: () => ({ url: '/api/assessments/rounds', body: { year: 2026, dueOn: '2026-12-18' } }),
    statuses: '401 403 403 403 403 409 403 403',
  },
  {
    route: 'POST /api/assessments/rounds/:year/state',
    what: 'of a year without one',
    ask: () => ({ url: '/api/assessments/rounds/2031/state', body: { action: 'open', version: 1 } }),
    statuses: officeOnly,
  },
  {
    route: 'PUT /api/assessments/rounds/:year/due-date',
    what: 'of a year without one',
    ask: () => ({ url: '/api/assessments/rounds/2031/due-date', body: { dueOn: '2031-12-18', version: 1 } }),
    statuses: officeOnly,
  },
  read('/api/assessments/:id', ({ assessmentId }) => `/api/assessments/${assessmentId}`, '401 404 200 200 200 200 404 404', 'of Nacka'),
  read('/api/assessments/:id', () => `/api/assessments/${unknownId}`, unknown, 'that nobody has'),
  read(
    '/api/assessments/:id/evidence',
    ({ assessmentId }) => `/api/assessments/${assessmentId}/evidence`,
    '401 404 200 200 200 200 404 404',
    'of Nacka',
  ),
  {
    route: 'PUT /api/assessments/:id/answers/:code',
    what: 'by nobody who is an assessor',
    ask: ({ assessmentId }) => ({
      url: `/api/assessments/${assessmentId}/answers/1.1.1`,
      body: { value: 2, notApplicable: false, comment: '', basedOn: 0 },
    }),
    statuses: '401 403 403 403 403 403 403 403',
  },
  {
    route: 'POST /api/assessments/:id/hand-in',
    ask: ({ assessmentId }) => ({ url: `/api/assessments/${assessmentId}/hand-in`, body: { version: 1 } }),
    statuses: '401 403 403 403 403 403 403 403',
  },
  {
    route: 'POST /api/assessments/:id/signature',
    ask: ({ assessmentId }) => ({ url: `/api/assessments/${assessmentId}/signature`, body: { version: 1 } }),
    statuses: '401 403 403 403 403 403 403 403',
  },
  {
    route: 'POST /api/assessments/:id/reopening',
    what: 'that is not signed',
    ask: ({ assessmentId }) => ({ url: `/api/assessments/${assessmentId}/reopening`, body: { version: 1, reason: 'Fel svar' } }),
    statuses: '401 403 403 403 403 409 403 403',
  },
  read('/api/assessments/heat-map/:year', () => '/api/assessments/heat-map/2026', members),
  read('/api/assessments/heat-map/:year', () => '/api/assessments/heat-map/2031', unknown, 'of a year without a round'),
  read('/api/assessments/heat-map/:year/csv', () => '/api/assessments/heat-map/2026/csv', members),

  read('/api/measures', () => '/api/measures', members),
  {
    route: 'POST /api/measures',
    what: 'in an incident',
    ask: async ({ nackaContact, shared }) => ({
      url: '/api/measures',
      body: { ...measure, owner: { actorId: nackaContact.actorId }, origin: { kind: 'incident', incidentCode: shared.code } },
      headers: key(),
    }),
    statuses: '401 403 403 403 403 201 201 403',
  },
  {
    route: 'POST /api/measures',
    what: 'about a gap of Nacka',
    ask: ({ assessmentId }) => ({
      url: '/api/measures',
      body: { ...measure, owner: { office: true }, origin: { kind: 'gap', assessmentId, subCapability: '1.3' } },
      headers: key(),
    }),
    statuses: '401 403 403 403 403 201 404 403',
  },
  read('/api/measures/gaps/:year', () => '/api/measures/gaps/2026', members),
  read('/api/measures/gaps/:year', () => '/api/measures/gaps/2031', unknown, 'of a year without a round'),
  read('/api/measures/:id', async ({ measure: of }) => `/api/measures/${await of()}`, members, 'of Nacka'),
  read(
    '/api/measures/:id',
    async ({ gapMeasure }) => `/api/measures/${await gapMeasure()}`,
    '401 404 200 200 200 200 404 404',
    'about a gap of Nacka',
  ),
  read('/api/measures/:id', () => `/api/measures/${unknownId}`, unknown, 'that nobody has'),
  {
    route: 'PUT /api/measures/:id',
    ask: async ({ measure: of }) => ({
      url: `/api/measures/${await of()}`,
      body: { ...measure, description: '', owner: { office: true }, version: 1 },
    }),
    statuses: '401 403 403 403 403 200 200 403',
  },
  {
    route: 'POST /api/measures/:id/state',
    ask: async ({ measure: of }) => ({ url: `/api/measures/${await of()}/state`, body: { action: 'finish', version: 1 } }),
    statuses: '401 403 200 403 403 403 403 403',
  },
  {
    route: 'POST /api/measures/:id/state',
    what: 'about a gap of Nacka',
    ask: async ({ gapMeasure }) => ({
      url: `/api/measures/${await gapMeasure()}/state`,
      body: { action: 'cancel', note: 'Löst', version: 1 },
    }),
    statuses: '401 404 200 403 403 200 404 403',
  },
  {
    route: 'POST /api/measures/:id/notes',
    ask: async ({ measure: of }) => ({ url: `/api/measures/${await of()}/notes`, body: { note: 'Pågår' }, headers: key() }),
    statuses: '401 403 201 403 403 201 201 403',
  },
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
    ask: async ({ freshPicture }) => ({ url: `${pictures}/${(await freshPicture()).id}/versions`, body: { number: 2 }, headers: key() }),
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
  read('/api/outbox/:id', ({ shared }) => `/api/outbox/${shared.messageId}`, '401 404 200 403 200 200 200 200', 'to Nacka'),
  read('/api/outbox/:id', () => `/api/outbox/${unknownId}`, '401 404 404 403 404 404 404 404', 'that nobody wrote'),

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
    statuses: schedulers,
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
