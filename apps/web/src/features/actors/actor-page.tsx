import type { Actor } from '@samverkan/contract'
import { useLingui as useMessages } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import { kindWords } from '../../lib/actor-kinds.ts'
import { useWording } from '../../lib/session.tsx'
import { paths } from '../../paths.ts'
import { Crumb } from '../../ui/crumb.tsx'
import { Page } from '../../ui/page.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Source } from '../../ui/source.tsx'
import { EmptyState, LoadedPage } from '../../ui/states.tsx'
import { ContactPoints } from './contact-points.tsx'
import { actorQuery } from './queries.ts'
import { StaffDesignation } from './staff-designation.tsx'
import './actors.css'

export function ActorPage() {
  const { t } = useLingui()
  const { code = '' } = useParams()
  const actor = useQuery(actorQuery(code))
  return (
    <LoadedPage query={actor} title={t`Aktör`}>
      {(data) => <ActorView actor={data} />}
    </LoadedPage>
  )
}

function ActorView({ actor }: { actor: Actor }) {
  const { _ } = useMessages()
  const wording = useWording()
  return (
    <Page title={actor.name} meta={_(kindWords[actor.kind])} className="actor">
      <Crumb to={paths.actors}>
        <Trans>Aktörer</Trans>
      </Crumb>
      <div className="columns">
        <div>
          <ContactPoints actor={actor} />
          <Panel title={<Trans>Funktioner</Trans>}>
            {actor.functions.length === 0 ? (
              <EmptyState title={<Trans>Ingen person är upplagd.</Trans>}>
                <Trans>Aktörens administratör lägger upp personer och deras funktioner.</Trans>
              </EmptyState>
            ) : (
              <ul className="rows">
                {actor.functions.map((held) => (
                  <li key={`${held.functionCode} ${held.person}`}>
                    <div>
                      <b>{held.person}</b>
                      <p className="sub">
                        <span>{wording(held)}</span>
                      </p>
                    </div>
                    {held.isDeputy && (
                      <span className="t-data mut">
                        <Trans>ersättare</Trans>
                      </span>
                    )}
                  </li>
                ))}
              </ul>
            )}
          </Panel>
        </div>
        <div>
          <Facts actor={actor} />
          {actor.mayDesignate && <StaffDesignation actor={actor} />}
        </div>
      </div>
    </Page>
  )
}

/** Where in the documents a basis stands is for whoever keeps the reference data, not for whoever reads about the actor. */
const withoutReference = (basis: string) => basis.replace(/\s*\(doc [^)]*\)/gu, '')

const Fact = ({ name, children }: { name: ReactNode; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

/** What is known about the actor and where it stands; what is not stated is said to be so, never filled in. */
function Facts({ actor }: { actor: Actor }) {
  const designations = {
    staff_designated: <Trans>Utpekad för samverkansstab</Trans>,
    command_centre: <Trans>Driver ledningscentral</Trans>,
  }
  const certainties = { stated: null, derived: <Trans>troligen</Trans>, unknown: <Trans>år okänt</Trans> }
  return (
    <Panel title={<Trans>Om aktören</Trans>}>
      <dl className="facts">
        {actor.aliases.length > 0 && <Fact name={<Trans>Kallas också</Trans>}>{actor.aliases.map(({ alias }) => alias).join(', ')}</Fact>}
        {actor.memberships.map((membership) => (
          <Fact key={`${membership.type} ${membership.joinedYear}`} name={<Trans>Medlem</Trans>}>
            {membership.type === 'ordinary' ? <Trans>Ordinarie medlem</Trans> : <Trans>Associerad medlem</Trans>}
            {membership.joinedYear && (
              <>
                {' '}
                <Trans>sedan {String(membership.joinedYear)}</Trans>
              </>
            )}
            {certainties[membership.certainty] && <> ({certainties[membership.certainty]})</>}
            <small lang="sv">{withoutReference(membership.basis)}</small>
          </Fact>
        ))}
        {actor.designations.map((designation) => (
          <Fact key={designation.kind} name={<Trans>Särskilt ansvar</Trans>}>
            {designations[designation.kind]}
            <small lang="sv">{withoutReference(designation.basis)}</small>
          </Fact>
        ))}
        {actor.scbCode && (
          <Fact name={<Trans>Kommunkod</Trans>}>
            <span className="num">{actor.scbCode}</span>
          </Fact>
        )}
      </dl>
      <div className="panel-foot">
        <Source reference={actor.sourceRef} />
      </div>
      <p className="panel-foot">
        <Link to={paths.forums}>
          <Trans>Forum som aktören kan kallas till</Trans>
        </Link>
      </p>
    </Panel>
  )
}
