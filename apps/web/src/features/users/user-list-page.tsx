import type { User, UserState } from '@samverkan/contract'
import { useLingui as useMessages } from '@lingui/react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { PersonPlusIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { initials, relative } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { useMay, useSession, useWording } from '../../lib/session.tsx'
import { paths } from '../../paths.ts'
import { Address } from '../../ui/address.tsx'
import { countOf, FilterSelect, ListHead, MoreButton, SearchField, useFilter } from '../../ui/list.tsx'
import { Page } from '../../ui/page.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { EmptyState, ForbiddenPage, Loaded, LoadingState } from '../../ui/states.tsx'
import { usersQuery } from './queries.ts'
import { stateTags, stateWords } from './words.ts'
import './users.css'

/** Administration: who has which function, who can log in, and the way to each person. */
export function UserListPage() {
  const may = useMay()
  return may('users.read') ? <UserList /> : <ForbiddenPage />
}

function UserList() {
  const { t } = useLingui()
  const { _ } = useMessages()
  const { scope } = useSession()
  const may = useMay()
  const [search, setSearch] = useFilter('q')
  const [state, setState] = useFilter('lage')
  const users = useInfiniteQuery(usersQuery({ search, state }))
  const { total, isMore } = countOf(users.data?.pages[0])
  return (
    <Page
      title={t`Administration`}
      meta={scope === 'region' ? <Trans>Alla aktörers användare</Trans> : <Trans>Er aktörs användare</Trans>}
      aside={
        <>
          {may('settings.read') && (
            <Link to={paths.settings}>
              <Trans>Inställningar</Trans>
            </Link>
          )}
          {may('outbox.read') && (
            <Link to={paths.outbox}>
              <Trans>Utkorg</Trans>
            </Link>
          )}
          {may('users.manage') && (
            <Button as={Link} to={paths.inviteUser} size="small" icon={<PersonPlusIcon aria-hidden />}>
              <Trans>Bjud in</Trans>
            </Button>
          )}
        </>
      }
    >
      <ListHead isMore={isMore} total={users.data && <Plural value={total} one="# person" other="# personer" />}>
        <SearchField label={t`Sök person, funktion eller aktör`} value={search} onChange={setSearch} />
        <FilterSelect
          label={t`Inloggning`}
          all={t`Alla`}
          value={state}
          onChange={setState}
          options={(Object.keys(stateWords) as UserState[]).map((one) => [one, _(stateWords[one])] as const)}
        />
      </ListHead>
      <div className="panel">
        <Loaded query={users} loading={<LoadingState rows={8} />}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items)
            if (items.length === 0)
              return (
                <EmptyState title={<Trans>Ingen passar sökningen.</Trans>}>
                  <Trans>Töm fältet och visa alla.</Trans>
                </EmptyState>
              )
            return (
              <>
                <ul className="rows">
                  {items.map((user) => (
                    <UserRow key={user.id} user={user} />
                  ))}
                </ul>
                <MoreButton query={users} shown={items.length} total={total} isMore={isMore} />
              </>
            )
          }}
        </Loaded>
      </div>
    </Page>
  )
}

function UserRow({ user }: { user: User }) {
  const { _ } = useMessages()
  const wording = useWording()
  const now = useNow()
  const language = useLanguage()
  const functions = user.functions
    .map((held) => [wording(held), held.actor && held.actor.id !== user.actor?.id ? held.actor.name : null].filter(Boolean).join(', '))
    .join(' · ')
  return (
    <li className="user-row is-link">
      <span className="badge" aria-hidden>
        {initials(user.name)}
      </span>
      <div>
        <Link className="cover" to={paths.user(user.id)}>
          {user.name}
        </Link>
        <p className="sub">
          <span>{functions || <Trans>Ingen funktion nu</Trans>}</span>
        </p>
      </div>
      <div className="t-data user-actor">
        {user.actor?.name}
        {user.email && (
          <span className="mut wide">
            <Address of={user.email} />
          </span>
        )}
      </div>
      <div className="t-data mut num user-last">
        {user.state !== 'active' ? (
          <StateTag state={stateTags[user.state]} bare>
            {_(stateWords[user.state])}
          </StateTag>
        ) : user.lastLoginAt ? (
          <Trans>Inloggad {relative(user.lastLoginAt, now, language)}</Trans>
        ) : (
          <Trans>Aldrig inloggad</Trans>
        )}
      </div>
    </li>
  )
}
