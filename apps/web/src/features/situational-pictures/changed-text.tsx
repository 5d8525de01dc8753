import { Trans } from '@lingui/react/macro'
import { memo } from 'react'
import { type Piece, wordDiff } from '../../lib/word-diff.ts'

/** Longer than a line or two, and next to nothing of it left: what it says now is read first, what it said before lies underneath. */
const isRewritten = (pieces: readonly Piece[]): boolean => {
  const of = (kind: Piece['kind']) => pieces.reduce((sum, piece) => sum + (piece.kind === kind ? piece.text.length : 0), 0)
  return of('old') > 120 && of('same') < of('old')
}

/** A text beside what it said before: what is gone struck, what is new bold; both also said in words to those who listen. */
export const ChangedText = memo(function ChangedText({ before, after }: { before: string; after: string }) {
  const pieces = wordDiff(before, after)
  if (isRewritten(pieces))
    return (
      <>
        <span className="picture-rewritten">{after}</span>
        <details className="picture-original">
          <summary>
            <Trans>Så löd den förra</Trans>
          </summary>
          <del>{before}</del>
        </details>
      </>
    )
  return pieces.map(({ kind, text }, i) => {
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
