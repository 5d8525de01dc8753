import { useLingui } from '@lingui/react/macro'
import { paths } from '../paths.ts'
import { Tabs } from './tabs.tsx'

/** The pages under Forum och möten. */
export function ForumTabs() {
  const { t } = useLingui()
  return (
    <Tabs
      label={t`Forum och möten`}
      items={[
        [paths.forums, t`Forum`],
        [paths.meetings, t`Möten`],
        [paths.measures, t`Åtgärder`],
      ]}
    />
  )
}
