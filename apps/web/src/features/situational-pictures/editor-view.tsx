import type { PictureDraft } from '@samverkan/contract'
import { useLingui } from '@lingui/react'
import { Trans, useLingui as useWords } from '@lingui/react/macro'
import { PadlockLockedIcon, PadlockUnlockedIcon, PencilIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { clockToday, relative } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { useSendsLater } from '../../lib/sends-later.ts'
import { useNarrow } from '../../lib/use-narrow.ts'
import { announce } from '../../ui/announcer.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { ErrorState, Loaded, LoadingPanel } from '../../ui/states.tsx'
import { CollectionDialog } from './collection-dialog.tsx'
import { DraftPane } from './draft-pane.tsx'
import { Publish } from './publish.tsx'
import { draftQuery } from './queries.ts'
import { ReportsPane } from './reports-pane.tsx'
import { SecretNotice } from './secret-notice.tsx'
import { useDraftActions } from './use-draft-actions.ts'
import { openHand } from './drag.ts'
import { useTexts } from './use-texts.ts'
import { handlingWords } from './words.ts'

/** Where TiB, RSIB and RKK make one picture of what the actors have reported; the office follows along. */
export function EditorView({ id, onPublished }: { id: string; onPublished: (number: number) => void }) {
  const draft = useQuery(draftQuery(id))
  return (
    <Loaded
      query={draft}
      loading={
        <div className="page">
          <LoadingPanel rows={8} />
        </div>
      }
    >
      {(data) => <Editor key={data.id} draft={data} onPublished={onPublished} />}
    </Loaded>
  )
}

function Editor({ draft, onPublished }: { draft: PictureDraft; onPublished: (number: number) => void }) {
  const box = useTexts(draft)
  useSendsLater()
  const { actions, removed, focusRef, error, forgetError } = useDraftActions(draft)
  const [hand] = useState(openHand)
  const isNarrow = useNarrow()
  const [side, setSide] = useState<'reports' | 'text'>('reports')
  const mayWrite = draft.allowed.includes('write')
  const pane = useRef<HTMLDivElement>(null)
  const wantedLine = useRef<string | null>(null)
  const asked = draft.actors.filter(({ askedAt }) => askedAt !== null).length
  const answered = draft.actors.filter(({ askedAt, status }) => askedAt !== null && status !== 'waiting').length

  const show = useCallback((line: string) => {
    wantedLine.current = line
    setSide('text')
    focusLine(pane.current, wantedLine)
  }, [])
  // On a phone the text comes only after the press.
  useEffect(() => focusLine(pane.current, wantedLine), [side])
  useNews(draft)

  return (
    <>
      <EditorHead draft={draft} publish={<Publish draft={draft} box={box} onPublished={onPublished} />} />
      {isNarrow && <Switch side={side} onChange={setSide} answered={answered} asked={asked} />}
      {error !== null && (
        <div className="picture-banner panel">
          <ErrorState error={error} retry={forgetError} />
        </div>
      )}
      <div className="picture-editor" ref={pane}>
        {(!isNarrow || side === 'reports') && (
          <ReportsPane draft={draft} actions={actions} hand={hand} mayWrite={mayWrite} showLine={show} />
        )}
        {(!isNarrow || side === 'text') && (
          <div className="picture-joint">
            <DraftPane draft={draft} box={box} actions={actions} removed={removed} focusRef={focusRef} hand={hand} mayWrite={mayWrite} />
            {mayWrite && <SecretNotice />}
          </div>
        )}
      </div>
    </>
  )
}

function focusLine(pane: HTMLElement | null, wanted: { current: string | null }): void {
  const control = wanted.current && pane?.querySelector<HTMLElement>(`[data-line="${wanted.current}"] [data-control="text"]`)
  if (!control) return
  wanted.current = null
  control.focus({ preventScroll: true })
  control.scrollIntoView({ block: 'nearest' })
}

/** Reports that come while the page stands open are said aloud, never jumped to. */
function useNews(draft: PictureDraft): void {
  const { t } = useWords()
  const known = useRef<ReadonlySet<string> | null>(null)
  useEffect(() => {
    const reports = draft.actors.flatMap(({ actor, reports: all }) => all.map((report) => [report.id, actor.name] as const))
    const before = known.current
    known.current = new Set(reports.map(([id]) => id))
    if (!before) return
    const fresh = [...new Set(reports.filter(([id]) => !before.has(id)).map(([, name]) => name))]
    const names = fresh.join(', ')
    if (fresh.length > 0) announce(t`Ny rapport från ${names}`)
  }, [draft.actors, t])
  const gone = useRef<ReadonlySet<string> | null>(null)
  useEffect(() => {
    const lines = draft.lines.filter((line) => line.sourceWithdrawn && !line.isRemoved)
    const before = gone.current
    gone.current = new Set(lines.map(({ id }) => id))
    const fresh = before && lines.find(({ id }) => !before.has(id))
    const name = fresh?.source?.actor.name
    if (name) announce(t`Källan är återtagen: ${name}`)
  }, [draft.lines, t])
}

function Switch({
  side,
  onChange,
  answered,
  asked,
}: {
  side: 'reports' | 'text'
  onChange: (side: 'reports' | 'text') => void
  answered: number
  asked: number
}) {
  const { t } = useWords()
  return (
    <div className="picture-switch" role="group" aria-label={t`Visa`}>
      <button type="button" aria-pressed={side === 'reports'} onClick={() => onChange('reports')}>
        <Trans>
          Rapporter {answered} av {asked}
        </Trans>
      </button>
      <button type="button" aria-pressed={side === 'text'} onClick={() => onChange('text')}>
        <Trans>Gemensam text</Trans>
      </button>
    </div>
  )
}

function EditorHead({ draft, publish }: { draft: PictureDraft; publish: React.ReactNode }) {
  const { _ } = useLingui()
  const now = useNow()
  const language = useLanguage()
  const [isChanging, setChanging] = useState(false)
  const { number, cutOffAt, nextUpdateAt, handling } = draft.collection
  const mayPublish = draft.allowed.includes('publish')
  const LockIcon = handling === 'open' ? PadlockUnlockedIcon : PadlockLockedIcon
  return (
    <div className="picture-head">
      <div className="row picture-head-title">
        <h2 className="t-title">
          <Trans>Lägesbild {number}</Trans>
        </h2>
        <StateTag state="neutral">
          <Trans>Utkast</Trans>
        </StateTag>
      </div>
      <dl>
        <div>
          <dt>
            <Trans>Stopptid</Trans>
          </dt>
          <dd className="num">
            {clockToday(cutOffAt, now, language)} <span className="picture-head-rel">{relative(cutOffAt, now, language)}</span>
          </dd>
        </div>
        <div>
          <dt>
            <Trans>Nästa</Trans>
          </dt>
          <dd className="num">{nextUpdateAt ? clockToday(nextUpdateAt, now, language) : <Trans>Inte bestämd</Trans>}</dd>
        </div>
        <div>
          <dt>
            <Trans>Spridning</Trans>
          </dt>
          <dd className="row">
            <LockIcon aria-hidden />
            {_(handlingWords[handling])}
          </dd>
        </div>
      </dl>
      {mayPublish && (
        <Button size="small" variant="tertiary" icon={<PencilIcon aria-hidden />} onClick={() => setChanging(true)}>
          <Trans>Ändra</Trans>
          <span className="aksel-sr-only">
            {' '}
            <Trans>tider och spridning</Trans>
          </span>
        </Button>
      )}
      <span className="spring" />
      {mayPublish && publish}
      {isChanging && <CollectionDialog id={draft.id} collection={draft.collection} onClose={() => setChanging(false)} />}
    </div>
  )
}
