import type { Person } from '@samverkan/contract'
import { useLingui as useMessages } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { useMay } from '../../lib/session.tsx'
import { paths } from '../../paths.ts'
import { Crumb } from '../../ui/crumb.tsx'
import { Page } from '../../ui/page.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { ForbiddenPage, LoadedPage } from '../../ui/states.tsx'
import { AccountPanel } from './account-panel.tsx'
import { DetailsPanel } from './details-panel.tsx'
import { FunctionsPanel } from './functions-panel.tsx'
import { HistoryPanel } from './history-panel.tsx'
import { personQuery } from './queries.ts'
import { stateTags, stateWords } from './words.ts'
import './users.css'

/** One person: what they hold now, soon and before, how they log in, and what may be done about it. */
export function PersonPage() {
  const may = useMay()
  return may('users.read') ? <OnePerson /> : <ForbiddenPage />
}

function OnePerson() {
  const { t } = useLingui()
  const { code: id = '' } = useParams()
  const person = useQuery(personQuery(id))
  return (
    <LoadedPage query={person} title={t`Person`}>
      {(data) => <PersonView key={data.id} person={data} />}
    </LoadedPage>
  )
}

function PersonView({ person }: { person: Person }) {
  const { _ } = useMessages()
  return (
    <Page
      title={person.name}
      meta={
        <>
          {person.actor?.name}
          <StateTag state={stateTags[person.state]} bare>
            {_(stateWords[person.state])}
          </StateTag>
          {person.isSelf && (
            <span>
              <Trans>det här är du</Trans>
            </span>
          )}
        </>
      }
    >
      <Crumb to={paths.admin}>
        <Trans>Administration</Trans>
      </Crumb>
      <div className="columns">
        <div>
          <FunctionsPanel person={person} />
          <HistoryPanel id={person.id} />
        </div>
        <div>
          <AccountPanel person={person} />
          <DetailsPanel person={person} />
        </div>
      </div>
    </Page>
  )
}
