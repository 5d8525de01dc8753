import { useLingui } from '@lingui/react'
import { Trans } from '@lingui/react/macro'
import { ArrowsCirclepathIcon, ClockDashedIcon, ExclamationmarkTriangleIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import type { UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import { clockToday, span } from '../lib/formats.ts'
import { useLanguage } from '../lib/language.tsx'
import { serverTimeOf, useNow } from '../lib/now.ts'
import { useOnline } from '../lib/online.ts'
import { firstTexts } from '../lib/first-problem-texts.ts'
import { problemOf } from '../lib/problem.ts'
import { useProblemText } from '../lib/use-problem-text.ts'
import { paths } from '../paths.ts'
import { Banner } from './banner.tsx'
import { Page } from './page.tsx'
import { ProblemDetail } from './problem-detail.tsx'
import './states.css'

/** What is empty, why, and what comes next. No illustration. */
export const EmptyState = ({ title, children }: { title: ReactNode; children?: ReactNode }) => (
  <div className="empty-state">
    <b>{title}</b>
    {children && <p>{children}</p>}
  </div>
)

/** Grey lines where the content will be, in about its height, so that nothing jumps when it comes. */
export function LoadingState({ rows = 4 }: { rows?: number }) {
  if (!useOnline())
    return (
      <EmptyState title={<Trans>Inte hämtat ännu.</Trans>}>
        <Trans>Det kommer när anslutningen är tillbaka.</Trans>
      </EmptyState>
    )
  return (
    <div className="loading-state" role="status">
      <span className="aksel-sr-only">
        <Trans>Hämtar</Trans>
      </span>
      {Array.from({ length: rows }, (_, index) => (
        <span key={index} aria-hidden>
          <i />
          <i />
        </span>
      ))}
    </div>
  )
}

/** A whole page that is on its way. */
export const LoadingPage = () => (
  <div className="page">
    <div className="panel">
      <LoadingState rows={6} />
    </div>
  </div>
)

/** The same in a panel of its own, where one will stand. */
export const LoadingPanel = ({ rows }: { rows: number }) => (
  <div className="panel">
    <LoadingState rows={rows} />
  </div>
)

/** Why it did not come, what is kept, and one thing to do. */
export function ErrorState({ error, retry }: { error: unknown; retry?: () => void }) {
  const { _ } = useLingui()
  const { code, requestId } = problemOf(error)
  const text = useProblemText(code)
  const here = useRef<HTMLDivElement>(null)
  // In a dialog the buttons stand still beneath what scrolls: what was refused comes into sight above them.
  useEffect(() => {
    if (here.current?.closest('.dialog-body')) here.current.scrollIntoView({ block: 'nearest' })
  }, [error])
  return (
    <div className="error-state" role="alert" ref={here}>
      <b>
        <ExclamationmarkTriangleIcon aria-hidden />
        {_(text.title)}
      </b>
      <p>
        <ProblemDetail of={text} />
      </p>
      {retry && (
        <Button size="small" variant="secondary" icon={<ArrowsCirclepathIcon aria-hidden />} onClick={retry}>
          <Trans>Försök igen</Trans>
        </Button>
      )}
      {requestId && code === 'unexpected' && (
        <p className="t-meta mut num">
          <Trans>Ärende {requestId}</Trans>
        </p>
      )}
    </div>
  )
}

/** The content is there but the last attempt to renew it failed: say so above it and leave it readable. `since` is by the device's clock, as queries keep it. */
export function StaleBanner({ since, retry }: { since: number; retry: () => void }) {
  const now = useNow()
  const language = useLanguage()
  const read = serverTimeOf(since)
  const at = clockToday(read, now, language)
  const age = span(now - read)
  const isOld = now - read >= 60_000
  return (
    <Banner
      tone="warning"
      icon={<ClockDashedIcon aria-hidden />}
      action={
        <Button size="small" variant="tertiary" data-color="neutral" onClick={retry}>
          <Trans>Försök igen</Trans>
        </Button>
      }
    >
      {isOld ? (
        <Trans>
          Uppdateras inte sedan {at}. Du ser läget som det var då, {age} gammalt.
        </Trans>
      ) : (
        <Trans>Uppdateras inte sedan {at}. Du ser läget som det var då.</Trans>
      )}
    </Banner>
  )
}

/** Without a network a page that was visited in this tab shows what it was; nobody is to take that for how it is. `since` as in StaleBanner. */
export function FetchedAt({ since }: { since: number }) {
  const now = useNow()
  const language = useLanguage()
  const at = serverTimeOf(since)
  const when = clockToday(at, now, language)
  const age = span(now - at)
  return (
    <p className="t-data mut">
      <ClockDashedIcon aria-hidden />{' '}
      {now - at >= 60_000 ? (
        <Trans>
          Hämtat {when}, {age} gammalt. Förnyas när anslutningen är tillbaka.
        </Trans>
      ) : (
        <Trans>Hämtat {when}. Förnyas när anslutningen är tillbaka.</Trans>
      )}
    </p>
  )
}

type LoadedProps<Data> = {
  query: UseQueryResult<Data>
  children: (data: Data) => ReactNode
  /** Shown while there is nothing; give it about the height of what comes. */
  loading?: ReactNode
}

/**
 * The one way to show what a query brings: loading, error, forbidden, gone, stale and the content itself. A part of a
 * page wraps its own query, so that one that fails never takes the others with it.
 */
export function Loaded<Data>({ query, children, loading = <LoadingState /> }: LoadedProps<Data>) {
  const isOnline = useOnline()
  // What stood on the screen when the network went stays where it is under the hand: the shell says since when.
  const [cameWithout] = useState(!isOnline)
  if (query.data !== undefined) {
    return (
      <>
        {(query.fetchStatus === 'paused' || (cameWithout && !isOnline)) && <FetchedAt since={query.dataUpdatedAt} />}
        {query.isError && query.fetchStatus !== 'paused' && <StaleBanner since={query.dataUpdatedAt} retry={() => void query.refetch()} />}
        {children(query.data)}
      </>
    )
  }
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  return loading
}

/** As Loaded, for a whole page: an answer of 404 or 403 is a page of its own. */
export function LoadedPage<Data>({ query, children, title }: LoadedProps<Data> & { title: string }) {
  if (query.data === undefined && query.isError) {
    const { code } = problemOf(query.error)
    if (code === 'not-found') return <NotFoundPage />
    if (code === 'forbidden') return <ForbiddenPage />
  }
  return query.data === undefined ? (
    <Page title={title}>
      <div className="panel">
        <Loaded query={query}>{children}</Loaded>
      </div>
    </Page>
  ) : (
    <Loaded query={query}>{children}</Loaded>
  )
}

export function NotFoundPage() {
  const { i18n } = useLingui()
  const text = firstTexts['not-found']
  return (
    <Page title={i18n._(text.title)}>
      <p className="lead">{i18n._(text.detail)}</p>
      <p className="row wrap page-links">
        <Link to={paths.home}>
          <Trans>Till Läget</Trans>
        </Link>
        <Link to={paths.incidents}>
          <Trans>Händelser</Trans>
        </Link>
        <Link to={paths.actors}>
          <Trans>Aktörer</Trans>
        </Link>
      </p>
    </Page>
  )
}

export function ForbiddenPage() {
  const { i18n } = useLingui()
  const text = firstTexts.forbidden
  return (
    <Page title={i18n._(text.title)}>
      <p className="lead">{i18n._(text.detail)}</p>
      <p className="row wrap page-links">
        <Link to={paths.home}>
          <Trans>Till Läget</Trans>
        </Link>
      </p>
    </Page>
  )
}
