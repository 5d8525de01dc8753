import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@navikt/ds-react'
import { tidyAddress } from '@samverkan/domain'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Link } from 'react-router'
import { useAddressFault } from '../../lib/addresses.ts'
import { dialable } from '../../lib/formats.ts'
import { paths } from '../../paths.ts'
import { RefusedFields } from '../../ui/refused-fields.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { Door } from './door.tsx'
import { EmailField } from './email-field.tsx'
import { isOfFields } from './refusals.ts'
import { portalQuery, useAskForReset } from './queries.ts'

/** "Glömt lösenordet?": asks for the address and always says the same, whoever has it. */
export function ForgotPage() {
  const { t } = useLingui()
  const ask = useAskForReset()
  const dutyPhone = useQuery(portalQuery).data?.dutyPhone
  const [email, setEmail] = useState('')
  const [tried, setTried] = useState(false)
  const addressFault = useAddressFault()
  const fault = email.trim() ? addressFault(email) : t`Skriv din e-postadress.`
  const address = tidyAddress(email)
  function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (!fault) ask.mutate(address)
  }
  return (
    <Door title={t`Glömt lösenordet?`}>
      {ask.isSuccess ? (
        <div className="log-in-form" role="status">
          <p className="lead">
            <Trans>
              Om <b className="wide">{address}</b> har en inloggning kommer ett mejl om en liten stund. Länken i det gäller i 30 minuter och
              en gång.
            </Trans>
          </p>
          <p className="t-data mut">
            <Trans>Kommer inget mejl? Titta i skräpposten, eller be aktörens administratör se efter vilken adress du har i portalen.</Trans>
          </p>
          <Button variant="secondary" onClick={() => ask.reset()}>
            <Trans>Skriv en annan adress</Trans>
          </Button>
        </div>
      ) : (
        <form className="log-in-form" onSubmit={submit} noValidate>
          <p className="lead">
            <Trans>Skriv din e-postadress, så skickar vi en länk där du väljer ett nytt lösenord.</Trans>
          </p>
          <EmailField
            value={email}
            onChange={setEmail}
            fault={tried ? fault : undefined}
            isRefused={ask.isError && isOfFields(ask.error) && ask.variables === address}
          />
          {ask.isError && (
            <div className="panel">
              <ErrorState error={ask.error} />
            </div>
          )}
          <RefusedFields />
          <Button type="submit" loading={ask.isPending}>
            <Trans>Skicka länk</Trans>
          </Button>
        </form>
      )}
      <p className="t-data">
        <Link className="log-in-forgot" to={paths.logIn}>
          <Trans>Till inloggningen</Trans>
        </Link>
      </p>
      {dutyPhone && (
        <p className="log-in-foot">
          <Trans>
            Brådskar det? Ring TiB{' '}
            <a className="num" href={dialable(dutyPhone)}>
              {dutyPhone}
            </a>
            . Inkallning fungerar utan inloggning, via länken i mejlet.
          </Trans>
        </p>
      )}
    </Door>
  )
}
