import type { PictureDraft } from '@samverkan/contract'
import { composeReadAloud, type PictureField, type PictureHeading } from '@samverkan/domain'
import { useLingui } from '@lingui/react'
import { Plural, Trans } from '@lingui/react/macro'
import { Button } from '@navikt/ds-react'
import { memo, type RefObject, useCallback, useLayoutEffect, useMemo, useRef } from 'react'
import { clockToday } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { useSession } from '../../lib/session.tsx'
import { KeptHere } from '../../ui/page-only.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { DraftLineRow } from './draft-line.tsx'
import { DraftTextField } from './draft-text.tsx'
import { OwnLine } from './own-line.tsx'
import { dropOn, type Hand } from './drag.ts'
import type { DraftActions } from './use-draft-actions.ts'
import { type TextBox, textKey, useSaving } from './use-texts.ts'
import { byHeading, headingWords } from './words.ts'
import { useTellWriting, Writers } from './writers.tsx'

type Props = {
  draft: PictureDraft
  box: TextBox
  actions: DraftActions
  removed: ReadonlySet<string>
  focusRef: RefObject<{ line: string; control: string } | null>
  hand: Hand
  mayWrite: boolean
}

/** The joint text as it grows: summary, lines under their headings with the source attached, alternatives, and what is read over Rakel. */
export const DraftPane = memo(function DraftPane({ draft, box, actions, removed, focusRef, hand, mayWrite }: Props) {
  const { _ } = useLingui()
  const pane = useRef<HTMLDivElement>(null)
  const tell = useTellWriting(draft.id)
  const drop = useMemo(() => dropOn(hand, actions), [hand, actions])
  // Lines taken away on this page keep their place for the one press that brings them back; older ones lie at the end.
  const groups = useMemo(() => byHeading(draft.lines.filter((line) => !line.isRemoved || removed.has(line.id))), [draft.lines, removed])
  const gone = useMemo(() => draft.lines.filter((line) => line.isRemoved && !removed.has(line.id)), [draft.lines, removed])
  const text = (field: PictureField) => draft.texts.find((one) => one.field === field)
  const summary = text('summary')

  const { title, isExercise, collection } = draft
  const proposed = useCallback(
    (): string =>
      composeReadAloud({
        title,
        number: collection.number,
        isExercise,
        summary: box.read().entries.get(textKey('summary'))?.said.text ?? summary?.text ?? '',
        nextUpdateAt: collection.nextUpdateAt === null ? null : new Date(collection.nextUpdateAt),
      }),
    [box, title, isExercise, collection.number, collection.nextUpdateAt, summary?.text],
  )

  useLayoutEffect(() => {
    const wanted = focusRef.current
    if (!wanted) return
    const row = pane.current?.querySelector(`[data-line="${wanted.line}"]`)
    const isMove = wanted.control === 'up' || wanted.control === 'down'
    const control =
      row?.querySelector<HTMLElement>(`[data-control="${wanted.control}"]`) ??
      (isMove ? row?.querySelector<HTMLElement>('[data-control="text"]') : null)
    // Not drawn yet: a line that is taken away or put back comes with the next drawing.
    if (!control) return
    focusRef.current = null
    control.focus({ preventScroll: true })
    row?.scrollIntoView({ block: 'nearest' })
  }, [draft.lines, removed, focusRef])

  const field = (name: PictureField, rest: Omit<React.ComponentProps<typeof DraftTextField>, 'text' | 'box' | 'mayWrite'> = {}) => {
    const found = text(name)
    return found && <DraftTextField text={found} box={box} mayWrite={mayWrite} {...rest} />
  }
  return (
    <div className="picture-doc" ref={pane} onInput={mayWrite ? tell : undefined}>
      <div className="picture-doc-head">
        <h2 className="t-panel">
          <Trans>Gemensam text</Trans>
        </h2>
        <Saved box={box} />
        <span className="spring" />
        <Writers pictureId={draft.id}>
          <LatestOther draft={draft} />
        </Writers>
      </div>
      <div className="picture-doc-body" {...(mayWrite ? drop : {})}>
        {field('summary')}
        {groups.map(([heading, lines]) => (
          <section key={heading} data-heading={heading}>
            <h3>{_(headingWords[heading])}</h3>
            <ul className="draft-lines">
              {lines.map((line, i) => (
                <DraftLineRow
                  key={line.id}
                  line={line}
                  isFirst={i === 0}
                  isLast={i === lines.length - 1}
                  box={box}
                  actions={actions}
                  mayWrite={mayWrite}
                  isCompared={draft.latestNumber !== null}
                  wasRemoved={line.isRemoved}
                />
              ))}
            </ul>
            {mayWrite ? (
              <div className={lines.length === 0 ? 'draft-drop' : 'draft-more'}>
                {lines.length === 0 && (
                  <p>
                    <span className="desk">
                      <Trans>Släpp en rad här eller tryck Lyft in. Källan följer med.</Trans>
                    </span>
                    <span className="phone">
                      <Trans>Tryck Lyft in vid en rapporterad rad. Källan följer med.</Trans>
                    </span>
                  </p>
                )}
                <OwnLine pictureId={draft.id} heading={heading} actions={actions} />
              </div>
            ) : (
              lines.length === 0 && <p className="t-data mut">–</p>
            )}
          </section>
        ))}
        <section>
          <h3>
            <Trans>Alternativ händelseutveckling</Trans>
          </h3>
          <div className="draft-alternatives">
            {field('most_likely', { heading: 'h4' })}
            {field('worst_case', { heading: 'h4' })}
          </div>
        </section>
        {field('read_aloud', {
          counted: true,
          help: <Trans>Skrivs ny för varje lägesbild. Lämnas den tom läses sammanfattningen, så långt den ryms.</Trans>,
          proposal: mayWrite ? proposed : undefined,
        })}
        {gone.length > 0 && <Gone lines={gone} actions={actions} mayWrite={mayWrite} />}
      </div>
    </div>
  )
})

