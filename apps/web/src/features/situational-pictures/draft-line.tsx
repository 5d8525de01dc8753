import type { DraftLine } from '@samverkan/contract'
import { pictureLimits } from '@samverkan/domain'
import { useLingui as useMessages } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { ArrowDownIcon, ArrowUpIcon, DragVerticalIcon, TrashIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { type KeyboardEvent, memo, useState } from 'react'
import { clockToday } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { WaitsHere } from '../../ui/page-only.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { GrowingText } from './growing-text.tsx'
import { TextMerge } from './text-merge.tsx'
import { useMeansWords, useReporterWords } from './taken-down.tsx'
import type { DraftActions } from './use-draft-actions.ts'
import { lineKey, type Said, saidOfLine, type TextBox, useEntry } from './use-texts.ts'
import { certaintyWords, headings, headingWords } from './words.ts'

type Props = {
  line: DraftLine
  isFirst: boolean
  isLast: boolean
  box: TextBox
  actions: DraftActions
  mayWrite: boolean
  /** Is there a published version for this one to differ from? */
  isCompared: boolean
  /** Taken away on this page just now: its place is kept for the one press that brings it back. */
  wasRemoved: boolean
}

/**
 * One line of the joint draft. Drawn again only when this line changes: five hundred of them stand on one page. Its tools are there while
 * somebody is at it, by pointer, by touch or by keyboard.
 */
export const DraftLineRow = memo(function DraftLineRow({ line, isFirst, isLast, box, actions, mayWrite, isCompared, wasRemoved }: Props) {
  const { t } = useLingui()
  const { _ } = useMessages()
  const language = useLanguage()
  const [isNear, setNear] = useState(false)
  const [isHere, setHere] = useState(false)
  const [isEmptied, setEmptied] = useState(false)
  const code = lineKey(line.id)
  const means = useMeansWords()
  const reporter = useReporterWords()
  const entry = useEntry(box, code)
  if (wasRemoved)
    return (
      <li className="draft-line is-removed" data-line={line.id}>
        <p className="t-data mut">
          <Trans>Raden är borttagen:</Trans> <span className="wide">{line.text}</span>
        </p>
        <Button size="small" variant="tertiary" data-control="undo" onClick={() => actions.putBack(line)}>
          <Trans>Ångra</Trans>
        </Button>
      </li>
    )
  const said: Said = entry?.said ?? saidOfLine(line)
  const certainty = said.certainty ?? line.certainty
  const write = (part: Partial<Said>, when: 'now' | 'soon') => box.write(code, { ...said, notSecret: false, ...part }, line.version, when)
  const isConflict = entry?.refusal?.kind === 'conflict'
  const keys = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    actions.step(line.id, event.key === 'ArrowUp' ? -1 : 1, 'text')
  }
  const { source } = line
  return (
    <li
      className={`draft-line is-${certainty}`}
      data-line={line.id}
      onPointerEnter={({ pointerType }) => pointerType === 'mouse' && setNear(true)}
      onPointerLeave={() => setNear(false)}
      onFocus={() => setHere(true)}
      onBlur={({ currentTarget, relatedTarget }) => !currentTarget.contains(relatedTarget) && setHere(false)}
    >
      {mayWrite ? (
        <GrowingText
          aria-label={t`${_(headingWords[line.heading])}, ${source?.actor.name ?? line.savedBy}`}
          data-control="text"
          most={pictureLimits.line}
          readOnly={isConflict}
          value={isEmptied ? '' : said.text}
          onKeyDown={keys}
          onWrite={(text) => {
            // A line without words is not saved: it is taken away when the field is left.
            setEmptied(text.trim() === '')
            if (text.trim() !== '') write({ text }, 'soon')
          }}
          onBlur={() => {
            if (!isEmptied) return box.flush()
            setEmptied(false)
            box.drop(code)
            actions.remove(line)
          }}
        />
      ) : (
        <p className="draft-read wide">{said.text}</p>
      )}
      <div className="draft-line-meta">
        {isCompared && (line.change === 'new' || line.change === 'changed') ? (
          <StateTag state="info" bare>
            {line.change === 'new' ? <Trans>Nytt</Trans> : <Trans>Ändrat</Trans>}
          </StateTag>
        ) : null}
        <span>
          <b>{source?.actor.name ?? line.savedBy}</b>
          {source?.takenDown && `, ${means(source.takenDown)}`}{' '}
          <span className="num">{clockToday(source?.reportedAt ?? line.savedAt, Date.parse(line.savedAt), language)}</span>
        </span>
        <span>{_(certaintyWords[certainty])}</span>
        {entry?.state === 'waiting' && !entry.refusal && (
          <StateTag state="waiting" bare>
            <WaitsHere isOnDevice={entry.isKept} />
          </StateTag>
        )}
      </div>
      {mayWrite && (isNear || isHere) && !isConflict && (
        <div className="draft-line-tools">
          <span className="draft-handle desk" draggable data-drag={line.id} title={t`Dra till en annan plats`} aria-hidden>
            <DragVerticalIcon aria-hidden />
          </span>
          <Button
            size="xsmall"
            variant="tertiary"
            data-control="up"
            aria-disabled={isFirst}
            icon={<ArrowUpIcon title={t`Flytta upp`} />}
            onClick={() => actions.step(line.id, -1, 'up')}
          />
          <Button
            size="xsmall"
            variant="tertiary"
            data-control="down"
            aria-disabled={isLast}
            icon={<ArrowDownIcon title={t`Flytta ner`} />}
            onClick={() => actions.step(line.id, 1, 'down')}
          />
          <select
            aria-label={t`Rubrik`}
            value={said.heading ?? line.heading}
            onChange={(event) => write({ heading: event.target.value as Said['heading'] }, 'now')}
          >
            {headings.map((heading) => (
              <option key={heading} value={heading}>
                {_(headingWords[heading])}
              </option>
            ))}
          </select>
          <select
            aria-label={t`Fakta eller antagande`}
            value={certainty}
            onChange={(event) => write({ certainty: event.target.value as Said['certainty'] }, 'now')}
          >
            <option value="fact">{_(certaintyWords.fact)}</option>
            <option value="assumption">{_(certaintyWords.assumption)}</option>
          </select>
          <Button
            size="xsmall"
            variant="tertiary"
            data-color="neutral"
            data-control="remove"
            icon={<TrashIcon title={t`Ta bort raden`} />}
            onClick={() => actions.remove(line)}
          />
        </div>
      )}
      {source && (isNear || isHere) && source.text !== said.text.trim() && (
        <p className="draft-line-source t-meta">
          <Trans>Som den rapporterades:</Trans> <q className="wide">{source.text}</q> · {reporter(source)}
        </p>
      )}
      {line.sourceWithdrawn && (
        <div className="draft-corrected is-withdrawn" role="status">
          <p className="wide">
            <Trans>
              <b className="strong">Källan är återtagen</b> av {line.sourceWithdrawn.by}
            </Trans>{' '}
            <span className="num">{clockToday(line.sourceWithdrawn.at, Date.parse(line.savedAt), language)}</span>
            {line.sourceWithdrawn.reason && ` · ${line.sourceWithdrawn.reason}`}
          </p>
          {mayWrite && (
            <Button size="small" variant="secondary" onClick={() => actions.remove(line)}>
              <Trans>Ta bort raden</Trans>
            </Button>
          )}
        </div>
      )}
      {!line.sourceWithdrawn && line.sourceCorrectedTo !== null && line.sourceCorrectedTo !== said.text.trim() && (
        <div className="draft-corrected">
          <p className="wide">
            <Trans>{source?.actor.name} har rättat sin rad:</Trans> <b className="strong">{line.sourceCorrectedTo}</b>
          </p>
          {mayWrite && (
            <Button size="small" variant="secondary" onClick={() => write({ text: line.sourceCorrectedTo ?? '' }, 'now')}>
              <Trans>Ta över rättelsen</Trans>
            </Button>
          )}
        </div>
      )}
      {entry?.refusal && <TextMerge code={code} entry={entry} box={box} />}
    </li>
  )
})
