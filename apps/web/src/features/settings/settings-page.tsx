import type { Setting } from '@samverkan/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { type SettingKey, settingKinds } from '@samverkan/domain'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useMay } from '../../lib/session.tsx'
import { paths } from '../../paths.ts'
import { Page } from '../../ui/page.tsx'
import { Panel } from '../../ui/panel.tsx'
import { EmptyState, ForbiddenPage, Loaded, LoadingState } from '../../ui/states.tsx'
import { settingsQuery } from './queries.ts'
import { SettingRow } from './setting-row.tsx'
import './settings.css'

/** What is the portal's own and may be changed: limits, reminders and the duty officer's number. */
export function SettingsPage() {
  const may = useMay()
  return may('settings.read') ? <Settings /> : <ForbiddenPage />
}

/** What counts at night, apart from what can wait. */
const ofCallOuts: readonly SettingKey[] = [
  'tib_phone',
  'late_after_minutes',
  'conference_lead_minutes',
  'call_pause_minutes',
  'similar_call_out_minutes',
]
const others = (Object.keys(settingKinds) as SettingKey[]).filter((key) => !ofCallOuts.includes(key))

function Settings() {
  const { t } = useLingui()
  const settings = useQuery(settingsQuery)
  return (
    <Page
      title={t`Inställningar`}
      meta={<Trans>Portalens egna gränser, inte regler för Samverkan Stockholmsregionen</Trans>}
      aside={
        <Link to={paths.admin}>
          <Trans>Administration</Trans>
        </Link>
      }
    >
      <Loaded query={settings} loading={<LoadingState rows={8} />}>
        {({ items, mayChange }) =>
          items.length === 0 ? (
            <div className="panel">
              <EmptyState title={<Trans>Det finns inget att ställa in.</Trans>}>
                <Trans>Inställningarna kommer när portalen har lästs in på nytt.</Trans>
              </EmptyState>
            </div>
          ) : (
            <>
              {!mayChange && (
                <p className="t-data mut">
                  <Trans>Systemadministratören ändrar.</Trans>
                </p>
              )}
              <List title={<Trans>Inkallning</Trans>} keys={ofCallOuts} items={items} mayChange={mayChange} />
              <List title={<Trans>Påminnelser och sammanställningar</Trans>} keys={others} items={items} mayChange={mayChange} />
            </>
          )
        }
      </Loaded>
    </Page>
  )
}

function List({
  title,
  keys,
  items,
  mayChange,
}: {
  title: ReactNode
  keys: readonly SettingKey[]
  items: readonly Setting[]
  mayChange: boolean
}) {
  const shown = items.filter(({ key }) => keys.includes(key))
  if (shown.length === 0) return null
  return (
    <Panel title={title}>
      <ul className="rows">
        {shown.map((setting) => (
          <SettingRow key={setting.id} setting={setting} mayChange={mayChange} />
        ))}
      </ul>
    </Panel>
  )
}
