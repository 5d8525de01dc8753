import { Trans } from '@lingui/react/macro'
import { memo } from 'react'
import { wordDiff } from '../../lib/word-diff.ts'

/** A text beside what it said before: what is gone struck, what is new bold; both also said in words to those who listen. */
export const ChangedText = memo(function ChangedText({ before, after }: { before: string; after: string }) {
  return wordDiff(before, after).map(({ kind, text }, i) => {
    if (kind === 'same') return <span key={i}>{text}</span>
    if (kind === 'old')
      return (
        <del key={i}>
          <span className="aksel-sr-only">
            <Trans>Tidigare:</Trans>{' '}
          </span>
          {text}
        </del>
      )
    return (
      <ins key={i}>
        <span className="aksel-sr-only">
          {' '}
          <Trans>Nu:</Trans>{' '}
        </span>
        {text}
      </ins>
    )
  })
})
