import { call, search, type SearchHit } from '@samverkan/contract'
import { useLingui as useMessages } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import {
  ArrowRightIcon,
  BarChartIcon,
  Buildings3Icon,
  CalendarIcon,
  CheckmarkIcon,
  FileTextIcon,
  GlobeIcon,
  LightningIcon,
  MegaphoneIcon,
  MoonIcon,
  PersonGroupIcon,
  PersonIcon,
  SunIcon,
  TasklistIcon,
} from '@navikt/aksel-icons'
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { type ReactNode, useDeferredValue, useState } from 'react'
import { useNavigate } from 'react-router'
import { chooseLanguage } from '../../lib/language.tsx'
import { problemOf } from '../../lib/problem.ts'
import { useMay } from '../../lib/session.tsx'
import { chooseTheme } from '../../lib/theme.ts'
import { paths } from '../../paths.ts'
import { AskedWords, askedOf } from '../../ui/asked.tsx'
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
  capability: BarChartIcon,
  goal: TasklistIcon,
}

/** Folds case, accents, width and hyphens away for our own pages, as the server does for everything else. */
const fold = (text: string) =>
  text
    .normalize('NFKD')
    .toLocaleLowerCase('sv')
    .replace(/[\p{M}\p{Cf}‐‑–—-]/gu, '')
const wordsOf = (text: string) => text.normalize('NFKC').split(/\s+/u).map(fold).filter(Boolean)
/** `quiet`: found when it is looked for, not offered before anything is typed. */
type Own = Hit & { words?: string; quiet?: boolean }

/** Ctrl/Cmd-K: pages and actions at once, everything else as the server finds it. */
export function Search({ open, takeTyped, onClose }: { open: boolean; takeTyped: () => string; onClose: () => void }) {
  const { t } = useLingui()
  const { _ } = useMessages()
  const navigate = useNavigate()
  const may = useMay()
  const [typed, setTyped] = useState('')
  const { asked, isOver } = askedOf(typed)
  const q = useDeferredValue(asked)
  const found = useQuery(searchQuery(open ? q : ''))

  // `words` are what people call the thing beside its title.
  const page = (to: string, title: string, icon = <ArrowRightIcon aria-hidden />, words = ''): Own => ({
    id: `page${to.replaceAll('/', '-')}`,
    title,
    icon,
    words,
    open: () => void navigate(to),
  })
  const act = (id: string, title: string, words: string, icon: ReactNode, run: () => void): Own => ({
    id: `act-${id}`,
    title,
    words,
    icon,
    quiet: true,
    open: run,
  })
  const actions = [
    may('activations.activate') &&
      page(paths.activate, t`Aktivera forum`, <MegaphoneIcon aria-hidden />, t`kalla in larma inkallning övning`),
    may('activations.request') && page(paths.request, t`Begär aktivering`, <MegaphoneIcon aria-hidden />, t`aktivera kalla in larma`),
    may('users.manage') && page(paths.inviteUser, t`Bjud in`, undefined, t`ny användare konto`),
    act('dark', t`Mörkt utseende`, t`mörkt läge tema nattläge`, <MoonIcon aria-hidden />, () => chooseTheme('dark')),
    act('light', t`Ljust utseende`, t`ljust läge tema dagläge`, <SunIcon aria-hidden />, () => chooseTheme('light')),
    act('system', t`Utseende som enheten`, t`tema automatiskt`, <SunIcon aria-hidden />, () => chooseTheme('system')),
    // Each language is called by its own name, whichever is spoken now.
    act('en', 'English', 'engelska språk language', <GlobeIcon aria-hidden />, () => void chooseLanguage('en')),
    act('sv', 'Svenska', 'swedish språk language', <GlobeIcon aria-hidden />, () => void chooseLanguage('sv')),
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
    ...(may('settings.read') ? [page(paths.settings, t`Inställningar`, undefined, t`gränser minuter påminnelser telefon`)] : []),
    page(paths.account, t`Konto`),
  ]
  // Nothing typed yet: everything there is to do and to see. Otherwise each word begins one of the title's, or of what else it is called.
  const typedWords = wordsOf(q)
  const matches = (hits: readonly Own[]) =>
    hits.filter((hit) => {
      if (typedWords.length === 0) return !hit.quiet
      const known = [...wordsOf(`${hit.title} ${hit.words ?? ''}`), fold(hit.title).replaceAll(' ', '')]
      return typedWords.every((word) => known.some((one) => one.startsWith(word)))
    })
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
      capability: (code: string) => `${paths.framework}#${encodeURIComponent(code)}`,
      goal: (code: string) => `${paths.goals}#${encodeURIComponent(code)}`,
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
  // Called by its whole name it is what is meant, whatever else is found with the same word in it.
  const named = typedWords.length > 0 ? [...actions, ...pages].filter(({ title }) => wordsOf(title).join(' ') === typedWords.join(' ')) : []
  const others = (hits: readonly Own[]): Own[] => matches(hits).filter((hit) => !named.includes(hit))
  const groups: HitGroup[] = [
    { name: t`Gå till`, hits: named, own: true },
    { name: t`Händelser`, hits: of('incident') },
    { name: t`Lägesbilder`, hits: of('picture') },
    { name: t`Aktörer`, hits: of('actor') },
    { name: t`Forum`, hits: of('forum') },
    { name: t`Möten`, hits: of('meeting') },
    { name: t`Personer`, hits: of('person') },
    { name: t`Åtgärder`, hits: of('measure') },
    { name: t`Förmågor`, hits: of('capability') },
    { name: t`Mål`, hits: of('goal') },
    { name: t`Gör`, hits: others(actions), own: true },
    { name: t`Sidor`, hits: others(pages), own: true },
  ]
  const failed = q && found.isError
  return (
    <SearchDialog
      open={open}
      onReady={() => setTyped((before) => takeTyped() + before)}
      onClose={() => {
        setTyped('')
        onClose()
      }}
      query={typed}
      of={q}
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
        ) : isOver ? (
          <AskedWords />
        ) : undefined
      }
    />
  )
}
