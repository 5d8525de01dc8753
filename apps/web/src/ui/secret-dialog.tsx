import type { AskedWords } from '@samverkan/contract'
import { Trans } from '@lingui/react/macro'
import { Button } from '@navikt/ds-react'
import { markedPieces } from '@samverkan/domain'
import { Dialog } from './dialog.tsx'

/** Words that head a classified document stand in what is about to be saved: each is shown where it stands, and whoever wrote it says what it is. */
export function SecretDialog({ asked, answer }: { asked: readonly AskedWords[]; answer: (isNone: boolean) => void }) {
  return (
    <Dialog
      title={<Trans>Texten ser ut att vara hemlig</Trans>}
      onClose={() => answer(false)}
      actions={
        <>
          <Button variant="secondary" onClick={() => answer(true)}>
            <Trans>Det är inte sekretess, spara</Trans>
          </Button>
          <Button variant="tertiary" onClick={() => answer(false)}>
            <Trans>Ändra texten</Trans>
          </Button>
        </>
      }
    >
      <p>
        <Trans>
          Inget är sparat på servern. Det du skrivit finns kvar. Säkerhetsskyddsklassificerade uppgifter får inte skrivas i portalen.
        </Trans>
      </p>
      <ul>
        {asked.flatMap(({ pointer, text }) =>
          markedPieces(text).map(({ before, marked, after }, at) => (
            <li key={`${pointer} ${at}`} className="wide" lang="sv">
              {before}
              <mark>{marked}</mark>
              {after}
            </li>
          )),
        )}
      </ul>
      <p className="t-data mut">
        <Trans>Sparar du ändå skrivs det i loggen att du har gjort det, men inte vad som stod.</Trans>
      </p>
    </Dialog>
  )
}
