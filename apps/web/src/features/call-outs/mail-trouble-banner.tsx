import type { BoardRow } from '@samverkan/contract'
import { Trans } from '@lingui/react/macro'
import { ExclamationmarkTriangleIcon } from '@navikt/aksel-icons'
import { clock } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { Banner } from '../../ui/banner.tsx'
import { mailTrouble } from './mail-trouble.ts'

/** Thirty-seven rows that say "köat" hide what the officer must know: nobody is being reached, and the telephone is what is left. */
export function MailTroubleBanner({ rows }: { rows: readonly BoardRow[] }) {
  const language = useLanguage()
  const trouble = mailTrouble(rows)
  if (!trouble) return null
  const { held, total } = trouble
  return (
    <Banner tone="danger" icon={<ExclamationmarkTriangleIcon aria-hidden />}>
      <Trans>
        Mejlen kommer inte fram till e-postservern sedan {clock(trouble.since, language)}. {held} av {total} väntar och skickas när den
        svarar igen. Ring dem som brådskar, numret står under aktörens namn.
      </Trans>
    </Banner>
  )
}
