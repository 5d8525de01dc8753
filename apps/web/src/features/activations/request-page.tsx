import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMay } from '../../lib/session.tsx'
import { countOf, MoreButton } from '../../ui/list.tsx'
import { Page } from '../../ui/page.tsx'
import { Panel } from '../../ui/panel.tsx'
import { EmptyState, ForbiddenPage, Loaded, LoadingState } from '../../ui/states.tsx'
import { byId, StillList } from '../../ui/still-list.tsx'
import { requestsQuery } from './queries.ts'
import { RequestForm } from './request-form.tsx'
import { RequestRow } from './request-row.tsx'
import './request.css'

/** Begär aktivering: for everybody without the mandate to activate; the duty officer takes requests on the same page. */
export function RequestPage() {
  const { t } = useLingui()
  const may = useMay()
  const takes = may('activations.take-request')
  const asks = may('activations.request')
  const requests = useInfiniteQuery(requestsQuery)
  const { total, isMore } = countOf(requests.data?.pages[0])
  if (!takes && !asks) return <ForbiddenPage />
  const list = (
    <Panel
      title={takes ? <Trans>Alla begäranden</Trans> : <Trans>Era begäranden</Trans>}
      aside={
        requests.data && (
          <span className="num">
            <Plural value={total} one="# begäran" other="# begäranden" />
          </span>
        )
      }
    >
      <Loaded query={requests} loading={<LoadingState rows={3} />}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length === 0)
            return (
              <EmptyState title={<Trans>Ingen begäran.</Trans>}>
                <Trans>En begäran visas här med hur det gick: inkallning, ihopkopplad med en händelse eller tillbakadragen.</Trans>
              </EmptyState>
            )
          return (
            <>
              <StillList className="requests" rows={items} keyOf={byId}>
                {(request) => <RequestRow key={request.id} request={request} />}
              </StillList>
              <MoreButton query={requests} shown={items.length} total={total} isMore={isMore} />
            </>
          )
        }}
      </Loaded>
    </Panel>
  )
  // Who takes requests reads them first; everybody else came here to write one.
  return (
    <Page title={takes ? t`Begäran om aktivering` : t`Begär aktivering`}>
      <div className="columns">
        <div>{takes ? list : <RequestForm />}</div>
        <div>{takes ? asks && <RequestForm quiet /> : list}</div>
      </div>
    </Page>
  )
}
