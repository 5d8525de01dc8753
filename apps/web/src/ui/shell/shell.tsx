import { useLingui as useMessages } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import {
  BellIcon,
  HourglassIcon,
  MagnifyingGlassIcon,
  MegaphoneIcon,
  MegaphoneSpeakingFillIcon,
  MenuHamburgerIcon,
  SunIcon,
} from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'react-router'
import type { LiveState } from '../../lib/live.ts'
import { useOnline } from '../../lib/online.ts'
import { paths } from '../../paths.ts'
import { Announcer } from '../announcer.tsx'
import { ExerciseStrip } from '../exercise-frame.tsx'
import { Mark } from '../mark.tsx'
import { Popover } from '../popover.tsx'
import { AccountMenu, type AccountProps } from './account-menu.tsx'
import { LiveBanner } from './live-banner.tsx'
import { LiveLight } from './live-light.tsx'
import { isUnder, navigation } from './navigation.ts'
import { PageOnly } from '../page-only.tsx'
import './shell.css'

type Props = {
  /** Incidents with an active forum; none is ordinary mode. Null until the server has said: nobody is told that all is calm before that. */
  activeIncidents: number | null
  live: LiveState
  account: AccountProps
  /** What the bell holds: how many, and the list itself. */
  waiting: { count: number | null; list: (close: () => void) => ReactNode }
  /** The action that is always in reach, by mandate; a page that is itself that action hides it. */
  action: 'activate' | 'request' | null
  /** The page itself offers the action: the rail need not repeat it. */
  actionInPage?: boolean
  onSearch: () => void
  /** Hides the bottom bar, for a page with a bar of its own. */
  ownBar?: boolean
  /** Something about me that must stay in sight wherever the page is scrolled. */
  notice?: ReactNode
  /** What leaves this device by itself, and what became of it. */
  leaving?: ReactNode
  children: ReactNode
}

