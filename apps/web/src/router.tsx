import { type ComponentType, Suspense } from 'react'
import { BrowserRouter, matchPath, Route, Routes } from 'react-router'
import { AppLayout } from './app-layout.tsx'
import { fetchAhead, page } from './lib/lazy-page.ts'
import { paths } from './paths.ts'
import { ErrorBoundary } from './ui/error-boundary.tsx'
import { LoadingPage, NotFoundPage } from './ui/states.tsx'

/** The address with the code as the router's parameter. */
const withCode = (path: (code: string) => string) => path('code').replace(/\bcode\b/u, ':code')

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
const LogInPage = page(() => import('./features/sessions/log-in-page.tsx'), 'LogInPage')
const ForgotPage = page(() => import('./features/sessions/forgot-page.tsx'), 'ForgotPage')
const InvitationPage = page(() => import('./features/sessions/invitation-page.tsx'), 'InvitationPage')
const AnswerPage = page(() => import('./features/call-outs/answer-page.tsx'), 'AnswerPage')

// The page of this address comes while the session is being asked for, not after it: on a slow line each such step is felt.
for (const [path, Page] of [...pages, ...rooms]) if (matchPath(path, location.pathname)) fetchAhead(Page)
if (matchPath(`${withCode(paths.incident)}/*`, location.pathname)) fetchAhead(IncidentRoom)

/**
 * The declarative half of react-router: its data half costs 14 kB gzipped and does what the query client already does.
 */
export function Router() {
  return (
    <BrowserRouter>
      <ErrorBoundary>
        <Suspense fallback={<LoadingPage />}>
          <Routes>
            <Route path={paths.logIn} element={<LogInPage />} />
            <Route path={paths.forgot} element={<ForgotPage />} />
            <Route path="/bjud-in/:token" element={<InvitationPage />} />
            <Route path="/k/:token" element={<AnswerPage />} />
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
