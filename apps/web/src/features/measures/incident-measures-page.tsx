import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { countOf, FilterSelect, ListHead, MoreButton, SearchField, useFilter } from '../../ui/list.tsx'
import { MeasureRow } from '../../ui/measure-row.tsx'
import { EmptyState, Loaded, LoadingState } from '../../ui/states.tsx'
import { byId, StillList } from '../../ui/still-list.tsx'
import { NewMeasure } from './new-measure.tsx'
import { type MeasureFilter, measuresQuery } from './queries.ts'
import './measures.css'

/** The tab Åtgärder in the room of an incident: all of them, the open first, and a new one for those on duty. */
export function IncidentMeasuresPage() {
  const { t } = useLingui()
  const { code = '' } = useParams()
  const [search, setSearch] = useFilter('q')
  const [state, setState] = useFilter('lage')
  const filter: MeasureFilter = {
    incidentCode: code,
    search: search || undefined,
    state: (state || undefined) as MeasureFilter['state'],
  }
  const measures = useInfiniteQuery(measuresQuery(filter))
  const first = measures.data?.pages[0]
  const { total, isMore } = countOf(first)
  const mayCreate = first?.mayCreate.includes('incident') === true
  return (
    <div className="page">
      <ListHead isMore={isMore} total={measures.data && <Plural value={total} one="# åtgärd" other="# åtgärder" />}>
        {mayCreate && <NewMeasure loud origin={{ kind: 'incident', incidentCode: code }} daysAhead={2} />}
        <SearchField label={t`Sök åtgärd eller ansvarig`} value={search} onChange={setSearch} />
        <FilterSelect
          label={t`Läge`}
          all={t`Alla lägen`}
          value={state}
          options={[
            ['open', t`Öppna`],
            ['ended', t`Avslutade`],
          ]}
          onChange={setState}
        />
      </ListHead>
      <div className="panel">
        <Loaded query={measures} loading={<LoadingState rows={4} />}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items)
            if (items.length === 0)
              return search || state ? (
                <EmptyState title={<Trans>Ingen åtgärd passar.</Trans>}>
                  <Trans>Töm sökningen eller välj ett annat läge.</Trans>
                </EmptyState>
              ) : (
                <EmptyState title={<Trans>Inga åtgärder i händelsen ännu.</Trans>}>
                  <Trans>TiB, RSIB, RKK eller kansliet skriver vad som ska göras, vem som ansvarar och till när.</Trans>
                </EmptyState>
              )
            return (
              <>
                <StillList className="rows" rows={items} keyOf={byId}>
                  {(measure) => <MeasureRow key={measure.id} measure={measure} hide="origin" />}
                </StillList>
                <MoreButton query={measures} shown={items.length} total={total} isMore={isMore} />
              </>
            )
          }}
        </Loaded>
      </div>
    </div>
  )
}
