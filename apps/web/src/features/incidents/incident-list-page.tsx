import { Trans, useLingui } from '@lingui/react/macro'
import { Page } from '../../ui/page.tsx'
import { EmptyState } from '../../ui/states.tsx'

export function IncidentListPage() {
  const { t } = useLingui()
  return (
    <Page title={t`Händelser`}>
      <div className="panel">
        <EmptyState title={<Trans>Sidan byggs.</Trans>} />
      </div>
    </Page>
  )
}
