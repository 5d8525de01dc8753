import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { XMarkIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { ownersQuery, office } from '../../lib/measures.ts'
import { useSession } from '../../lib/session.tsx'
import { ForumTabs } from '../../ui/forum-tabs.tsx'
import { countOf, FilterSelect, ListHead, MoreButton, SearchField, useFilter } from '../../ui/list.tsx'
import { MeasureRow } from '../../ui/measure-row.tsx'
import { Page } from '../../ui/page.tsx'
import { Segments } from '../../ui/segments.tsx'
import { EmptyState, Loaded, LoadingState } from '../../ui/states.tsx'
import { byId, StillList } from '../../ui/still-list.tsx'
import { NewMeasure } from './new-measure.tsx'
import { type MeasureFilter, measuresQuery } from './queries.ts'
import './measures.css'

const originValues = ['incident', 'meeting', 'gap', 'none'] as const

/** Åtgärder: what we have taken on first, and everything that may be read. */
export function MeasuresPage() {
  const { t } = useLingui()
  const { actingAs } = useSession()
  const [search, setSearch] = useFilter('q')
  const [whose, setWhose] = useFilter('vems')
  const [state, setState] = useFilter('lage')
  const [owner, setOwner] = useFilter('ansvarig')
  const [origin, setOrigin] = useFilter('fran')
  const [late, setLate] = useFilter('sena')
  // From the heat map: those about one sub-capability.
  const [gap, setGap] = useFilter('del')
  const owners = useQuery(ownersQuery)
  const isOffice = ['samordningschef', 'koordinator'].includes(actingAs.functionCode)
  const hasOwn = isOffice || actingAs.actor !== null
  const mine = hasOwn && whose !== 'alla'
  const filter: MeasureFilter = {
    search: search || undefined,
    state: (state === 'alla' ? undefined : state || 'open') as MeasureFilter['state'],
    mine: mine ? 'true' : undefined,
    owner: mine ? undefined : owner || undefined,
    origin: (origin || undefined) as MeasureFilter['origin'],
    overdue: late ? 'true' : undefined,
    subCapability: /^\d{1,2}\.\d{1,2}[a-z]?$/u.test(gap) ? gap : undefined,
  }
  const measures = useInfiniteQuery(measuresQuery(filter))
  const first = measures.data?.pages[0]
  const { total, isMore } = countOf(first)
  const overdue = first?.overdue ?? 0
  const own = isOffice ? t`Kansliets` : t`Våra`
  const isNarrowed = Boolean(search || state || origin || late || owner || gap)
  return (
    <Page
      title={t`Åtgärder`}
      aside={first?.mayCreate.includes('none') && <NewMeasure loud origin={{ kind: 'none' }} daysAhead={14} owner={office} />}
    >
      <ForumTabs />
      <ListHead
        isMore={isMore}
        total={
          measures.data && (
            <>
              <Plural value={total} one="# åtgärd" other="# åtgärder" />
              {overdue > 0 && (
                <>
                  {', '}
                  <Plural value={overdue} one="# försenad" other="# försenade" />
                </>
              )}
            </>
          )
        }
      >
        {hasOwn && (
          <Segments
            hideLegend
            legend={t`Vems åtgärder`}
            value={mine ? '' : 'alla'}
            onChange={setWhose}
            options={[
              ['', own],
              ['alla', t`Allas`],
            ]}
          />
        )}
        <SearchField label={t`Sök åtgärd eller ansvarig`} value={search} onChange={setSearch} />
        <FilterSelect
          label={t`Läge`}
          all={t`Öppna`}
          value={state}
          options={[
            ['in_progress', t`Pågår`],
            ['ended', t`Avslutade`],
            ['alla', t`Alla lägen`],
          ]}
          onChange={setState}
        />
        {!mine && (
          <FilterSelect
            label={t`Ansvarig`}
            all={t`Alla ansvariga`}
            value={owner}
            options={[['kansliet', t`Samordningskansliet`], ...(owners.data ?? []).map(({ code, name }) => [code, name] as const)]}
            onChange={setOwner}
          />
        )}
        <FilterSelect
          label={t`Varifrån`}
          all={t`Varifrån som helst`}
          value={origin}
          options={originValues.map((value) => [
            value,
            { incident: t`Händelser`, meeting: t`Möten`, gap: t`Självskattning`, none: t`Kansliets egna` }[value],
          ])}
          onChange={setOrigin}
        />
        {gap && (
          <Button size="small" variant="tertiary" icon={<XMarkIcon aria-hidden />} iconPosition="right" onClick={() => setGap('')}>
            <Trans>Delförmåga {gap}</Trans>
          </Button>
        )}
        <label className="check-chip">
          <input type="checkbox" checked={late !== ''} onChange={(event) => setLate(event.target.checked ? '1' : '')} />
          {t`Bara försenade`}
        </label>
      </ListHead>
      <div className="panel">
        <Loaded query={measures} loading={<LoadingState rows={6} />}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items)
            if (items.length === 0)
              return isNarrowed ? (
                <EmptyState title={<Trans>Ingen åtgärd passar.</Trans>}>
                  <Trans>Töm sökningen eller välj ett annat läge.</Trans>
                </EmptyState>
              ) : (
                <EmptyState title={mine ? <Trans>Inga öppna åtgärder ligger på er.</Trans> : <Trans>Inga öppna åtgärder.</Trans>}>
                  <Trans>Åtgärder kommer ur händelser, möten och självskattningens gap. De ligger kvar här tills de är klara.</Trans>
                </EmptyState>
              )
            return (
              <>
                <StillList className="rows" rows={items} keyOf={byId}>
                  {(measure) => <MeasureRow key={measure.id} measure={measure} {...(mine ? { hide: 'owner' as const } : {})} />}
                </StillList>
                <MoreButton query={measures} shown={items.length} total={total} isMore={isMore} />
              </>
            )
          }}
        </Loaded>
      </div>
    </Page>
  )
}
