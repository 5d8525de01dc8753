import { useLingui as useMessages } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { PhoneIcon } from '@navikt/aksel-icons'
import { Button, TextField } from '@navikt/ds-react'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Link, Navigate, useSearchParams } from 'react-router'
import { dialable, initials } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { firstTexts } from '../../lib/first-problem-texts.ts'
import { sessionQuery, useEnding } from '../../lib/session.tsx'
import { paths, safeReturn } from '../../paths.ts'
import { CountyMark } from '../../ui/mark.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { RefusedFields } from '../../ui/refused-fields.tsx'
import { ProblemDetail } from '../../ui/problem-detail.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { ErrorState, Loaded, LoadingPanel } from '../../ui/states.tsx'
import { Brand } from './door.tsx'
import { EmailField } from './email-field.tsx'
import { isOfFields } from './refusals.ts'
import { identitiesQuery, portalQuery, useDemoLogIn, useLogIn } from './queries.ts'
import './log-in-page.css'

/** The door: e-mail and password first, the demo's identities beside it, and whom to ring when neither opens. */
export function LogInPage() {
  const [search] = useSearchParams()
  const session = useQuery(sessionQuery)
  const portal = useQuery(portalQuery)
  if (session.data) return <Navigate to={safeReturn(search.get('till'))} replace />
  const isDemo = portal.data?.isDemo === true
  const dutyPhone = portal.data?.dutyPhone
  return (
    <main className={isDemo ? 'log-in' : 'log-in is-alone'}>
      <div className="log-in-door">
        <Brand />
        <PasswordForm />
        <div className="log-in-county desk">
          <CountyMark />
          <p className="t-data mut">
            <Trans>
              26 kommuner och 11 andra aktörer.
              <br />
              Ett gemensamt läge.
            </Trans>
          </p>
        </div>
        <p className="log-in-foot">
          {dutyPhone ? (
            <Trans>
              Kommer du inte in och det brådskar? Ring TiB{' '}
              <a className="num" href={dialable(dutyPhone)}>
                <PhoneIcon aria-hidden />
                {dutyPhone}
              </a>
              .
            </Trans>
          ) : (
            <Trans>Kommer du inte in och det brådskar? Ring TiB vid Länsstyrelsen.</Trans>
          )}{' '}
          <Trans>Inkallning fungerar utan inloggning, via länken i mejlet.</Trans>
        </p>
      </div>
      {isDemo && <Identities />}
    </main>
  )
}

function PasswordForm() {
  const { t } = useLingui()
  const logIn = useLogIn()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [missing, setMissing] = useState(false)
  const { _ } = useMessages()
  // Both or neither, whatever was wrong: which of them it was is nobody's to know. Once either has been changed it is another pair.
  const tried = logIn.variables
  const isRefused = logIn.isError && isOfFields(logIn.error) && tried?.email === email.trim() && tried.password === password
  const ended = useEnding() === 'access-ended' ? firstTexts['access-ended'] : null
  function submit(event: FormEvent) {
    event.preventDefault()
    setMissing(!email.trim() || !password)
    if (email.trim() && password) logIn.mutate({ email: email.trim(), password })
  }
  return (
    <form className="log-in-form" onSubmit={submit} noValidate>
      <PageTitle className="log-in-title">{t`Logga in`}</PageTitle>
      {ended && !logIn.isError && (
        <div className="panel panel-body log-in-ended" role="alert">
          <b>{_(ended.title)}</b>
          <p className="t-data">
            <ProblemDetail of={ended} />
          </p>
        </div>
      )}
      <EmailField
        value={email}
        onChange={setEmail}
        fault={missing && !email.trim() ? t`Skriv din e-postadress.` : undefined}
        isRefused={isRefused}
      />
      <TextField
        label={t`Lösenord`}
        type="password"
        name="password"
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={missing && !password ? t`Skriv ditt lösenord.` : isRefused}
      />
      {logIn.isError && (
        <div className="panel">
          <ErrorState error={logIn.error} />
        </div>
      )}
      <RefusedFields />
      <Button type="submit" loading={logIn.isPending}>
        <Trans>Logga in</Trans>
      </Button>
      <p className="t-data">
        <Link className="log-in-forgot" to={paths.forgot}>
          <Trans>Glömt lösenordet?</Trans>
        </Link>
      </p>
    </form>
  )
}

function Identities() {
  const identities = useQuery(identitiesQuery)
  const logIn = useDemoLogIn()
  const language = useLanguage()
  return (
    <section className="log-in-demo" aria-labelledby="try-as">
      <p className="row wrap">
        <StateTag state="info">
          <Trans>Demo</Trans>
        </StateTag>
        <span className="t-data mut">
          <Trans>Alla personer och händelser är påhittade</Trans>
        </span>
      </p>
      <h2 className="t-title" id="try-as">
        <Trans>Prova som</Trans>
      </h2>
      {logIn.isError && (
        <div className="panel">
          <ErrorState error={logIn.error} />
        </div>
      )}
      <Loaded query={identities} loading={<LoadingPanel rows={5} />}>
        {({ items }) => (
          <ul className="identities">
            {items.map((one) => (
              <li key={one.email}>
                <button type="button" disabled={logIn.isPending} onClick={() => logIn.mutate(one.email)}>
                  <span className="badge" aria-hidden>
                    {initials(one.name)}
                  </span>
                  <span>
                    <b>{language === 'en' ? one.functionEn : one.functionSv}</b>
                    <span>{one.actor}</span>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  )
}
