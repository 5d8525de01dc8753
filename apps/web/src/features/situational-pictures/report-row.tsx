import { shortened } from '@samverkan/domain'
import type { DraftActor, DraftLine } from '@samverkan/contract'
import { useLingui as useMessages } from '@lingui/react'
import { Trans } from '@lingui/react/macro'
import { ArrowRightIcon, CheckmarkCircleFillIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { memo, useState } from 'react'
import { clockToday } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import type { Hand } from './drag.ts'
import { ReportedText } from './reported-text.tsx'
import { useMeansWords } from './taken-down.tsx'
import type { DraftActions } from './use-draft-actions.ts'
import { certaintyWords, headingWords } from './words.ts'

export type Reported = DraftActor['lines'][number]
/** Has this line come into the draft: not yet, it stands there, or it did and was taken away. */
export type Lifted = { state: 'no' | 'in' } | { state: 'removed'; line: DraftLine }
type RowProps = {
  line: Reported
  actorName: string | null
  /** Of an earlier lägesbild: which. */
  number: number | null
  state: Lifted['state']
  removed: DraftLine | null
  actions: DraftActions
  hand: Hand
  mayWrite: boolean
  showLine: (id: string) => void
  /** Where this line was written down for its actor: it can be taken back here too. */
  onWithdraw: ((line: Reported) => void) | null
}
/** A reported line, and the one press that lifts it into the joint text. */
export const ReportRow = memo(function ReportRow({
  line,
  actorName,
  number,
  state,
  removed,
  actions,
  hand,
  mayWrite,
  showLine,
  onWithdraw,
}: RowProps) {
  const { _ } = useMessages()
  const means = useMeansWords()
  const language = useLanguage()
  const [isBusy, setBusy] = useState(false)
  // One button in one place through all its states: whoever lifts with the keyboard stays where they are.
  async function press() {
    if (isBusy) return
    if (state === 'in' && line.liftedAs) return showLine(line.liftedAs)
    if (removed) return actions.putBack(removed)
    setBusy(true)
    await actions.lift(line.id, { heading: line.heading })
    setBusy(false)
  }
  const excerpt = shortened(line.text, 60)
  return (
    <li
      className={state === 'in' ? 'picture-reported is-lifted' : 'picture-reported'}
      data-reported={line.id}
      tabIndex={-1}
      draggable={mayWrite && state === 'no' && !line.withdrawn}
      onDragStart={(event) => {
        hand.take({ kind: 'reported', id: line.id })
        event.dataTransfer.effectAllowed = 'copy'
        event.dataTransfer.setData('text/plain', line.text)
      }}
      onDragEnd={() => {
        hand.empty()
      }}
    >
      <div className="statement-meta">
        {actorName === null ? <span>{_(headingWords[line.heading])}</span> : <b>{actorName}</b>}
        {actorName !== null && <span className="num">{clockToday(line.reportedAt, Date.parse(line.reportedAt), language)}</span>}
        {line.takenDown && (actorName !== null || line.isRepeated) && <span>{means(line.takenDown)}</span>}
        <span className={`certainty is-${line.certainty}`}>{_(certaintyWords[line.certainty])}</span>
        {number !== null && (
          <span>
            <Trans>Lägesbild {number}</Trans>
          </span>
        )}
        {line.isRepeated && (
          <span>
            <Trans>oförändrad</Trans>
          </span>
        )}
      </div>
      <ReportedText line={line} />
      <div className="picture-lift">
        {((mayWrite && !line.withdrawn) || state === 'in') && (
          <Button
            size="xsmall"
            variant="tertiary"
            data-color={state === 'in' ? 'success' : undefined}
            aria-disabled={isBusy}
            icon={state === 'in' ? <CheckmarkCircleFillIcon aria-hidden /> : <ArrowRightIcon aria-hidden />}
            iconPosition={state === 'in' ? 'left' : 'right'}
            onClick={() => void press()}
          >
            {state === 'in' ? <Trans>Inlyft</Trans> : state === 'removed' ? <Trans>Lyft in igen</Trans> : <Trans>Lyft in</Trans>}
            <span className="aksel-sr-only">
              : {excerpt}
              {state === 'in' && (
                <>
                  . <Trans>Visa i den gemensamma texten</Trans>
                </>
              )}
            </span>
          </Button>
        )}
        {onWithdraw && !line.withdrawn && (
          <Button size="xsmall" variant="tertiary" data-color="neutral" onClick={() => onWithdraw(line)}>
            <Trans>Återta</Trans>
            <span className="aksel-sr-only">: {excerpt}</span>
          </Button>
        )}
      </div>
    </li>
  )
})
