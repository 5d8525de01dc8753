import { textLimits } from '@samverkan/domain'
import type { AssessmentIndicator, ScaleLevel } from '@samverkan/contract'
import type { Said } from '@samverkan/domain'
import { Trans, useLingui } from '@lingui/react/macro'
import { CaretDownCircleIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { useId, useState } from 'react'
import { clockToday } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { CountedText } from '../../ui/counted-field.tsx'
import { WaitsHere } from '../../ui/page-only.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import type { AnswerBox, Entry } from './answer-box.ts'
import { MergeView } from './merge-view.tsx'
import { answerId, levelName, levelOf } from './words.ts'

type Props = {
  number: number
  indicator: AssessmentIndicator
  entry: Entry | undefined
  box: AnswerBox
  scale: readonly ScaleLevel[]
  previousYear: number | null
  mayAnswer: boolean
}

/** One indicator in its official wording: the levels of the scale, last year's answer marked, a comment, and what became of the saving. */
export function IndicatorCard({ number, indicator, entry, box, scale, previousYear, mayAnswer }: Props) {
  const { t } = useLingui()
  const language = useLanguage()
  const now = useNow()
  const name = useId()
  const { code, answer, previous } = indicator
  // What a lock kept out stands below with its reason; here stands what is signed.
  const isKeptOut = !mayAnswer && entry?.refusal?.kind === 'refused'
  const said: Said = (isKeptOut ? null : entry?.said) ?? answer
  const [commenting, setCommenting] = useState(false)
  const chosen = levelOf(scale, said)
  const before = previous && levelOf(scale, previous)
  const write = (change: Partial<Said>, when: 'now' | 'soon') =>
    box.write(code, { value: said.value, notApplicable: said.notApplicable, comment: said.comment, ...change }, answer.version, when)
  const closed = !mayAnswer || entry?.refusal?.kind === 'conflict'
  const showComment = (commenting && mayAnswer) || said.comment !== ''
  return (
    <div className="indicator" id={answerId(code)} tabIndex={-1}>
      <fieldset disabled={closed}>
        <legend lang="sv">
          <span className="num strong">{number}.</span> {indicator.text}
        </legend>
        {indicator.designatedOnly && (
          <p className="t-meta mut">
            <Trans>Gäller utpekade aktörer</Trans>
          </p>
        )}
        <div className="levels">
          {scale.map((level) => (
            <label key={level.value ?? 'na'}>
              <input
                type="radio"
                name={name}
                checked={chosen === level}
                onChange={() => write({ value: level.value, notApplicable: level.isNotApplicable }, 'now')}
              />
              <span>
                {levelName(level, language)}
                {before === level && (
                  <small className="num">
                    {previous?.signed === false ? <Trans>svar {previousYear}, ej undertecknat</Trans> : <Trans>svar {previousYear}</Trans>}
                  </small>
                )}
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      {previous?.comment && (
        <p className="t-data mut indicator-before">
          <Trans>Kommentar {previousYear}:</Trans> <span lang="sv">{previous.comment}</span>
        </p>
      )}
      {showComment &&
        (mayAnswer ? (
          <CountedText
            label={t`Kommentar`}
            size="small"
            minRows={2}
            value={said.comment}
            most={textLimits.assessmentComment}
            readOnly={entry?.refusal?.kind === 'conflict'}
            onChange={(event) => write({ comment: event.target.value }, 'soon')}
            onBlur={() => entry && box.flush()}
          />
        ) : (
          <p className="t-statement">
            <span className="strong">
              <Trans>Kommentar</Trans>:
            </span>{' '}
            {said.comment}
          </p>
        ))}
      <div className="indicator-foot">
        {!showComment && mayAnswer && (
          <Button size="small" variant="tertiary" icon={<CaretDownCircleIcon aria-hidden />} onClick={() => setCommenting(true)}>
            <Trans>Skriv en kommentar</Trans>
          </Button>
        )}
        <span className="t-meta mut num">
          {entry?.state === 'waiting' && !entry.refusal ? (
            <StateTag state="waiting" bare>
              <WaitsHere isOnDevice={entry.isKept} />
            </StateTag>
          ) : answer.savedAt && answer.savedBy ? (
            <Trans>
              {answer.savedBy}, {clockToday(answer.savedAt, now, language)}
            </Trans>
          ) : null}
        </span>
      </div>
      {entry?.refusal && <MergeView code={code} entry={entry} refusal={entry.refusal} box={box} scale={scale} mayAnswer={mayAnswer} />}
    </div>
  )
}
