import type { DraftText } from '@samverkan/contract'
import { charactersIn, pictureLimits, tidyText } from '@samverkan/domain'
import { useLingui } from '@lingui/react'
import { Trans } from '@lingui/react/macro'
import { Button } from '@navikt/ds-react'
import { memo, useId } from 'react'
import { nearlyFull } from '../../ui/counted-field.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { GrowingText } from './growing-text.tsx'
import { TextMerge } from './text-merge.tsx'
import { saidOfText, type TextBox, textKey, useEntry } from './use-texts.ts'
import { fieldWords } from './words.ts'

type Props = {
  text: DraftText
  box: TextBox
  mayWrite: boolean
  heading?: 'h3' | 'h4'
  help?: React.ReactNode
  counted?: boolean /** A first wording, made of the rest. */
  proposal?: () => string
}

/** One of the texts that have no single source: written in place, saved by itself. */
export const DraftTextField = memo(function DraftTextField({
  text,
  box,
  mayWrite,
  heading: Heading = 'h3',
  help,
  counted,
  proposal,
}: Props) {
  const { _ } = useLingui()
  const label = useId()
  const described = useId()
  const code = textKey(text.field)
  const entry = useEntry(box, code)
  const shown = entry?.said.text ?? text.text
  const limit = pictureLimits[text.field]
  const length = charactersIn(tidyText(shown))
  const isCounted = counted || limit - length < nearlyFull
  const isConflict = entry?.refusal?.kind === 'conflict'
  return (
    <section className={`draft-text is-${text.field}`}>
      <div className="row wrap">
        <Heading id={label}>{_(fieldWords[text.field])}</Heading>
        {isCounted && (
          <span className="t-meta mut num" id={described}>
            <Trans>
              {length} av {limit} tecken
            </Trans>
          </span>
        )}
        {text.field !== 'read_aloud' && text.publishedText !== null && text.publishedText !== shown.trim() && (
          <StateTag state="info" bare>
            <Trans>Ändrat</Trans>
          </StateTag>
        )}
      </div>
      {help && <p className="t-meta mut">{help}</p>}
      {proposal && shown.trim() === '' && (
        <Button
          size="small"
          variant="tertiary"
          onClick={() => box.write(code, { ...saidOfText(text), text: proposal() }, text.version, 'now')}
        >
          <Trans>Föreslå av sammanfattningen</Trans>
        </Button>
      )}
      {mayWrite ? (
        <GrowingText
          aria-labelledby={label}
          aria-describedby={isCounted ? described : undefined}
          most={limit}
          isCounted
          readOnly={isConflict}
          value={shown}
          onWrite={(words) => box.write(code, { ...saidOfText(text), text: words }, text.version, 'soon')}
          onBlur={box.flush}
        />
      ) : (
        <p className="draft-read wide">{shown || '–'}</p>
      )}
      {entry?.refusal && <TextMerge code={code} entry={entry} box={box} />}
    </section>
  )
})
