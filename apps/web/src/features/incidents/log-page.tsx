import { Trans, useLingui } from '@lingui/react/macro'
import { Page } from '../../ui/page.tsx'
import { EmptyState } from '../../ui/states.tsx'

export function LogPage() {
  const { t } = useLingui()
  return (
    <Page title={t`Logg`}>
      <div className="panel">
        <EmptyState title={<Trans>Sidan byggs.</Trans>} />
      </div>
    </Page>
  )
}
