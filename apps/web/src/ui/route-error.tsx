import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@navikt/ds-react'
import { isRouteErrorResponse, useRouteError } from 'react-router'
import { paths } from '../paths.ts'
import { Page } from './page.tsx'
import { NotFoundPage } from './states.tsx'

/** A new release has removed the file an old page asks for. */
const isOldPage = (error: unknown) => error instanceof TypeError && /import|module/iu.test(error.message)

/** The page itself broke. What was typed lies in its draft and comes back when the page is opened again. */
export function RouteError() {
  const { t } = useLingui()
  const error = useRouteError()
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFoundPage />
  return (
    <Page title={isOldPage(error) ? t`Portalen har uppdaterats` : t`Sidan gick sönder`}>
      <p className="lead">
        {isOldPage(error) ? <Trans>Ladda om sidan för att fortsätta. Det du skrivit finns kvar på den här enheten.</Trans> : <Trans>Det du skrivit finns kvar på den här enheten och fylls i igen när du laddar om.</Trans>}
      </p>
      <p className="row wrap page-links">
        <Button size="small" onClick={() => location.reload()}><Trans>Ladda om</Trans></Button>
        <a href={paths.home}><Trans>Till Läget</Trans></a>
      </p>
    </Page>
  )
}
