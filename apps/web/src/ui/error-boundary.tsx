import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@navikt/ds-react'
import { Component, type ReactNode } from 'react'
import { paths } from '../paths.ts'
import { WrittenHere } from './page-only.tsx'
import { Page } from './page.tsx'

/**
 * Catches a page that breaks, so that the navigation around it stands. What was typed lies in its draft (lib/drafts.ts)
 * and comes back when the page is opened again. A change of `resetKey` (the address) gives the next page a fresh start.
 */
export class ErrorBoundary extends Component<{ children: ReactNode; resetKey?: string }, { error: unknown; key: string | undefined }> {
  override state = { error: null, key: this.props.resetKey }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }
  static getDerivedStateFromProps(props: { resetKey?: string }, state: { key: string | undefined }) {
    return props.resetKey === state.key ? null : { error: null, key: props.resetKey }
  }
  override render() {
    return this.state.error === null ? this.props.children : <BrokenPage error={this.state.error} />
  }
}

/** A new release has removed the file an old page asks for. */
const isOldPage = (error: unknown) => error instanceof TypeError && /import|module/iu.test(error.message)

function BrokenPage({ error }: { error: unknown }) {
  const { t } = useLingui()
  return (
    <Page title={isOldPage(error) ? t`Portalen har uppdaterats` : t`Sidan gick sönder`}>
      <p className="lead" role="alert">
        <WrittenHere />{' '}
        {isOldPage(error) ? (
          <Trans>Ladda om sidan för att fortsätta.</Trans>
        ) : (
          <Trans>Det som är sparat på enheten fylls i igen när du laddar om.</Trans>
        )}
      </p>
      <p className="row wrap page-links">
        <Button size="small" onClick={() => location.reload()}>
          <Trans>Ladda om</Trans>
        </Button>
        <a href={paths.home}>
          <Trans>Till Läget</Trans>
        </a>
      </p>
    </Page>
  )
}
