import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { forumOf } from '../../lib/forum-names.ts'
import { countOf, ListHead, MoreButton, SearchField, useFilter } from '../../ui/list.tsx'
import { EmptyState, Loaded, LoadingState } from '../../ui/states.tsx'
import { incidentQuery, timelineQuery } from './queries.ts'
import { Timeline } from './timeline.tsx'

/** Logg: everything, also each hand-over of each message. */
export function LogPage() {
  const { t } = useLingui()
  const { code = '' } = useParams()
  const [search, setSearch] = useFilter('q')
  const incident = useQuery(incidentQuery(code))
  const log = useInfiniteQuery(timelineQuery(code, { search, matters: false }))
  const { total, isMore } = countOf(log.data?.pages[0])
  return (
    <div className="page">
      <ListHead isMore={isMore} total={log.data && <Plural value={total} one="# rad" other="# rader" />}>
        <SearchField label={t`Sök person, aktör, funktion eller ord`} value={search} onChange={setSearch} />
      </ListHead>
      <div className="panel">
        <Loaded query={log} loading={<LoadingState rows={8} />}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items)
            if (items.length === 0)
              return search ? (
                <EmptyState title={<Trans>Ingen rad passar sökningen.</Trans>}>
                  <Trans>Töm fältet för att se hela loggen.</Trans>
                </EmptyState>
              ) : (
                <EmptyState title={<Trans>Loggen är tom.</Trans>} />
              )
            return (
              <>
                <Timeline heading="h2" entries={items} forums={incident.data?.activations.map(forumOf) ?? []} />
                <MoreButton query={log} shown={items.length} total={total} isMore={isMore} />
              </>
            )
          }}
        </Loaded>
      </div>
    </div>
  )
}
