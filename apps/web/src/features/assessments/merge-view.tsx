import type { ScaleLevel } from '@samverkan/contract'
import type { Said } from '@samverkan/domain'
import { useLingui as useMessages } from '@lingui/react'
import { Trans } from '@lingui/react/macro'
import { Button } from '@navikt/ds-react'
import { clockToday } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { useProblemText } from '../../lib/use-problem-text.ts'
import { Merge, MergeVersion } from '../../ui/merge.tsx'
import { ProblemDetail } from '../../ui/problem-detail.tsx'
import type { AnswerBox, Entry, Refusal } from './answer-box.ts'
import { levelName, levelOf } from './words.ts'

type Props = { code: string; entry: Entry; refusal: Refusal; box: AnswerBox; scale: readonly ScaleLevel[]; mayAnswer: boolean }

/** Both versions side by side and what to do with them; nothing is written over before somebody has said so. */
export function MergeView({ code, entry, refusal, box, scale, mayAnswer }: Props) {
  const { i18n } = useMessages()
  const now = useNow()
  const language = useLanguage()
  const mine = entry.said
  const text = useProblemText(refusal.kind === 'refused' ? refusal.code : 'stale-version')
  if (refusal.kind === 'refused') {
    return (
      <Merge
        title={i18n._(text.title)}
        detail={<ProblemDetail of={text} />}
        versions={<Version title={<Trans>Ditt svar som inte kom med</Trans>} said={mine} scale={scale} />}
      >
        {mayAnswer && (
          <Button size="small" variant="secondary" onClick={() => box.again(code)}>
            <Trans>Skicka igen</Trans>
          </Button>
        )}
        <Button size="small" variant="secondary" onClick={() => box.drop(code)}>
          <Trans>Släng mitt svar</Trans>
        </Button>
      </Merge>
    )
  }
  const { theirs } = refusal
  const at = theirs.savedAt ? clockToday(theirs.savedAt, now, language) : ''
  const both: Said = {
    value: mine.value,
    notApplicable: mine.notApplicable,
    comment: [theirs.comment, mine.comment].filter(Boolean).join('\n'),
  }
  return (
    <Merge
      title={
        <Trans>
          {theirs.savedBy} ändrade samma svar kl. {at}. Båda versionerna finns kvar.
        </Trans>
      }
      versions={
        <>
          <Version title={<Trans>Sparat av {theirs.savedBy}</Trans>} said={theirs} scale={scale} />
          <Version title={<Trans>Ditt</Trans>} said={mine} scale={scale} />
        </>
      }
    >
      {theirs.comment !== '' && mine.comment !== '' && theirs.comment !== mine.comment && (
        <Button size="small" variant="secondary" onClick={() => box.merge(code, both, theirs.version)}>
          <Trans>Mitt svar, båda kommentarerna</Trans>
        </Button>
      )}
      <Button size="small" variant="secondary" onClick={() => box.merge(code, mine, theirs.version)}>
        <Trans>Behåll mitt</Trans>
      </Button>
      <Button size="small" variant="secondary" onClick={() => box.drop(code)}>
        <Trans>Behåll det sparade</Trans>
      </Button>
    </Merge>
  )
}

function Version({ title, said, scale }: { title: React.ReactNode; said: Said; scale: readonly ScaleLevel[] }) {
  const language = useLanguage()
  const level = levelOf(scale, said)
  return (
    <MergeVersion title={title}>
      <p className="strong">{level ? levelName(level, language) : <Trans>Ej besvarad</Trans>}</p>
      {said.comment && <p className="wide">{said.comment}</p>}
    </MergeVersion>
  )
}
