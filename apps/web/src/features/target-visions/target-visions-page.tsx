import type { TargetVision } from '@samverkan/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useHashTarget } from '../../lib/hash-target.ts'
import { goalAids, overallGoalAid } from '../../lib/reading-aids.ts'
import { Page } from '../../ui/page.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ReadingAid } from '../../ui/reading-aid.tsx'
import { Source } from '../../ui/source.tsx'
import { EmptyState, Loaded, LoadingPanel } from '../../ui/states.tsx'
import { targetVisionsQuery } from './queries.ts'
import './target-visions.css'

/** The joint target visions as reference. Adoption and yearly plans are a later house. */
export function TargetVisionsPage() {
  const { t } = useLingui()
  const visions = useQuery(targetVisionsQuery)
  useHashTarget(visions.isSuccess)
  return (
    <Page title={t`Mål och plan`}>
      <p className="lead">
        <Trans>De gemensamma målbilderna, den senaste först.</Trans>
      </p>
      <Loaded query={visions} loading={<LoadingPanel rows={8} />}>
        {({ items }) =>
          items.length === 0 ? (
            <div className="panel">
              <EmptyState title={<Trans>Ingen målbild är inlagd.</Trans>} />
            </div>
          ) : (
            items.map((vision) => <VisionView key={vision.code} vision={vision} isShownAt={(code) => latestOf(items, code) === vision} />)
          )
        }
      </Loaded>
    </Page>
  )
}

/** A goal keeps its code from one target vision to the next, and they come newest first: an address with it leads to the newest. */
const latestOf = (visions: readonly TargetVision[], code: string) =>
  visions.find((vision) => vision.goalAreas.some((area) => area.code === code))

function VisionView({ vision, isShownAt }: { vision: TargetVision; isShownAt: (code: string) => boolean }) {
  return (
    <Panel
      title={<span lang="sv">{vision.title}</span>}
      aside={
        <span className="num">
          {vision.fromYear}–{vision.toYear}
        </span>
      }
    >
      {!vision.complete && (
        <p className="vision-note">
          <Trans>Delar av målbilden visas.</Trans>
        </p>
      )}
      {vision.overallGoal && (
        <div className="vision-goal">
          <h3 className="t-meta mut">
            <Trans>Övergripande målsättning</Trans>
          </h3>
          <ReadingAid of={overallGoalAid} />
          <p lang="sv">{vision.overallGoal}</p>
        </div>
      )}
      <ul className="rows goal-areas">
        {vision.goalAreas.map((area) => (
          <li key={area.code} id={isShownAt(area.code) ? area.code : `${vision.code}-${area.code}`} tabIndex={-1}>
            <h3 lang="sv">{area.name}</h3>
            <div className="prose">
              <ReadingAid of={goalAids[area.code]} />
              {area.statement && <p lang="sv">{area.statement}</p>}
              {area.clarifications.length > 0 && (
                <details>
                  <summary>
                    <Trans>Förtydligande</Trans>
                  </summary>
                  {area.clarifications.map((text) => (
                    <p key={text} lang="sv">
                      {text}
                    </p>
                  ))}
                </details>
              )}
            </div>
          </li>
        ))}
      </ul>
      {vision.foundationAreas.length > 0 && (
        <div className="vision-goal">
          <h3 className="t-meta mut">
            <Trans>Förutsättningar</Trans>
          </h3>
          <ul className="vision-foundation" lang="sv">
            {vision.foundationAreas.map((area) => (
              <li key={area.code}>{area.text}</li>
            ))}
          </ul>
        </div>
      )}
      <div className="panel-foot">
        <Source reference={vision.sourceRef} />
      </div>
    </Panel>
  )
}
