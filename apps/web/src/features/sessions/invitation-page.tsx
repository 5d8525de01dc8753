import { Trans, useLingui } from '@lingui/react/macro'
import { Button, TextField } from '@navikt/ds-react'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { dayAndClock } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { paths } from '../../paths.ts'
import { Mark } from '../../ui/mark.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { ErrorState, Loaded } from '../../ui/states.tsx'
import { invitationQuery, useAcceptInvitation } from './queries.ts'
import './log-in-page.css'

const shortest = 15

/** What a one-time link opens: the first administrator, or an invited person, says who they are and chooses a password. */
export function InvitationPage() {
  const { t } = useLingui()
  const { token = '' } = useParams()
  const invitation = useQuery(invitationQuery(token))
  const now = useNow()
  const language = useLanguage()
  return (
    <main className="log-in is-alone">
      <div className="log-in-door">
        <p className="log-in-brand">
          <Mark size={36} />
          <span>
            Samverkan
            <br />
            Stockholmsregionen
          </span>
        </p>
        <PageTitle className="log-in-title">{t`Skapa din inloggning`}</PageTitle>
        <Loaded query={invitation}>
          {({ purpose, expiresAt }) => (
            <>
              <p className="lead">
                {purpose === 'first_admin' ? (
                  <Trans>Du blir portalens första administratör.</Trans>
                ) : purpose === 'reset' ? (
                  <Trans>Välj ett nytt lösenord.</Trans>
                ) : (
                  <Trans>Du är inbjuden till portalen.</Trans>
                )}{' '}
                <Trans>Länken gäller till {dayAndClock(expiresAt, now, language)} och bara en gång.</Trans>
              </p>
              <InvitationForm token={token} />
            </>
          )}
        </Loaded>
      </div>
    </main>
  )
}

function InvitationForm({ token }: { token: string }) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const accept = useAcceptInvitation(token)
  const [form, setForm] = useState({ name: '', email: '', password: '' })
  const [tried, setTried] = useState(false)
  const problems = {
    name: form.name.trim() ? undefined : t`Skriv ditt namn.`,
    email: /^\S+@\S+\.\S+$/u.test(form.email.trim()) ? undefined : t`Skriv en fullständig e-postadress.`,
    password: form.password.length >= shortest ? undefined : t`Lösenordet behöver minst ${shortest} tecken.`,
  }
  function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (!problems.name && !problems.email && !problems.password)
      accept.mutate(
        { name: form.name.trim(), email: form.email.trim(), password: form.password },
        { onSuccess: () => void navigate(paths.home, { replace: true }) },
      )
  }
  const field = (name: keyof typeof form) => ({
    name,
    value: form[name],
    error: tried ? problems[name] : undefined,
    onChange: (event: { target: { value: string } }) => setForm({ ...form, [name]: event.target.value }),
  })
  return (
    <form className="log-in-form" onSubmit={submit} noValidate>
      {accept.isError && (
        <div className="panel">
          <ErrorState error={accept.error} />
        </div>
      )}
      <TextField label={t`Namn`} autoComplete="name" {...field('name')} />
      <TextField label={t`E-post i tjänsten`} type="email" autoComplete="username" {...field('email')} />
      <TextField
        label={t`Lösenord`}
        description={t`Minst ${shortest} tecken, gärna flera ord`}
        type="password"
        autoComplete="new-password"
        {...field('password')}
      />
      <Button type="submit" loading={accept.isPending}>
        <Trans>Skapa inloggning</Trans>
      </Button>
    </form>
  )
}
