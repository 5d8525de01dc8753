import { useLingui as useMessages } from '@lingui/react'
import { Trans } from '@lingui/react/macro'
import { Button } from '@navikt/ds-react'
import { useProblemText } from '../../lib/use-problem-text.ts'
import { ProblemDetail } from '../../ui/problem-detail.tsx'
import '../../ui/merge.css'

type Props = {
  mine: string
  /** What stands on the server, and whose it is; null when the text was refused for another reason, named by `code`. */
  theirs: { text: string; by: string | null } | null
  code: string
  onKeep: (text: string) => void
  /** What was refused, sent once more: what stood in its way may be gone. */
  onAgain: () => void
  onDrop: () => void
}

/** Two wrote in the same place: both texts in sight, and one press joins them. */
export function TextMerge({ mine, theirs, code, onKeep, onAgain, onDrop }: Props) {
  const { i18n } = useMessages()
  const text = useProblemText(code)
  if (!theirs)
    return (
      <div className="merge" role="alert">
        <b>{i18n._(text.title)}</b>
        <p>
          <ProblemDetail of={text} />
        </p>
        <div className="merge-version wide">
          <p className="t-meta mut">
            <Trans>Det du skrev</Trans>
          </p>
          {mine}
        </div>
        <div className="row wrap">
          <Button size="small" variant="secondary" onClick={onAgain}>
            <Trans>Skicka igen</Trans>
          </Button>
          <Button size="small" variant="secondary" onClick={onDrop}>
            <Trans>Släng det</Trans>
          </Button>
        </div>
      </div>
    )
  return (
    <div className="merge" role="alert">
      <b>
        {theirs.by ? (
          <Trans>{theirs.by} ändrade samma text medan du skrev. Båda finns kvar.</Trans>
        ) : (
          <Trans>Någon annan ändrade samma text medan du skrev. Båda finns kvar.</Trans>
        )}
      </b>
      <div className="merge-both">
        <div className="merge-version wide">
          <p className="t-meta mut">
            <Trans>Sparat</Trans>
          </p>
          {theirs.text || <Trans>Borttaget</Trans>}
        </div>
        <div className="merge-version wide">
          <p className="t-meta mut">
            <Trans>Ditt</Trans>
          </p>
          {mine}
        </div>
      </div>
      <div className="row wrap">
        {theirs.text !== '' && mine.trim() !== '' && (
          <Button size="small" variant="secondary" onClick={() => onKeep(`${theirs.text}\n${mine.trim()}`)}>
            <Trans>Behåll båda</Trans>
          </Button>
        )}
        <Button size="small" variant="secondary" onClick={() => onKeep(mine)}>
          <Trans>Behåll mitt</Trans>
        </Button>
        <Button size="small" variant="secondary" onClick={onDrop}>
          <Trans>Behåll det sparade</Trans>
        </Button>
      </div>
    </div>
  )
}