function Gone({ lines, actions, mayWrite }: { lines: PictureDraft['lines']; actions: DraftActions; mayWrite: boolean }) {
  const { _ } = useLingui()
  const count = lines.length
  return (
    <details className="draft-gone">
      <summary>
        <Plural value={count} one="# borttagen rad" other="# borttagna rader" />
      </summary>
      <ul>
        {lines.map((line) => (
          <li key={line.id}>
            <span className="wide">
              <span className="mut">{_(headingWords[line.heading as PictureHeading])}:</span> {line.text}
            </span>
            {mayWrite && (
              <Button size="small" variant="tertiary" onClick={() => actions.putBack(line)}>
                <Trans>Lägg tillbaka</Trans>
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** What has become of what is being written here. */
function Saved({ box }: { box: TextBox }) {
  const now = useNow()
  const language = useLanguage()
  const saving = useSaving(box)
  if (saving.kind === 'idle') return null
  if (saving.kind === 'asks')
    return (
      <StateTag state="waiting" bare>
        <Plural value={saving.count} one="# text väntar på dig" other="# texter väntar på dig" />
      </StateTag>
    )
  if (saving.kind === 'waiting')
    return (
      <StateTag state="waiting" bare>
        <KeptHere />
      </StateTag>
    )
  return (
    <span role="status" className="t-data">
      {saving.kind === 'saving' ? (
        <Trans>Sparar</Trans>
      ) : (
        <StateTag state="confirmed" bare>
          <Trans>Sparat {clockToday(saving.at, now, language)}</Trans>
        </StateTag>
      )}
    </span>
  )
}

/** Who else has written, latest: that somebody is at it is worth knowing before one changes the same line. */
function LatestOther({ draft }: { draft: PictureDraft }) {
  const { user } = useSession()
  const now = useNow()
  const language = useLanguage()
  const latest = useMemo(
    () =>
      [...draft.lines, ...draft.texts].reduce<{ savedAt: string | null; savedBy: string | null } | null>(
        (last, one) => (one.savedAt && (!last?.savedAt || Date.parse(one.savedAt) > Date.parse(last.savedAt)) ? one : last),
        null,
      ),
    [draft.lines, draft.texts],
  )
  if (!latest?.savedAt || !latest.savedBy || latest.savedBy === user.name) return null
  return (
    <span className="t-meta mut">
      <Trans>
        Senast {latest.savedBy} {clockToday(latest.savedAt, now, language)}
      </Trans>
    </span>
  )
}
