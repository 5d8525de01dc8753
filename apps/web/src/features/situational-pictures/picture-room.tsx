import type { Picture } from '@samverkan/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { HourglassIcon, PadlockLockedIcon } from '@navikt/aksel-icons'
import { useState } from 'react'
import { Link, useLocation, useNavigate, useSearchParams } from 'react-router'
import { clockToday, relative } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { requestHeadingFocus } from '../../lib/page-focus.ts'
import { useSession } from '../../lib/session.tsx'
import { useNarrow } from '../../lib/use-narrow.ts'
import { Banner } from '../../ui/banner.tsx'
import { Panel } from '../../ui/panel.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { EditorView } from './editor-view.tsx'
import { ReaderView } from './reader-view.tsx'
import { ReportView } from './report-view.tsx'
import { hasUnsent } from './use-report.ts'
import '../../ui/statement.css'
import './room.css'
import './editor.css'
import './draft.css'
import './reader.css'
import './report.css'

type View = 'read' | 'report' | 'draft'

/** What somebody comes here for first: to write if it is theirs to write, otherwise to read, and before there is anything to read to report. */
function firstOf(picture: Picture): View {
  if (picture.collection && picture.allowed.includes('write')) return 'draft'
  if (picture.versions.length > 0) return 'read'
  if (picture.collection && picture.allowed.includes('report')) return 'report'
  return picture.collection && picture.allowed.includes('follow') ? 'draft' : 'read'
}

/**
 * A chain of lägesbilder, wherever it stands: an incident's or a Thursday conference's. The address says which of the three: read a version,
 * the own report, the draft.
 */
export function PictureRoom({ picture }: { picture: Picture }) {
  const { pathname } = useLocation()
  const [search] = useSearchParams()
  const navigate = useNavigate()
  const latest = picture.versions.reduce((last, { number }) => Math.max(last, number), 0)
  const mayReport = picture.collection !== null && picture.own !== null && picture.allowed.includes('report')
  const mayFollow = picture.collection !== null && picture.allowed.includes('follow')
  const asked = search.get('visa')
  const wanted = Number(search.get('version')) || null
  const { user } = useSession()
  // Whoever came to report goes on reporting when a version is published meanwhile; what lies here unsent is sent from there.
  const [cameToReport] = useState(() => firstOf(picture) === 'report' || hasUnsent(user.id, picture))
  const number = wanted ?? latest
  const view: View =
    wanted !== null
      ? 'read'
      : asked === 'rapport' && mayReport
        ? 'report'
        : asked === 'utkast' && mayFollow
          ? 'draft'
          : asked === 'las'
            ? 'read'
            : cameToReport && mayReport
              ? 'report'
              : firstOf(picture)
  // On a phone the lägesbild itself comes first; that a report is waited for stands on its tab above all the while.
  const narrow = useNarrow()
  const due = view === 'read' && mayReport && <ReportDue picture={picture} to={`${pathname}?visa=rapport`} />
  const toVersion = (version: number) => `${pathname}?version=${version}`
  return (
    <div className="picture-room">
      <Views picture={picture} view={view} latest={latest} mayReport={mayReport} mayFollow={mayFollow} />
      {picture.archivedAt !== null && (
        <div className="picture-banner">
          <Banner tone="info" icon={<PadlockLockedIcon aria-hidden />}>
            <Trans>Avslutad. Lägesbilderna går att läsa; nya rapporter och ändringar tas inte emot.</Trans>
          </Banner>
        </div>
      )}
      {!narrow && due}
      {view === 'draft' && (
        <EditorView
          id={picture.id}
          onPublished={(number) => {
            // The button that was pressed goes with the draft: whoever listens goes on from the heading of what came of it.
            requestHeadingFocus()
            scrollTo(0, 0)
            void navigate(toVersion(number))
          }}
        />
      )}
      {view === 'report' && <ReportView picture={picture} />}
      {view === 'read' &&
        (number > 0 ? <ReaderView picture={picture} number={number} to={toVersion} /> : <NotPublished picture={picture} />)}
      {narrow && due}
    </div>
  )
}

type ViewsProps = { picture: Picture; view: View; latest: number; mayReport: boolean; mayFollow: boolean }
function Views({ picture, view, latest, mayReport, mayFollow }: ViewsProps) {
  const { t } = useLingui()
  const { pathname } = useLocation()
  const next = picture.collection?.number
  const items: (readonly [View, string, React.ReactNode])[] = [
    ...(latest > 0 ? ([['read', 'las', <Trans key="r">Lägesbild {latest}</Trans>]] as const) : []),
    ...(mayReport ? ([['report', 'rapport', <Trans key="e">Er rapport</Trans>]] as const) : []),
    ...(mayFollow ? ([['draft', 'utkast', <Trans key="u">Utkast till lägesbild {next}</Trans>]] as const) : []),
  ]
  if (items.length < 2) return null
  return (
    <nav className="picture-views" aria-label={t`Lägesbilden`}>
      {items.map(([one, word, words]) => (
        <Link key={one} to={`${pathname}?visa=${word}`} preventScrollReset aria-current={one === view ? 'page' : undefined}>
          {words}
          {one === 'report' && picture.own?.status === 'waiting' && picture.own.askedAt !== null && (
            <>
              <HourglassIcon aria-hidden />
              <span className="aksel-sr-only">
                {' '}
                <Trans>väntar på er</Trans>
              </span>
            </>
          )}
        </Link>
      ))}
    </nav>
  )
}

/** While one reads: what is asked of the own actor for the next one. */
function ReportDue({ picture, to }: { picture: Picture; to: string }) {
  const now = useNow()
  const language = useLanguage()
  const { own, collection } = picture
  if (!own || !collection || own.status !== 'waiting' || own.askedAt === null) return null
  const { number, cutOffAt } = collection
  return (
    <div className="picture-banner">
      <Banner
        tone="warning"
        icon={<HourglassIcon aria-hidden />}
        action={
          <Link className="picture-banner-link" to={to} preventScrollReset>
            <Trans>Rapportera</Trans>
          </Link>
        }
      >
        <Trans>
          Er rapport till lägesbild {number} väntar. Stopptid {clockToday(cutOffAt, now, language)}, {relative(cutOffAt, now, language)}.
        </Trans>
      </Banner>
    </div>
  )
}

function NotPublished({ picture }: { picture: Picture }) {
  const now = useNow()
  const language = useLanguage()
  const cutOff = picture.collection && clockToday(picture.collection.cutOffAt, now, language)
  return (
    <div className="page">
      <Panel title={<Trans>Lägesbild</Trans>}>
        <EmptyState title={<Trans>Ingen lägesbild är publicerad ännu.</Trans>}>
          {cutOff ? (
            <Trans>Aktörerna rapporterar till {cutOff}. Sedan skrivs den första.</Trans>
          ) : (
            <Trans>Ingen publicerades innan det avslutades.</Trans>
          )}
        </EmptyState>
      </Panel>
    </div>
  )
}
