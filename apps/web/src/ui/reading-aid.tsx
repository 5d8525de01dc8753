import { Trans } from '@lingui/react/macro'
import { useLanguage } from '../lib/language.tsx'
import './reading-aid.css'

/** For whoever reads in English, where the official text is in Swedish alone: what it is about. Never instead of it, and never as if it were official. */
export function ReadingAid({ of }: { of: string | undefined }) {
  const language = useLanguage()
  if (language !== 'en' || !of) return null
  return (
    <p className="reading-aid" lang="en">
      <span className="t-meta mut">
        <Trans>Vår läshjälp, inte officiell text</Trans>
      </span>{' '}
      {of}
    </p>
  )
}
