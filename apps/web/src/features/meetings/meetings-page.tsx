import { nextThursdayConference } from '@samverkan/domain'
import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from 'react-router'
import { clock, day, relative, weekName } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { paths } from '../../paths.ts'
import { Page } from '../../ui/page.tsx'
import { Panel } from '../../ui/panel.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import './meetings.css'

const week = 7 * 86_400_000

/** The Thursdays to come; agenda, reports and minutes are a later house and are said to be so. */
export function MeetingsPage() {
  const { t } = useLingui()
  const now = useNow()
  const language = useLanguage()
  const first = nextThursdayConference(new Date(now))
  // Asked anew for each week, so that it stays 16.00 when the clocks change.
  const conferences = Array.from({ length: 6 }, (_, ahead) =>
    nextThursdayConference(new Date(first.getTime() + ahead * week - 2 * 3_600_000)),
  )
  return (
    <Page title={t`Möten`}>
      <Tabs
        label={t`Forum och möten`}
        items={[
          [paths.forums, t`Forum`],
          [paths.meetings, t`Möten`],
        ]}
      />
      <div className="columns">
        <div>
          <Panel
            title={<Trans>Regional samverkanskonferens</Trans>}
            aside={
              <Link to={paths.forum('regional-samverkanskonferens')}>
                <Trans>Om forumet</Trans>
              </Link>
            }
          >
            <ul className="conferences">
              {conferences.map((at, index) => (
                <li key={at.toISOString()}>
                  <span className="num strong">
                    {day(at, now, language)} {clock(at)}
                  </span>
                  <span className="mut num">{weekName(at, language)}</span>
                  <span className="mut">{index === 0 ? relative(at, now, language) : ''}</span>
                </li>
              ))}
            </ul>
          </Panel>
        </div>
        <div>
          <Panel title={<Trans>Dagordning och protokoll</Trans>}>
            <EmptyState title={<Trans>Finns inte i portalen än.</Trans>}>
              <Trans>Dagordning, förrapportering och mötesanteckningar sköts som förut tills de är på plats här.</Trans>
            </EmptyState>
          </Panel>
        </div>
      </div>
    </Page>
  )
}
