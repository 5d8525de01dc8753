import type { ComponentType } from 'react'
import { createBrowserRouter } from 'react-router'
import { AppLayout, type RouteHandle } from './app-layout.tsx'
import { paths } from './paths.ts'
import { RouteError } from './ui/route-error.tsx'
import { NotFoundPage } from './ui/states.tsx'

/** A page that is fetched when somebody goes there: `page(() => import('./features/x/x-page.tsx'), 'XPage')`. */
const page = <Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name) => async () => ({ Component: (await load())[name] })
/** The address with the code as the router's parameter. */
const withCode = (path: (code: string) => string) => path('code').replace(/\bcode\b/u, ':code')

/** Every page and its address. Pages are put together here; features never import each other. */
export const router = createBrowserRouter([
  {
    errorElement: <RouteError />,
    hydrateFallbackElement: <></>,
    children: [
      { path: paths.logIn, lazy: page(() => import('./features/sessions/log-in-page.tsx'), 'LogInPage') },
      { path: '/bjud-in/:token', lazy: page(() => import('./features/sessions/invitation-page.tsx'), 'InvitationPage') },
      { path: '/k/:token', lazy: page(() => import('./features/call-outs/answer-page.tsx'), 'AnswerPage') },
      {
        element: <AppLayout />,
        children: [
          {
            // Inside the shell: a page that breaks leaves the navigation standing.
            errorElement: <RouteError />,
            children: [
              { path: paths.home, lazy: page(() => import('./features/home/home-page.tsx'), 'HomePage') },
              { path: paths.incidents, lazy: page(() => import('./features/incidents/incident-list-page.tsx'), 'IncidentListPage') },
              { path: withCode(paths.incident), lazy: page(() => import('./features/incidents/incident-page.tsx'), 'IncidentPage') },
              { path: withCode(paths.callOut), lazy: page(() => import('./features/call-outs/board-page.tsx'), 'BoardPage') },
              { path: withCode(paths.log), lazy: page(() => import('./features/incidents/log-page.tsx'), 'LogPage') },
              { path: paths.activate, handle: { ownBar: true, isAction: true } satisfies RouteHandle, lazy: page(() => import('./features/activations/activate-page.tsx'), 'ActivatePage') },
              { path: paths.request, handle: { isAction: true } satisfies RouteHandle, lazy: page(() => import('./features/activations/request-page.tsx'), 'RequestPage') },
              { path: paths.forums, lazy: page(() => import('./features/forums/forum-list-page.tsx'), 'ForumListPage') },
              { path: withCode(paths.forum), lazy: page(() => import('./features/forums/forum-page.tsx'), 'ForumPage') },
              { path: paths.meetings, lazy: page(() => import('./features/meetings/meetings-page.tsx'), 'MeetingsPage') },
              { path: paths.capabilities, lazy: page(() => import('./features/capabilities/capabilities-page.tsx'), 'CapabilitiesPage') },
              { path: paths.goals, lazy: page(() => import('./features/target-visions/target-visions-page.tsx'), 'TargetVisionsPage') },
              { path: paths.actors, lazy: page(() => import('./features/actors/actor-list-page.tsx'), 'ActorListPage') },
              { path: withCode(paths.actor), lazy: page(() => import('./features/actors/actor-page.tsx'), 'ActorPage') },
              { path: paths.roster, lazy: page(() => import('./features/rosters/roster-page.tsx'), 'RosterPage') },
              { path: paths.admin, lazy: page(() => import('./features/users/user-list-page.tsx'), 'UserListPage') },
              { path: paths.outbox, lazy: page(() => import('./features/outbox/outbox-page.tsx'), 'OutboxPage') },
              { path: paths.account, lazy: page(() => import('./features/sessions/account-page.tsx'), 'AccountPage') },
              { path: '*', element: <NotFoundPage /> },
            ],
          },
        ],
      },
    ],
  },
])
