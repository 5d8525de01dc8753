import { Trans, useLingui } from '@lingui/react/macro'
import { CheckmarkIcon, FilesIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { useState } from 'react'
import { announce } from '../../ui/announcer.tsx'
import { Dialog } from '../../ui/dialog.tsx'

/** The short text in large type, to be read aloud from a telephone in the other hand. */
export function RakelDialog({ text, onClose }: { text: string; onClose: () => void }) {
  const { t } = useLingui()
  const [copied, setCopied] = useState<'no' | 'yes' | 'refused'>('no')
  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      setCopied('yes')
      announce(t`Texten är kopierad.`)
    } catch {
      setCopied('refused')
    }
  }
  return (
    <Dialog
      title={<Trans>Text att läsa upp i Rakel</Trans>}
      onClose={onClose}
      wide
      actions={
        <>
          <Button
            variant="secondary"
            icon={copied === 'yes' ? <CheckmarkIcon aria-hidden /> : <FilesIcon aria-hidden />}
            onClick={() => void copy()}
          >
            {copied === 'yes' ? <Trans>Kopierad</Trans> : <Trans>Kopiera</Trans>}
          </Button>
          {copied === 'refused' && (
            <p className="t-data" role="alert">
              <Trans>Webbläsaren tillåter inte kopiering. Markera texten och kopiera den själv.</Trans>
            </p>
          )}
        </>
      }
    >
      <p className="picture-rakel" lang="sv">
        {text}
      </p>
    </Dialog>
  )
}
