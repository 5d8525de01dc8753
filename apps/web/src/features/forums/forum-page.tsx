import type { Forum } from '@samverkan/contract'
import { useLingui as useMessages } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { ComponentType } from 'react'
import { Link, useParams } from 'react-router'
import { leaderWords } from '../../lib/leaders.ts'
import { useOnline } from '../../lib/online.ts'
import { useMay, useWording } from '../../lib/session.tsx'
import { paths } from '../../paths.ts'
import { Crumb } from '../../ui/crumb.tsx'
import { Page } from '../../ui/page.tsx'
import { Panel } from '../../ui/panel.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { EmptyState, LoadedPage } from '../../ui/states.tsx'
import { ForumRecord } from './record.tsx'
import { forumQuery } from './queries.ts'
import { levelWords, modeWords } from './words.ts'
import './forums.css'

/** What the sources say of how soon, in their own words; null where they name no time. */
function statedLimit({ responseTime }: Forum['facts']): string | null {
  const source = (responseTime as { source?: { quote?: unknown } } | null | undefined)?.source
  return typeof source?.quote === 'string' ? source.quote : null
}

type Props = { Meetings: ComponentType<{ forumCode: string }> }

export function ForumPage({ Meetings }: Props) {
  const { t } = useLingui()
  const { code = '' } = useParams()
  return (
    <LoadedPage query={useQuery(forumQuery(code))} title={t`Forum`}>
      {(forum) => <ForumView forum={forum} Meetings={Meetings} />}
    </LoadedPage>
  )
}

function ForumView({ forum, Meetings }: Props & { forum: Forum }) {
  const { _ } = useMessages()
  const wording = useWording()
  const may = useMay()
  const isOnline = useOnline()
  const limit = statedLimit(forum.facts)
  return (
    <Page
      title={wording(forum)}
      meta={
        <>
          {_(levelWords[forum.level ?? 'none'])} · {_(modeWords[forum.mode])}
        </>
      }
    >
      <Crumb to={paths.forums}>
        <Trans>Forum</Trans>
      </Crumb>
      <div className="columns">
        <div>
          <ForumRecord code={forum.code} facts={forum.facts} />
        </div>
        <div>
          <Meetings forumCode={forum.code} />
          <Panel title={<Trans>Aktiverat nu</Trans>}>
            {forum.activeIn.length === 0 ? (
              <EmptyState
                title={isOnline ? <Trans>Forumet är inte aktiverat.</Trans> : <Trans>Forumet var inte aktiverat när sidan hämtades.</Trans>}
              />
            ) : (
              <ul className="rows">
                {forum.activeIn.map((incident) => (
                  <li key={incident.incidentCode} className="is-link">
                    <Link className="cover" to={paths.incident(incident.incidentCode)}>
                      {incident.title}
                    </Link>
                    {incident.isExercise ? (
                      <StateTag state="exercise" bare>
                        <Trans>Övning</Trans>
                      </StateTag>
                    ) : (
                      <StateTag state="active" bare>
                        <Trans>Aktiverat</Trans>
                      </StateTag>
                    )}
                  </li>
                ))}
              </ul>
            )}
          </Panel>
          {forum.leaders.length > 0 && (
            <Panel title={<Trans>Vem leder</Trans>}>
              <dl className="facts">
                {forum.leaders.map((leader) => (
                  <div key={leader.part + leader.function.code}>
                    <dt>{_(leaderWords[leader.part])}</dt>
                    <dd>
                      {wording(leader.function)}
                      <small>
                        <q lang="sv">{leader.quote}</q>
                      </small>
                    </dd>
                  </div>
                ))}
              </dl>
            </Panel>
          )}
          {(limit !== null || forum.lateAfterMinutes !== null) && (
            <Panel title={<Trans>Vid inkallning</Trans>}>
              <dl className="facts">
                {limit !== null && (
                  <div>
                    <dt>
                      <Trans>Tidsgräns</Trans>
                    </dt>
                    <dd>
                      <q lang="sv">{limit}</q>
                    </dd>
                  </div>
                )}
                {forum.lateAfterMinutes !== null && (
                  <div>
                    <dt>
                      <Trans>Tavlan visar uteblivet svar efter</Trans>
                    </dt>
                    <dd className="num">
                      <Trans>{forum.lateAfterMinutes} min</Trans>
                      {forum.lateAfterMinutes !== forum.responseMinutes && (
                        <small>
                          {may('settings.read') ? (
                            <Link to={paths.settings}>
                              <Trans>Portalens egen gräns, ändras under Inställningar</Trans>
                            </Link>
                          ) : (
                            <Trans>Portalens egen gräns, ändras av systemadministratören</Trans>
                          )}
                        </small>
                      )}
                    </dd>
                  </div>
                )}
              </dl>
            </Panel>
          )}
        </div>
      </div>
    </Page>
  )
}
