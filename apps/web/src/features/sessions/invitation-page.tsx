import { msg } from '@lingui/core/macro'
import { useLingui as useMessages } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, TextField } from '@navikt/ds-react'
import { passwordLength, textLimits } from '@samverkan/domain'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { useAddressFault } from '../../lib/addresses.ts'
import { day, dayAndClock } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { problemOf } from '../../lib/problem.ts'
import { paths } from '../../paths.ts'
import { CountedField } from '../../ui/counted-field.tsx'
import { RefusedFields } from '../../ui/refused-fields.tsx'
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
  const isDead = code !== null && code in deadLinks
  return (
    <Door title={isDead ? t`Länken går inte att använda` : isReset ? t`Välj ett nytt lösenord` : t`Skapa din inloggning`}>
      {isDead ? (
        <DeadLink code={code as keyof typeof deadLinks} />
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

/** Why a link opens nothing, in one sentence each. Trying again would only be refused again, so that is not offered. */
const deadLinks = {
  'already-used': msg`Länken är redan använd. Är det du som har valt lösenord loggar du in med det.`,
  'link-expired': msg`Länken har gått ut.`,
  'link-withdrawn': msg`Länken gäller inte längre. Har du fått ett nyare mejl använder du länken i det.`,
  'not-found': msg`Länken finns inte. Adressen kan vara avklippt i mejlet.`,
} as const

function DeadLink({ code }: { code: keyof typeof deadLinks }) {
  const { _ } = useMessages()
  return (
    <div className="log-in-form" role="alert">
      <p className="lead">{_(deadLinks[code])}</p>
      <p>
        <Trans>
          Är du inbjuden ber du aktörens administratör om en ny. Har du redan en inloggning kan du själv be om ett nytt lösenord.
        </Trans>
      </p>
      <Button as={Link} to={paths.logIn}>
        <Trans>Till inloggningen</Trans>
      </Button>
      <p className="t-data">
        <Link className="log-in-forgot" to={paths.forgot}>
          <Trans>Glömt lösenordet?</Trans>
        </Link>
      </p>
    </div>
  )
}

function InvitationForm({ token, purpose, known }: { token: string; purpose: Purpose; known: Who | null }) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const now = useNow()
  const language = useLanguage()
  const accept = useAcceptInvitation(token)
  const addressFault = useAddressFault()
  const [form, setForm] = useState({ name: '', email: '', password: '' })
  const [isShown, setShown] = useState(false)
  const [tried, setTried] = useState(false)
  const { least } = passwordLength
  const refused = accept.isError ? problemOf(accept.error).errors.find((error) => error.pointer === '/body/password')?.code : undefined
  const passwordWords: Record<string, string> = {
    contains_name: t`Lösenordet innehåller namnet på en aktör, på portalen eller på dig. Välj andra ord.`,
    easy_to_guess: t`Lösenordet går lätt att gissa: det är vanligt, upprepar sig eller följer tangenterna. Skriv hellre fyra ord som inte hör ihop.`,
  }
  const problems = {
    name: known || form.name.trim() ? undefined : t`Skriv ditt namn.`,
    email: known ? undefined : addressFault(form.email),
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
  const failed = accept.isError ? problemOf(accept.error).code : null
  if (failed && failed in deadLinks) return <DeadLink code={failed as keyof typeof deadLinks} />
  return (
    <form className="log-in-form" onSubmit={submit} noValidate>
      {known ? (
        // For the browser's own list of passwords: whose this one is.
        <input type="hidden" name="email" autoComplete="username" value={known.email} />
      ) : (
        <>
          <CountedField label={t`Namn`} most={textLimits.person} autoComplete="name" {...field('name')} />
          <CountedField label={t`E-post i tjänsten`} most={textLimits.address} type="email" autoComplete="username" {...field('email')} />
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
      {accept.isError && !refused && (
        <div className="panel">
          <ErrorState error={accept.error} />
        </div>
      )}
      <RefusedFields />
      <Button type="submit" loading={accept.isPending}>
        {purpose === 'reset' ? <Trans>Spara lösenordet</Trans> : <Trans>Skapa inloggning</Trans>}
      </Button>
    </form>
  )
}
