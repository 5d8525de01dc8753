import type { ActorListItem } from '@samverkan/contract'
import { useLingui as useMessages } from '@lingui/react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { ChevronRightIcon } from '@navikt/aksel-icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { kindWords } from '../../lib/actor-kinds.ts'
import { day } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { paths } from '../../paths.ts'
import { FilterSelect, ListHead, MoreButton, SearchField, useFilter } from '../../ui/list.tsx'
import { Page } from '../../ui/page.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { EmptyState, Loaded, LoadingState } from '../../ui/states.tsx'
import { type ActorKind, actorsQuery } from './queries.ts'
import './actors.css'

/** The directory, and the list that others are modelled on: filters in the address, one row per thing, pages on request. */
export function ActorListPage() {
  const { t } = useLingui()
  const { _ } = useMessages()
  const [search, setSearch] = useFilter('q')
  const [kind, setKind] = useFilter('slag')
  const actors = useInfiniteQuery(actorsQuery({ search, kind }))
  const total = actors.data?.pages[0]?.total ?? 0
  const kinds = (Object.keys(kindWords) as ActorKind[]).map((code) => [code, _(kindWords[code])] as const)
  return (
    <Page title={t`Aktörer`}>
      <ListHead total={actors.data && <Plural value={total} one="# aktör" other="# aktörer" />}>
        <SearchField label={t`Sök på namn eller förkortning`} value={search} onChange={setSearch} />
        <FilterSelect label={t`Slag av aktör`} all={t`Alla slag`} value={kind} options={kinds} onChange={setKind} />
      </ListHead>
      <div className="panel">
        <Loaded query={actors} loading={<LoadingState rows={10} />}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items)
            if (items.length === 0)
              return (
                <EmptyState title={<Trans>Ingen aktör passar sökningen.</Trans>}>
                  <Trans>Namn, äldre namn och förkortningar går att söka på. Töm fältet för att se alla.</Trans>
                </EmptyState>
              )
            return (
              <>
                <ul className="rows">
                  {items.map((actor) => (
                    <ActorRow key={actor.id} actor={actor} />
                  ))}
                </ul>
                <MoreButton query={actors} shown={items.length} total={total} />
              </>
            )
          }}
        </Loaded>
      </div>
    </Page>
  )
}

function ActorRow({ actor }: { actor: ActorListItem }) {
  const { _ } = useMessages()
  const now = useNow()
  const language = useLanguage()
  const { contactPoints, unreachable, confirmedAt } = actor
  return (
    <li className="is-link actor-row">
      <Link className="cover" to={paths.actor(actor.code)}>
        {actor.name}
      </Link>
      <span className="t-data mut kind">{_(kindWords[actor.kind])}</span>
      <span className="t-data mut aliases desk">{otherNames(actor).slice(0, 2).join(', ')}</span>
      {unreachable ? (
        <StateTag state="waiting" bare>
          <Plural value={unreachable} one="# går inte att nå" other="# går inte att nå" />
        </StateTag>
      ) : (
        <span className="t-data num contact">
          <Plural value={contactPoints} _0="Inga kontaktvägar" one="# kontaktväg" other="# kontaktvägar" />
        </span>
      )}
      <span className="t-data mut num desk">
        {contactPoints > 0 && (confirmedAt ? <Trans>bekräftad {day(confirmedAt, now, language)}</Trans> : <Trans>aldrig bekräftad</Trans>)}
      </span>
      <ChevronRightIcon aria-hidden />
    </li>
  )
}

/** Aliases that say something the name does not: "Nacka" beside "Nacka kommun" is only noise. */
const otherNames = ({ name, aliases }: ActorListItem) => aliases.filter((alias) => !name.includes(alias) && !alias.includes(name))
