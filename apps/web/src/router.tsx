import { type ComponentType, Suspense } from 'react'
import { BrowserRouter, matchPath, Route, Routes } from 'react-router'
import { AppLayout } from './app-layout.tsx'
import { boardQuery } from './features/call-outs/queries.ts'
import { homeQuery, latestPicturesQuery } from './features/home/queries.ts'
import { incidentQuery } from './features/incidents/queries.ts'
import { takeLanguageFromAddress } from './lib/language.tsx'
import { fetchAhead, page } from './lib/lazy-page.ts'
import { queryClient } from './lib/query-client.ts'
import { sessionQuery } from './lib/session.tsx'
import { paths } from './paths.ts'
import { ErrorBoundary } from './ui/error-boundary.tsx'
import { SecretQuestions } from './ui/secret-questions.tsx'
import { LoadingPage, NotFoundPage } from './ui/states.tsx'

takeLanguageFromAddress()

/** The address with the code as the router's parameter. */
const withCode = (path: (code: string) => string) => path('code').replace(/\bcode\b/u, ':code')

/** The pages outside log-in. ahead.ts reads these three tables by their shape, so that the server can name a page's files before anybody asks. */
const doors: readonly (readonly [path: string, Page: ComponentType])[] = [
  [paths.logIn, page(() => import('./features/sessions/log-in-page.tsx'), 'LogInPage')],
  [paths.forgot, page(() => import('./features/sessions/forgot-page.tsx'), 'ForgotPage')],
  ['/bjud-in/:token', page(() => import('./features/sessions/invitation-page.tsx'), 'InvitationPage')],
  ['/k/:token', page(() => import('./features/call-outs/answer-page.tsx'), 'AnswerPage')],
]
/** Every page behind log-in and its address. Pages are put together here and in app-layout.tsx; features never import each other. */
const pages: readonly (readonly [path: string, Page: ComponentType])[] = [
  [paths.home, page(() => import('./features/home/home-page.tsx'), 'HomePage')],
  [paths.incidents, page(() => import('./features/incidents/incident-list-page.tsx'), 'IncidentListPage')],
  [paths.activate, page(() => import('./features/activations/activate-page.tsx'), 'ActivatePage')],
  [paths.request, page(() => import('./features/activations/request-page.tsx'), 'RequestPage')],
  [paths.forums, page(() => import('./features/forums/forum-list-page.tsx'), 'ForumListPage')],
  [withCode(paths.forum), page(() => import('./forum-overview.tsx'), 'ForumOverview')],
  [paths.meetings, page(() => import('./features/meetings/meetings-page.tsx'), 'MeetingsPage')],
  [withCode(paths.meeting), page(() => import('./features/meetings/meeting-page.tsx'), 'MeetingPage')],
  [withCode(paths.meetingPicture), page(() => import('./meeting-picture.tsx'), 'MeetingPicture')],
  [paths.measures, page(() => import('./features/measures/measures-page.tsx'), 'MeasuresPage')],
  [withCode(paths.measure), page(() => import('./features/measures/measure-page.tsx'), 'MeasurePage')],
  [paths.capabilities, page(() => import('./features/assessments/assessments-page.tsx'), 'AssessmentsPage')],
  [withCode(paths.assessment), page(() => import('./capability-work.tsx'), 'AssessmentWithMeasures')],
  [paths.heatMap, page(() => import('./capability-work.tsx'), 'HeatMapWithMeasures')],
  [paths.framework, page(() => import('./features/capabilities/capabilities-page.tsx'), 'CapabilitiesPage')],
  [paths.goals, page(() => import('./features/target-visions/target-visions-page.tsx'), 'TargetVisionsPage')],
  [paths.actors, page(() => import('./features/actors/actor-list-page.tsx'), 'ActorListPage')],
  [withCode(paths.actor), page(() => import('./features/actors/actor-page.tsx'), 'ActorPage')],
  [paths.roster, page(() => import('./features/rosters/roster-page.tsx'), 'RosterPage')],
  [paths.admin, page(() => import('./features/users/admin-page.tsx'), 'AdminPage')],
  [paths.settings, page(() => import('./features/settings/settings-page.tsx'), 'SettingsPage')],
  [paths.inviteUser, page(() => import('./features/users/invite-page.tsx'), 'InvitePage')],
  [withCode(paths.user), page(() => import('./features/users/person-page.tsx'), 'PersonPage')],
  [paths.outbox, page(() => import('./features/outbox/outbox-page.tsx'), 'OutboxPage')],
  [paths.account, page(() => import('./account.tsx'), 'Account')],
]
/** The room of one incident, and the pages inside it. */
const IncidentRoom = page(() => import('./features/incidents/incident-room.tsx'), 'IncidentRoom')
const rooms: readonly (readonly [path: string, Page: ComponentType])[] = [
  [withCode(paths.incident), page(() => import('./incident-overview.tsx'), 'IncidentOverview')],
  [withCode(paths.callOut), page(() => import('./features/call-outs/board-page.tsx'), 'BoardPage')],
  [withCode(paths.incidentMeasures), page(() => import('./features/measures/incident-measures-page.tsx'), 'IncidentMeasuresPage')],
  [withCode(paths.picture), page(() => import('./incident-picture.tsx'), 'IncidentPicture')],
  [withCode(paths.log), page(() => import('./features/incidents/log-page.tsx'), 'LogPage')],
]

/** Is this the address that was opened, and with which code? */
const opened = (path: string) => matchPath(path, location.pathname)
const code = (path: (code: string) => string) => opened(withCode(path))?.params['code']

/** The answers that the opened page begins with, for somebody who is logged in. */
async function fetchAnswers(): Promise<void> {
  if (doors.some(([path]) => opened(path)) || !(await queryClient.fetchQuery(sessionQuery).catch(() => null))) return
  const [room, board] = [opened(`${withCode(paths.incident)}/*`)?.params['code'], code(paths.callOut)]
  await Promise.all([
    queryClient.prefetchQuery(homeQuery),
    opened(paths.home) && queryClient.prefetchQuery(latestPicturesQuery),
    room && queryClient.prefetchQuery(incidentQuery(room)),
    board && queryClient.prefetchQuery(boardQuery(board)),
  ])
}

/**
 * The opened page and its answers come side by side, not one after the other: on a slow line each such step is felt. Drawn once with
 * everything there, the page also costs a phone half of what it costs drawn anew with each answer. Never fails.
 */
export const firstAnswers: Promise<unknown> = Promise.all([
  fetchAnswers(),
  ...[...doors, ...pages, ...rooms].flatMap(([path, Page]) => (opened(path) ? fetchAhead(Page) : [])),
  opened(`${withCode(paths.incident)}/*`) && fetchAhead(IncidentRoom),
])

/**
 * The declarative half of react-router: its data half costs 14 kB gzipped and does what the query client already does.
 */
export function Router() {
  return (
    <BrowserRouter>
      <SecretQuestions />
      <ErrorBoundary>
        <Suspense fallback={<LoadingPage />}>
          <Routes>
            {doors.map(([path, Page]) => (
              <Route key={path} path={path} element={<Page />} />
            ))}
            <Route element={<AppLayout />}>
              {pages.map(([path, Page]) => (
                <Route key={path} path={path} element={<Page />} />
              ))}
              <Route element={<IncidentRoom />}>
                {rooms.map(([path, Page]) => (
                  <Route key={path} path={path} element={<Page />} />
                ))}
              </Route>
              <Route path="*" element={<NotFoundPage />} />
            </Route>
          </Routes>
        </Suspense>
      </ErrorBoundary>
    </BrowserRouter>
  )
}
