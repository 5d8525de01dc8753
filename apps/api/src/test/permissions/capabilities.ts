import { key } from '../call-list.ts'
import { members, officeOnly, read, type Row, unknown, unknownId } from './row.ts'

const measure = { title: 'Ställ upp värmestuga', dueOn: '2026-12-01' }

/** Self-assessment, the map, and measures. */
export const capabilities: readonly Row[] = [
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
]
