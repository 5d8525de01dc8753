import { call, listRoster } from '@samverkan/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { dayAndClock, dialable } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { useWording } from '../../lib/session.tsx'
import { paths } from '../../paths.ts'
import { Crumb } from '../../ui/crumb.tsx'
import { Page } from '../../ui/page.tsx'
import { Panel } from '../../ui/panel.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { EmptyState, Loaded, LoadingPanel } from '../../ui/states.tsx'
import './rosters.css'

const rosterQuery = queryOptions({
  queryKey: ['rosters'],
  queryFn: ({ signal }) => call(listRoster, { query: { weeks: 6 }, signal }),
  meta: { live: ['rosters', 'users'] },
})

/** Who is on duty, now and the coming six weeks, one panel per function. */
export function RosterPage() {
  const { t } = useLingui()
  const roster = useQuery(rosterQuery)
  const wording = useWording()
  const now = useNow()
  const language = useLanguage()
  return (
    <Page title={t`Jourlista`} meta={<Trans>sex veckor framåt</Trans>}>
      <Crumb to={paths.home}>
        <Trans>Läget</Trans>
      </Crumb>
      <Loaded query={roster} loading={<LoadingPanel rows={8} />}>
        {({ items }) => {
          if (items.length === 0)
            return (
              <div className="panel">
                <EmptyState title={<Trans>Jourlistan är tom.</Trans>}>
                  <Trans>Ingen står som TiB, RSIB eller RKK de närmaste sex veckorna.</Trans>
                </EmptyState>
              </div>
            )
          return [...new Set(items.map((shift) => shift.functionCode))].map((code) => {
            const shifts = items.filter((shift) => shift.functionCode === code)
            const [first] = shifts
            if (!first) return null
            return (
              <Panel key={code} title={wording({ nameSv: first.functionSv, nameEn: first.functionEn })} aside={first.shortSv}>
                <ul className="rows shifts">
                  {shifts.map((shift) => {
                    const isNow = new Date(shift.startsAt).getTime() <= now && now < new Date(shift.endsAt).getTime()
                    return (
                      <li key={shift.id}>
                        <span className="num">
                          {dayAndClock(shift.startsAt, now, language)}–{dayAndClock(shift.endsAt, now, language)}
                        </span>
                        <span>
                          <b>{shift.person}</b>
                          {shift.actor && <span className="mut t-data"> {shift.actor}</span>}
                        </span>
                        <span>
                          {shift.phone && (
                            <a className="num" href={dialable(shift.phone)}>
                              {shift.phone}
                            </a>
                          )}
                        </span>
                        <span>
                          {isNow && (
                            <StateTag state="confirmed" bare>
                              <Trans>I beredskap nu</Trans>
                            </StateTag>
                          )}
                        </span>
                      </li>
                    )
                  })}
                </ul>
              </Panel>
            )
          })
        }}
      </Loaded>
    </Page>
  )
}
