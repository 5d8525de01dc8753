import { useLingui } from '@lingui/react'
import { Trans } from '@lingui/react/macro'
import { Button } from '@navikt/ds-react'
import { clockToday } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { useProblemText } from '../../lib/use-problem-text.ts'
import { Merge, MergeVersion } from '../../ui/merge.tsx'
import { ProblemDetail } from '../../ui/problem-detail.tsx'
import type { Said, TextBox, TextEntry } from './use-texts.ts'
import { certaintyWords, headingWords } from './words.ts'

/** A text that did not get through: somebody else saved the same one, or the server refused it. Nothing is lost before somebody has chosen. */
export function TextMerge({ code, entry, box }: { code: string; entry: TextEntry; box: TextBox }) {
  const { _ } = useLingui()
  const now = useNow()
  const language = useLanguage()
  const { said, refusal } = entry
  const text = useProblemText(refusal?.kind === 'refused' ? refusal.code : 'stale-version')
  if (!refusal) return null
  if (refusal.kind === 'refused') {
    return (
      <Merge
        title={_(text.title)}
        detail={<ProblemDetail of={text} />}
        versions={
          <MergeVersion title={<Trans>Din text som inte kom med</Trans>}>
            <p className="wide">{said.text}</p>
          </MergeVersion>
        }
      >
        {refusal.code === 'looks-secret' && (
          <Button size="small" variant="secondary" onClick={() => box.merge(code, { ...said, notSecret: true }, entry.basedOn)}>
            <Trans>Det är ingen sådan uppgift, spara</Trans>
          </Button>
        )}
        {refusal.code === 'invalid' && (
          <Button size="small" variant="secondary" onClick={() => box.merge(code, said, entry.basedOn)}>
            <Trans>Försök igen</Trans>
          </Button>
        )}
        <Button size="small" variant="secondary" onClick={() => box.again(code)}>
          <Trans>Skicka igen</Trans>
        </Button>
        <Button size="small" variant="secondary" onClick={() => box.drop(code)}>
          <Trans>Släng min text</Trans>
        </Button>
      </Merge>
    )
  }
  const { theirs } = refusal
  const at = theirs.savedAt ? clockToday(theirs.savedAt, now, language) : ''
  return (
    <Merge
      title={
        <Trans>
          {theirs.savedBy} ändrade samma text kl. {at}. Båda versionerna finns kvar.
        </Trans>
      }
      versions={
        <>
          <Version title={<Trans>Sparad av {theirs.savedBy}</Trans>} said={theirs} />
          <Version title={<Trans>Din</Trans>} said={said} />
        </>
      }
    >
      {theirs.text.trim() !== '' && theirs.text !== said.text && (
        <Button
          size="small"
          variant="secondary"
          onClick={() => box.merge(code, { ...said, text: `${theirs.text}\n${said.text}` }, theirs.version)}
        >
          <Trans>Behåll båda texterna</Trans>
        </Button>
      )}
      <Button size="small" variant="secondary" onClick={() => box.merge(code, said, theirs.version)}>
        <Trans>Behåll min</Trans>
      </Button>
      <Button size="small" variant="secondary" onClick={() => box.drop(code)}>
        <Trans>Behåll den sparade</Trans>
      </Button>
    </Merge>
  )
}

function Version({ title, said }: { title: React.ReactNode; said: Said }) {
  const { _ } = useLingui()
  return (
    <MergeVersion title={title}>
      {said.heading && said.certainty && (
        <p className="t-meta mut">
          {_(headingWords[said.heading])} · {_(certaintyWords[said.certainty])}
        </p>
      )}
      <p className="wide">{said.text || '–'}</p>
    </MergeVersion>
  )
}
