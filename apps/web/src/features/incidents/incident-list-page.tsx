import type { IncidentListItem } from '@samverkan/contract'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { ChevronRightIcon, EnvelopeClosedIcon } from '@navikt/aksel-icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { clockToday } from '../../lib/formats.ts'
import { useForumShort } from '../../lib/forum-names.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { useMay } from '../../lib/session.tsx'
import { paths } from '../../paths.ts'
import { countOf, FilterSelect, ListHead, MoreButton, SearchField, useFilter } from '../../ui/list.tsx'
import { Page } from '../../ui/page.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { EmptyState, Loaded, LoadingState } from '../../ui/states.tsx'
import { byId, StillList } from '../../ui/still-list.tsx'
import { incidentsQuery } from './queries.ts'
import './incident-list-page.css'

/** Händelser: what is going on first, then what has been. */
export function IncidentListPage() {
  const { t } = useLingui()
  const may = useMay()
  const [search, setSearch] = useFilter('q')
  const [state, setState] = useFilter('lage')
  const incidents = useInfiniteQuery(incidentsQuery({ search, state }))
  const { total, isMore } = countOf(incidents.data?.pages[0])
  const states = [
    ['open', t`Pågår`],
    ['closed', t`Avslutade`],
  ] as const
  return (
    <Page
      title={t`Händelser`}
      aside={
        <span className="row wrap list-links">
          {may('activations.request') && (
            <Link to={paths.request}>
              <Trans>Begäran om aktivering</Trans>
            </Link>
          )}
          {may('outbox.read') && (
            <Link to={paths.outbox}>
              <EnvelopeClosedIcon aria-hidden />
              <Trans>Utkorg</Trans>
            </Link>
          )}
        </span>
      }
    >
      <ListHead isMore={isMore} total={incidents.data && <Plural value={total} one="# händelse" other="# händelser" />}>
        <SearchField label={t`Sök på rubrik eller nummer`} value={search} onChange={setSearch} />
        <FilterSelect label={t`Läge`} all={t`Alla lägen`} value={state} options={states} onChange={setState} />
      </ListHead>
      <div className="panel">
        <Loaded query={incidents} loading={<LoadingState rows={6} />}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items)
            if (items.length === 0) {
              return search || state ? (
                <EmptyState title={<Trans>Ingen händelse passar.</Trans>}>
                  <Trans>Töm sökningen eller visa alla lägen.</Trans>
                </EmptyState>
              ) : (
                <EmptyState title={<Trans>Inga händelser ännu.</Trans>}>
                  <Trans>En händelse börjar när ett forum aktiveras. Den får ett eget rum med inkallning och logg.</Trans>
                </EmptyState>
              )
            }
            return (
              <>
                <StillList className="rows" rows={items} keyOf={byId}>
                  {(incident) => <IncidentRow key={incident.id} incident={incident} />}
                </StillList>
                <MoreButton query={incidents} shown={items.length} total={total} isMore={isMore} />
              </>
            )
          }}
        </Loaded>
      </div>
    </Page>
  )
}

function IncidentRow({ incident }: { incident: IncidentListItem }) {
  const now = useNow()
  const language = useLanguage()
  const forumShort = useForumShort()
  const isOpen = incident.state === 'open'
  const { answered, called } = incident
  const started = clockToday(incident.openedAt, now, language)
  const ended = incident.closedAt && clockToday(incident.closedAt, now, language)
  return (
    <li className={['is-link incident-row', isOpen && (incident.isExercise ? 'is-exercise' : 'is-real')].filter(Boolean).join(' ')}>
      <div>
        <p className="row wrap">
          <Link className="cover wide" to={paths.incident(incident.code)}>
            {incident.title}
          </Link>
          {incident.isExercise && (
            <StateTag state="exercise">
              <Trans>Övning</Trans>
            </StateTag>
          )}
          {isOpen ? (
            !incident.isExercise && (
              <StateTag state="active">
                <Trans>Aktiverad</Trans>
              </StateTag>
            )
          ) : (
            <StateTag state="neutral">
              <Trans>Avslutad</Trans>
            </StateTag>
          )}
        </p>
        <p className="sub">
          <span className="num">{incident.code}</span>
          <span>{incident.forums.map(forumShort).join(' · ')}</span>
        </p>
      </div>
      <p className="incident-facts t-data">
        <span className="num">
          {ended ? (
            <Trans>
              {started} till {ended}
            </Trans>
          ) : (
            <Trans>sedan {started}</Trans>
          )}
        </span>
        <span className="mut num">
          <Trans>
            {answered} av {called} har svarat
          </Trans>
        </span>
      </p>
      <ChevronRightIcon aria-hidden />
    </li>
  )
}
