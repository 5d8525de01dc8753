import type { Framework } from '@samverkan/contract'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useHashTarget } from '../../lib/hash-target.ts'
import { basicAids, subCapabilityAids } from '../../lib/reading-aids.ts'
import { CapabilityTabs } from '../../ui/capability-tabs.tsx'
import { Page } from '../../ui/page.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ReadingAid } from '../../ui/reading-aid.tsx'
import { Source } from '../../ui/source.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { Loaded, LoadingPanel } from '../../ui/states.tsx'
import { frameworkQuery } from './queries.ts'
import './capabilities.css'

type Basic = Framework['basics'][number]
type Sub = Basic['subs'][number]

/** The capability framework as reference, in its official wording and with the numbers as printed (both 2:7). */
export function CapabilitiesPage() {
  const { t } = useLingui()
  const framework = useQuery(frameworkQuery)
  return (
    <Page title={t`Förmågor`}>
      <CapabilityTabs />
      <Loaded query={framework} loading={<LoadingPanel rows={8} />}>
        {(data) => <FrameworkView framework={data} />}
      </Loaded>
    </Page>
  )
}

function FrameworkView({ framework }: { framework: Framework }) {
  useHashTarget(true)
  const subs = framework.basics.flatMap((basic) => basic.subs)
  const indicators = subs.flatMap((sub) => sub.indicators).length
  const basicCount = framework.basics.length
  return (
    <>
      <div className="framework-head">
        <p className="lead">
          <Trans>
            {basicCount} grundförmågor, {subs.length} delförmågor och {indicators} indikatorer.
          </Trans>
        </p>
        <Source reference={framework.sourceRef} section={framework.name} />
      </div>
      <nav className="framework-nav" aria-label={framework.name}>
        {framework.basics.map((basic) => (
          <a key={basic.code} href={`#${basic.code}`}>
            <span className="num">{basic.number}</span>
            <span lang="sv">{basic.displayName}</span>
          </a>
        ))}
      </nav>
      {framework.basics.map((basic) => (
        <BasicView key={basic.code} basic={basic} />
      ))}
    </>
  )
}

function BasicView({ basic }: { basic: Basic }) {
  const subCount = basic.subs.length
  return (
    <div id={basic.code} tabIndex={-1} className="framework-basic">
      <Panel
        title={
          <span lang="sv">
            {basic.number} {basic.displayName}
          </span>
        }
        aside={<Plural value={subCount} one="# delförmåga" other="# delförmågor" />}
      >
        {basic.name !== basic.displayName && (
          <p className="framework-variant">
            <Trans>
              Kallas också ”<span lang="sv">{basic.name}</span>”
            </Trans>
          </p>
        )}
        <div className="panel-body reading-aid-above">
          <ReadingAid of={basicAids[basic.code]} />
        </div>
        <ul className="rows subs">
          {basic.subs.map((sub) => (
            <SubView key={sub.code} sub={sub} />
          ))}
        </ul>
      </Panel>
    </div>
  )
}

function SubView({ sub }: { sub: Sub }) {
  const count = sub.indicators.length
  // A lead-in is printed once above its bullets; the same one twice in a row is not repeated.
  return (
    <li id={sub.code}>
      <details>
        <summary>
          <span className="num sub-number">{sub.printedNumber}</span>
          <span lang="sv">{sub.text}</span>
          <span className="mut t-data num">
            <Plural value={count} one="# indikator" other="# indikatorer" />
          </span>
        </summary>
        <ReadingAid of={subCapabilityAids[sub.code]} />
        <div className="indicators">
          {sub.indicators.map((indicator, index) => (
            <div key={indicator.code}>
              {indicator.leadIn && indicator.leadIn !== sub.indicators[index - 1]?.leadIn && (
                <p className="strong" lang="sv">
                  {indicator.leadIn}
                </p>
              )}
              <p className={indicator.leadIn ? 'bullet' : undefined} lang="sv">
                {indicator.text}
              </p>
              {indicator.audience === 'designated_actors' && (
                <StateTag state="info" bare>
                  <Trans>Gäller utpekade aktörer</Trans>
                </StateTag>
              )}
              {indicator.audience === 'common_function' && (
                <StateTag state="info" bare>
                  <Trans>Gäller gemensam funktion</Trans>
                </StateTag>
              )}
            </div>
          ))}
          {sub.comment && (
            <p className="mut" lang="sv">
              {sub.comment}
            </p>
          )}
        </div>
      </details>
    </li>
  )
}