/** What stands around every page: seven words, the region's mode, the live light, search, the bell and who I am. */
export function Shell({
  activeIncidents,
  live,
  account,
  waiting,
  action,
  actionInPage,
  onSearch,
  ownBar,
  notice,
  leaving,
  children,
}: Props) {
  const { t } = useLingui()
  const { _ } = useMessages()
  const { pathname } = useLocation()
  // What was calm when the network went is not known to be calm now; what was going on is taken to go on.
  const isOffline = !useOnline() || live.kind === 'offline'
  const activated = activeIncidents !== null && activeIncidents > 0
  const isCalm = activeIncidents === 0 && !isOffline
  const act = action && {
    to: action === 'activate' ? paths.activate : paths.request,
    words: action === 'activate' ? t`Aktivera forum` : t`Begär aktivering`,
  }
  const waitingCount = waiting.count
  const current = (entry: (typeof navigation)[number]) => (isUnder(entry, pathname) ? 'page' : undefined)
  return (
    <>
      <a className="skip-link" href="#content">
        <Trans>Hoppa till innehållet</Trans>
      </a>
      <ExerciseStrip />
      <div className="shell">
        <nav className="rail" aria-label={t`Huvudmeny`}>
          <div className="rail-inner">
            <Link className="brand" to={paths.home}>
              <Mark />
              <span>
                Samverkan
                <br />
                Stockholm
              </span>
            </Link>
            <ul>
              {navigation.map((entry) => (
                <li key={entry.to}>
                  <Link to={entry.to} aria-current={current(entry)}>
                    <entry.icon aria-hidden />
                    {_(entry.word)}
                    {entry.to === paths.incidents && activated && (
                      <span className="count">
                        {activeIncidents}
                        <span className="aksel-sr-only">
                          {' '}
                          <Trans>pågår</Trans>
                        </span>
                      </span>
                    )}
                  </Link>
                </li>
              ))}
            </ul>
            {act && !actionInPage && (
              <div className="rail-action">
                <Button as={Link} to={act.to} size="small" variant="secondary" icon={<MegaphoneIcon aria-hidden />}>
                  {act.words}
                </Button>
              </div>
            )}
          </div>
        </nav>
        <header className={activated ? 'header is-activated' : 'header'}>
          <Link to={activated ? paths.incidents : paths.home} className={activated ? 'mode is-activated' : 'mode'}>
            {activated ? <MegaphoneSpeakingFillIcon aria-hidden /> : isCalm ? <SunIcon aria-hidden /> : <HourglassIcon aria-hidden />}
            {activated ? (
              <Trans>Aktiverat läge · {activeIncidents}</Trans>
            ) : isCalm ? (
              <Trans>Ordinarie läge</Trans>
            ) : isOffline ? (
              <Trans>Läget okänt</Trans>
            ) : (
              <Trans>Hämtar läget</Trans>
            )}
          </Link>
          <span className="desk">
            <LiveLight state={live} />
          </span>
          <button type="button" className="search-button" onClick={onSearch}>
            <MagnifyingGlassIcon aria-hidden />
            <span>
              <Trans>Sök eller gå till</Trans>
            </span>
            <kbd aria-hidden>{shortcut}</kbd>
          </button>
          <Popover
            className="icon-button bell"
            label={t`Väntar på dig`}
            button={
              <>
                <BellIcon aria-hidden />
                {waitingCount !== null && waitingCount > 0 && (
                  <span className="count" aria-hidden>
                    {waitingCount}
                  </span>
                )}
                <span className="aksel-sr-only">
                  {waitingCount === null ? (
                    <Trans>Väntar på dig: inte hämtat ännu</Trans>
                  ) : waitingCount > 0 ? (
                    <Trans>Väntar på dig: {waitingCount}</Trans>
                  ) : (
                    <Trans>Inget väntar på dig</Trans>
                  )}
                </span>
              </>
            }
          >
            {waiting.list}
          </Popover>
          <AccountMenu {...account} />
          <div className="header-second phone">
            <LiveLight state={live} />
            <span className="mut">
              {account.current.shortName} · {account.current.actorName}
            </span>
          </div>
        </header>
        <main id="content" tabIndex={-1}>
          <div className="banner-slot">
            <LiveBanner state={live} />
            <PageOnly />
            {leaving}
          </div>
          {notice && <div className="banner-slot is-stuck">{notice}</div>}
          {children}
        </main>
        {!ownBar && (
          <nav className="bottom-bar" aria-label={t`Huvudmeny, telefon`}>
            {navigation.slice(0, 3).map((entry) => (
              <Link key={entry.to} to={entry.to} aria-current={pathname === act?.to ? undefined : current(entry)}>
                <entry.icon aria-hidden />
                {_(entry.word)}
              </Link>
            ))}
            {act && (
              <Link to={act.to} className="do" aria-current={pathname === act.to ? 'page' : undefined}>
                <MegaphoneIcon aria-hidden />
                {act.words}
              </Link>
            )}
            <Popover
              className={navigation.slice(3).some((entry) => isUnder(entry, pathname)) ? 'more is-current' : 'more'}
              label={t`Mer`}
              button={
                <>
                  <MenuHamburgerIcon aria-hidden />
                  <Trans>Mer</Trans>
                </>
              }
            >
              {(close) => (
                <ul>
                  {navigation.slice(3).map((entry) => (
                    <li key={entry.to}>
                      <Link className="popover-item" to={entry.to} aria-current={current(entry)} onClick={close}>
                        <entry.icon aria-hidden />
                        {_(entry.word)}
                      </Link>
                    </li>
                  ))}
                </ul>
              )}
            </Popover>
          </nav>
        )}
      </div>
      <Announcer />
    </>
  )
}

const shortcut = /Mac|iP(hone|ad)/u.test(navigator.platform) ? '⌘ K' : 'Ctrl K'
