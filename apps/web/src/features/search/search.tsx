import { call, search, type SearchHit } from '@samverkan/contract'
import { useLingui as useMessages } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import {
  ArrowRightIcon,
  Buildings3Icon,
  CalendarIcon,
  CheckmarkIcon,
  FileTextIcon,
  LightningIcon,
  MegaphoneIcon,
  PersonGroupIcon,
  PersonIcon,
} from '@navikt/aksel-icons'
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useNavigate } from 'react-router'
import { problemOf } from '../../lib/problem.ts'
import { useMay } from '../../lib/session.tsx'
import { paths } from '../../paths.ts'
import { type Hit, type HitGroup, SearchDialog } from '../../ui/search-dialog.tsx'
import { navigation } from '../../ui/shell/navigation.ts'
import { StateTag } from '../../ui/state-tag.tsx'

const searchQuery = (q: string) =>
  queryOptions({
    queryKey: ['search', q],
    queryFn: ({ signal }) => call(search, { query: { q }, signal }),
    enabled: q.length > 0,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  })

const icons = {
  actor: Buildings3Icon,
  forum: PersonGroupIcon,
  person: PersonIcon,
  incident: LightningIcon,
  picture: FileTextIcon,
  meeting: CalendarIcon,
  measure: CheckmarkIcon,
}

/** Folds case, å, ä and ö away for our own pages, as the server does for everything else. */
const fold = (text: string) => text.toLocaleLowerCase('sv').normalize('NFD').replace(/\p{M}/gu, '')

/** Ctrl/Cmd-K: pages and actions at once, everything else as the server finds it. */
export function Search({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useLingui()
  const { _ } = useMessages()
  const navigate = useNavigate()
  const may = useMay()
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed.trim())
  const found = useQuery(searchQuery(open ? q : ''))

  const page = (to: string, title: string, icon = <ArrowRightIcon aria-hidden />): Hit => ({
    id: `page${to.replaceAll('/', '-')}`,
    title,
    icon,
    open: () => void navigate(to),
  })
  const actions = [
    may('activations.activate') && page(paths.activate, t`Aktivera forum`, <MegaphoneIcon aria-hidden />),
    may('activations.request') && page(paths.request, t`Begär aktivering`, <MegaphoneIcon aria-hidden />),
    may('users.manage') && page(paths.inviteUser, t`Bjud in`),
  ].filter((hit) => hit !== false)
  const pages = [
    ...navigation.map((entry) => page(entry.to, _(entry.word), <entry.icon aria-hidden />)),
    page(paths.meetings, t`Möten`),
    page(paths.measures, t`Åtgärder`),
    page(paths.capabilities, t`Självskattning`),
    page(paths.heatMap, t`Regionens karta`),
    page(paths.framework, t`Ramverket`),
    page(paths.roster, t`Jourlista`),
    ...(may('outbox.read') ? [page(paths.outbox, t`Utkorg`)] : []),
    page(paths.account, t`Konto`),
  ]
  const matches = (hits: readonly Hit[]) =>
    hits.filter(
      (hit) =>
        fold(hit.title)
          .split(/\s+/u)
          .some((word) => word.startsWith(fold(q))) || fold(hit.title).startsWith(fold(q)),
    )
  const items = q && found.data ? found.data.items : []
  const of = (kind: SearchHit['kind']): Hit[] => items.filter((item) => item.kind === kind).map((item, index) => toHit(item, index))
  const toHit = (item: SearchHit, index: number): Hit => {
    const Icon = icons[item.kind]
    const to = {
      actor: paths.actor,
      forum: paths.forum,
      incident: paths.incident,
      meeting: paths.meeting,
      // An incident's code is a year and a number; everything else is a conference's.
      picture: (code: string) => (/^\d{4}-\d+$/.test(code) ? paths.picture(code) : code ? paths.meetingPicture(code) : paths.meetings),
      measure: paths.measure,
      person: (code: string) => (code ? paths.actor(code) : paths.actors),
    }[item.kind](item.code)
    return {
      id: `${item.kind}-${item.code}-${index}`,
      title: item.title,
      detail: item.detail,
      icon: <Icon aria-hidden />,
      tag: item.isExercise && (
        <StateTag state="exercise" bare>
          <Trans>Övning</Trans>
        </StateTag>
      ),
      open: () => void navigate(to),
    }
  }
  const groups: HitGroup[] = [
    { name: t`Händelser`, hits: of('incident') },
    { name: t`Lägesbilder`, hits: of('picture') },
    { name: t`Aktörer`, hits: of('actor') },
    { name: t`Forum`, hits: of('forum') },
    { name: t`Möten`, hits: of('meeting') },
    { name: t`Personer`, hits: of('person') },
    { name: t`Åtgärder`, hits: of('measure') },
    { name: t`Gör`, hits: matches(actions) },
    { name: t`Sidor`, hits: matches(pages) },
  ]
  const failed = q && found.isError
  return (
    <SearchDialog
      open={open}
      onClose={() => {
        setTyped('')
        onClose()
      }}
      query={typed}
      onQuery={setTyped}
      groups={groups}
      busy={found.isFetching}
      note={
        failed ? (
          problemOf(found.error).code === 'offline' ? (
            <Trans>Ingen kontakt med servern. Bara sidorna går att söka bland just nu.</Trans>
          ) : (
            <Trans>Sökningen svarar inte just nu. Bara sidorna visas.</Trans>
          )
        ) : undefined
      }
    />
  )
}
