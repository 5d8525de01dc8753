import { Trans, useLingui } from '@lingui/react/macro'
import { Button, TextField } from '@navikt/ds-react'
import { passwordLength } from '@samverkan/domain'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { day, dayAndClock } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { problemOf } from '../../lib/problem.ts'
import { paths } from '../../paths.ts'
import { ErrorState, Loaded } from '../../ui/states.tsx'
import { Door } from './door.tsx'
import { invitationQuery, useAcceptInvitation } from './queries.ts'

type Purpose = 'first_admin' | 'invitation' | 'reset'
type Who = { name: string; email: string }

/** What a one-time link opens: an invited person, or one with a forgotten password, chooses a password; the first administrator also says who they are. */
export function InvitationPage() {
  const { t } = useLingui()
  const { token = '' } = useParams()
  const invitation = useQuery(invitationQuery(token))
  const now = useNow()
  const language = useLanguage()
  const isReset = invitation.data?.purpose === 'reset'
  const code = invitation.isError ? problemOf(invitation.error).code : null
  return (
    <Door title={isReset ? t`Välj ett nytt lösenord` : t`Skapa din inloggning`}>
      {code === 'link-expired' || code === 'not-found' ? (
        <DeadLink expired={code === 'link-expired'} />
      ) : (
        <Loaded query={invitation}>
          {({ purpose, expiresAt, person }) => (
            <>
              <p className="lead">
                {purpose === 'first_admin' ? (
                  <Trans>Du blir portalens första administratör.</Trans>
                ) : purpose === 'reset' ? (
                  <Trans>När du har valt det avslutas alla dina tidigare inloggningar.</Trans>
                ) : (
                  <Trans>Du är inbjuden till portalen.</Trans>
                )}{' '}
                <Trans>Länken gäller till {dayAndClock(expiresAt, now, language)} och bara en gång.</Trans>
              </p>
              {person && (
                <p className="log-in-who">
                  <b>{person.name}</b>
                  <span className="mut wide">{person.email}</span>
                </p>
              )}
              <InvitationForm token={token} purpose={purpose} known={person} />
            </>
          )}
        </Loaded>
      )}
    </Door>
  )
}

/** A link that opens nothing: why, and where a new one comes from. */
const DeadLink = ({ expired }: { expired: boolean }) => (
  <div className="log-in-form" role="alert">
    <p className="lead">
      {expired ? <Trans>Länken har gått ut.</Trans> : <Trans>Länken finns inte. Adressen kan vara avklippt i mejlet.</Trans>}{' '}
      <Trans>Är du inbjuden ber du aktörens administratör om en ny. Har du redan en inloggning kan du själv be om ett nytt lösenord.</Trans>
    </p>
    <p className="row wrap t-data">
      <Link className="log-in-forgot" to={paths.forgot}>
        <Trans>Glömt lösenordet?</Trans>
      </Link>
      <Link className="log-in-forgot" to={paths.logIn}>
        <Trans>Till inloggningen</Trans>
      </Link>
    </p>
  </div>
)

function InvitationForm({ token, purpose, known }: { token: string; purpose: Purpose; known: Who | null }) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const now = useNow()
  const language = useLanguage()
  const accept = useAcceptInvitation(token)
  const [form, setForm] = useState({ name: '', email: '', password: '' })
  const [isShown, setShown] = useState(false)
  const [tried, setTried] = useState(false)
  const { least } = passwordLength
  const refused = accept.isError ? problemOf(accept.error).errors.find((error) => error.pointer === '/body/password')?.code : undefined
  const passwordWords: Record<string, string> = {
    contains_name: t`Lösenordet innehåller namnet på en aktör, på portalen eller på dig. Välj andra ord.`,
    too_common: t`Lösenordet är ett av de vanligaste. Välj något som ingen annan skulle komma på.`,
  }
  const problems = {
    name: known || form.name.trim() ? undefined : t`Skriv ditt namn.`,
    email: known || /^\S+@\S+\.\S+$/u.test(form.email.trim()) ? undefined : t`Skriv en fullständig e-postadress.`,
    password: form.password.length >= least ? undefined : t`Lösenordet behöver minst ${least} tecken.`,
  }
  function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (problems.name || problems.email || problems.password) return
    const { password } = form
    accept.mutate(known ? { password } : { name: form.name.trim(), email: form.email.trim(), password }, {
      onSuccess: ({ session }) => {
        if (session) void navigate(paths.home, { replace: true })
      },
    })
  }
  const field = (name: keyof typeof form) => ({
    name,
    value: form[name],
    error: tried ? problems[name] : undefined,
    onChange: (event: { target: { value: string } }) => {
      setForm({ ...form, [name]: event.target.value })
      if (accept.isError) accept.reset()
    },
  })
  if (accept.data?.session === null) {
    const begins = accept.data.beginsAt && day(accept.data.beginsAt, now, language)
    return (
      <div className="log-in-form" role="status">
        <p className="lead">
          {begins ? (
            <Trans>Lösenordet är sparat. Din funktion börjar {begins}; från och med då loggar du in.</Trans>
          ) : (
            <Trans>
              Lösenordet är sparat, men du har ingen funktion i portalen just nu. Aktörens administratör kan berätta vad som gäller.
            </Trans>
          )}
        </p>
        <Link className="log-in-forgot" to={paths.logIn}>
          <Trans>Till inloggningen</Trans>
        </Link>
      </div>
    )
  }
  return (
    <form className="log-in-form" onSubmit={submit} noValidate>
      {accept.isError && !refused && (
        <div className="panel">
          <ErrorState error={accept.error} />
        </div>
      )}
      {known ? (
        // For the browser's own list of passwords: whose this one is.
        <input type="hidden" name="email" autoComplete="username" value={known.email} />
      ) : (
        <>
          <TextField label={t`Namn`} autoComplete="name" {...field('name')} />
          <TextField label={t`E-post i tjänsten`} type="email" autoComplete="username" {...field('email')} />
        </>
      )}
      <TextField
        label={t`Lösenord`}
        description={t`Minst ${least} tecken, gärna flera ord. Inte namnet på en aktör eller på dig själv.`}
        type={isShown ? 'text' : 'password'}
        autoComplete="new-password"
        {...field('password')}
        error={refused ? (passwordWords[refused] ?? problems.password) : field('password').error}
      />
      <label className="log-in-show">
        <input type="checkbox" checked={isShown} onChange={(event) => setShown(event.target.checked)} />
        <Trans>Visa lösenordet</Trans>
      </label>
      <Button type="submit" loading={accept.isPending}>
        {purpose === 'reset' ? <Trans>Spara lösenordet</Trans> : <Trans>Skapa inloggning</Trans>}
      </Button>
    </form>
  )
}
