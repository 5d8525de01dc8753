import { Trans, useLingui } from '@lingui/react/macro'
import { ChevronRightIcon } from '@navikt/aksel-icons'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useMay, useSession } from '../../lib/session.tsx'
import { paths } from '../../paths.ts'
import { Page } from '../../ui/page.tsx'
import { Panel } from '../../ui/panel.tsx'
import { UserListPage } from './user-list-page.tsx'

/** Behind the seventh word there is something for everybody: the users for those who may see them, one's own for all others. */
export function AdminPage() {
  const may = useMay()
  return may('users.read') ? <UserListPage /> : <OwnAdministration />
}

function OwnAdministration() {
  const { t } = useLingui()
  const may = useMay()
  const { actor } = useSession().actingAs
  return (
    <Page title={t`Administration`}>
      <Panel title={<Trans>Det här kan du se och ställa in</Trans>}>
        <ul className="rows">
          <Entry to={paths.account} title={<Trans>Konto</Trans>}>
            <Trans>Var du är inloggad, vilka funktioner du har och vilka utskick du vill få</Trans>
          </Entry>
          {may('outbox.read') && (
            <Entry to={paths.outbox} title={<Trans>Utkorg</Trans>}>
              <Trans>Mejl som har gått ut, till vem och hur det gick</Trans>
            </Entry>
          )}
          <Entry to={paths.roster} title={<Trans>Jourlista</Trans>}>
            <Trans>Vem som är TiB, RSIB och RKK i beredskap de närmaste veckorna</Trans>
          </Entry>
          {may('settings.read') && (
            <Entry to={paths.settings} title={<Trans>Inställningar</Trans>}>
              <Trans>Portalens egna gränser och påminnelser, och telefonen till TiB</Trans>
            </Entry>
          )}
          {actor && (
            <Entry to={paths.actor(actor.code)} title={actor.name}>
              <Trans>Aktörens kontaktvägar, och vem som har vilken funktion</Trans>
            </Entry>
          )}
        </ul>
      </Panel>
      <Panel title={<Trans>Användare och funktioner</Trans>} padded>
        <p>
          <Trans>
            Aktörsadministratören sköter den egna aktörens användare, systemadministratören alla. Är något fel i dina uppgifter: vänd dig
            till aktörens administratör. Namnet står på aktörens sida.
          </Trans>
        </p>
      </Panel>
    </Page>
  )
}

function Entry({ to, title, children }: { to: string; title: ReactNode; children: ReactNode }) {
  return (
    <li className="is-link">
      <div>
        <Link to={to} className="cover">
          {title}
        </Link>
        <p className="sub">
          <span>{children}</span>
        </p>
      </div>
      <ChevronRightIcon aria-hidden />
    </li>
  )
}
