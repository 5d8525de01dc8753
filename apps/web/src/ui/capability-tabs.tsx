import { useLingui } from '@lingui/react/macro'
import { paths } from '../paths.ts'
import { Tabs } from './tabs.tsx'

/** The pages under Förmågor. */
export function CapabilityTabs() {
  const { t } = useLingui()
  return (
    <Tabs
      label={t`Förmågor`}
      items={[
        [paths.capabilities, t`Självskattning`],
        [paths.heatMap, t`Regionens karta`],
        [paths.framework, t`Ramverket`],
      ]}
    />
  )
}
