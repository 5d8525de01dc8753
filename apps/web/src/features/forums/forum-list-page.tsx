import type { ForumListItem } from '@samverkan/contract'
import { useLingui as useMessages } from '@lingui/react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { ChevronRightIcon } from '@navikt/aksel-icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { useWording } from '../../lib/session.tsx'
import { paths } from '../../paths.ts'
import { ForumTabs } from '../../ui/forum-tabs.tsx'
import { ListHead, SearchField, useFilter } from '../../ui/list.tsx'
import { Page } from '../../ui/page.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Segments } from '../../ui/segments.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { EmptyState, Loaded, LoadingPanel } from '../../ui/states.tsx'
import { forumsQuery } from './queries.ts'
import { kindWords, type Level, levelWords, modeWords } from './words.ts'
import './forums.css'

/** The forums by level, in ordinary and activated mode. */
export function ForumListPage() {
  const { t } = useLingui()
  const { _ } = useMessages()
  const [search, setSearch] = useFilter('q')
  const [mode, setMode] = useFilter('lage')
  const forums = useInfiniteQuery(forumsQuery({ search, mode }))
  const total = forums.data?.pages[0]?.total ?? 0
  return (
    <Page title={t`Forum och möten`}>
      <ForumTabs />
      <ListHead total={forums.data && <Plural value={total} one="# forum" other="# forum" />}>
        <SearchField label={t`Sök forum`} value={search} onChange={setSearch} />
        <Segments
          hideLegend
          legend={t`Läge`}
          value={mode}
          onChange={setMode}
          options={[
            ['', t`Alla`],
            ['ordinary', t`Ordinarie`],
            ['activated', t`Aktiverat`],
            ['both', t`Båda`],
          ]}
        />
      </ListHead>
      <Loaded query={forums} loading={<LoadingPanel rows={8} />}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length === 0)
            return (
              <div className="panel">
                <EmptyState title={<Trans>Inget forum passar sökningen.</Trans>}>
                  <Trans>Töm fältet eller välj alla lägen.</Trans>
                </EmptyState>
              </div>
            )
          return (Object.keys(levelWords) as Level[]).map((level) => {
            const ofLevel = items.filter((forum) => (forum.level ?? 'none') === level)
            if (ofLevel.length === 0) return null
            return (
              <Panel key={level} title={_(levelWords[level])} aside={<span className="num">{ofLevel.length}</span>}>
                <ul className="rows forum-rows">
                  {ofLevel.map((forum) => (
                    <ForumRow key={forum.id} forum={forum} />
                  ))}
                </ul>
              </Panel>
            )
          })
        }}
      </Loaded>
    </Page>
  )
}

function ForumRow({ forum }: { forum: ForumListItem }) {
  const { _ } = useMessages()
  const wording = useWording()
  const kind = kindWords[forum.kind]
  return (
    <li className="is-link forum-row">
      <div>
        <Link className="cover" to={paths.forum(forum.code)}>
          {wording(forum)}
        </Link>
        {/* All of them, the real first: one that goes on must not hide behind another. */}
        {forum.activeIn.map((one) => (
          <StateTag key={one.incidentCode} bare state={one.isExercise ? 'exercise' : 'active'}>
            {one.title}
          </StateTag>
        ))}
      </div>
      <span className="t-data mut">
        {[kind && forum.kind !== 'forum' && _(kind), _(modeWords[forum.mode])].filter(Boolean).join(' · ')}
      </span>
      <ChevronRightIcon aria-hidden />
    </li>
  )
}
