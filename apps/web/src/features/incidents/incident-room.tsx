import { Trans, useLingui } from '@lingui/react/macro'
import { ChevronDownIcon, ChevronRightIcon } from '@navikt/aksel-icons'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Suspense, useEffect } from 'react'
import { Link, Outlet, useLocation, useParams } from 'react-router'
import { clockToday, relative } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { takeFocusRequest } from '../../lib/page-focus.ts'
import { paths } from '../../paths.ts'
import { ExerciseFrame } from '../../ui/exercise-frame.tsx'
import { Popover } from '../../ui/popover.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { LoadedPage, LoadingPanel } from '../../ui/states.tsx'
import { incidentQuery, incidentsQuery } from './queries.ts'
import './incident-room.css'

/** The room of one incident: its head and tabs stand, the pages inside change (ux.md, "Händelserum"). */
export function IncidentRoom() {
  const { t } = useLingui()
  const { code = '' } = useParams()
  const query = useQuery(incidentQuery(code))
  return (
    <LoadedPage query={query} title={t`Händelse`}>
      {(incident) => (
        <ExerciseFrame on={incident.isExercise}>
          <RoomHead
            code={incident.code}
            title={incident.title}
            isExercise={incident.isExercise}
            isOpen={incident.state === 'open'}
            openedAt={incident.openedAt}
            closedAt={incident.closedAt}
          />
          {/* A new incident is a new room: nothing half open is carried over from the one before. */}
          <Suspense
            key={incident.code}
            fallback={
              <div className="page">
                <LoadingPanel rows={6} />
              </div>
            }
          >
            <Outlet />
          </Suspense>
        </ExerciseFrame>
      )}
    </LoadedPage>
  )
}

/** The pages of a room, by their word in `paths`. */
const roomPages = ['incident', 'callOut', 'picture', 'log', 'incidentMeasures'] as const

type HeadProps = { code: string; title: string; isExercise: boolean; isOpen: boolean; openedAt: string; closedAt: string | null }

function RoomHead({ code, title, isExercise, isOpen, openedAt, closedAt }: HeadProps) {
  const { t } = useLingui()
  const now = useNow()
  const language = useLanguage()
  const { pathname } = useLocation()
  const tabs = [
    [paths.incident(code), t`Översikt`],
    [paths.callOut(code), t`Inkallning`],
    [paths.picture(code), t`Lägesbild`],
    [paths.log(code), t`Logg`],
    [paths.incidentMeasures(code), t`Åtgärder`],
  ] as const
  const here = tabs.find(([to]) => to === pathname)?.[1] ?? ''
  // Between tabs the focus stays on the tab that was pressed; only entering the room moves it to the heading.
  useEffect(() => {
    takeFocusRequest()
  }, [pathname])
  const started = clockToday(openedAt, now, language)
  const ended = closedAt && clockToday(closedAt, now, language)
  return (
    <div className={pathname === paths.incident(code) ? 'room-head' : 'room-head is-within'}>
      <title>{`${here} · ${title} · ${t`Samverkan Stockholm`}`}</title>
      <div className="room-title">
        <Link to={paths.incidents} className="desk">
          <Trans>Händelser</Trans>
        </Link>
        <ChevronRightIcon aria-hidden className="desk" />
        <h1 tabIndex={-1} lang="sv" ref={focusOnArrival}>
          {title}
        </h1>
        {isExercise && (
          <StateTag state="exercise">
            <Trans>Övning</Trans>
          </StateTag>
        )}
        {!isOpen && (
          <StateTag state="neutral">
            <Trans>Avslutad</Trans>
          </StateTag>
        )}
        <span className="room-facts">
          <span className="num">{code}</span>
          <span className="num room-when">
            {ended ? (
              <Trans>
                startade {started}, avslutades {ended}
              </Trans>
            ) : (
              <Trans>
                startade {started}, {relative(openedAt, Math.max(now, Date.parse(openedAt)), language)}
              </Trans>
            )}
          </span>
        </span>
        <Switcher code={code} tab={roomPages.find((page) => paths[page](code) === pathname) ?? 'incident'} />
      </div>
      <nav className="room-tabs" aria-label={t`Händelserummet`}>
        {tabs.map(([to, words]) => (
          <Link key={to} to={to} preventScrollReset aria-current={pathname === to ? 'page' : undefined}>
            {words}
          </Link>
        ))}
      </nav>
    </div>
  )
}

const focusOnArrival = (heading: HTMLHeadingElement | null) => {
  if (heading && takeFocusRequest()) heading.focus({ preventScroll: true })
}

/** Two incidents side by side: from one room to the same page of the other; drafts lie on the device and wait. */
function Switcher({ code, tab }: { code: string; tab: (typeof roomPages)[number] }) {
  const { t } = useLingui()
  const open = useInfiniteQuery(incidentsQuery({ search: '', state: 'open' }))
  const others = (open.data?.pages.flatMap((page) => page.items) ?? []).filter((incident) => incident.code !== code)
  if (others.length === 0) return null
  const count = others.length
  return (
    <span className="room-switch">
      <Popover
        label={t`Andra händelser som pågår`}
        button={
          <>
            <span className="room-switch-words">
              <Trans>Byt händelse</Trans>
            </span>{' '}
            <span className="num">({count})</span>
            <ChevronDownIcon aria-hidden />
          </>
        }
      >
        {(close) => (
          <>
            <h2>
              <Trans>Pågår också</Trans>
            </h2>
            <ul>
              {others.map((incident) => (
                <li key={incident.code}>
                  <Link className="popover-item" to={paths[tab](incident.code)} onClick={close}>
                    <span>
                      {incident.title}
                      <small className="num">
                        {incident.code} ·{' '}
                        <Trans>
                          {incident.answered} av {incident.called} har svarat
                        </Trans>
                      </small>
                    </span>
                    <span className="spring" />
                    {incident.isExercise && (
                      <StateTag state="exercise" bare>
                        <Trans>Övning</Trans>
                      </StateTag>
                    )}
                  </Link>
                </li>
              ))}
            </ul>
          </>
        )}
      </Popover>
    </span>
  )
}
