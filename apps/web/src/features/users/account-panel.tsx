import { call, endUserSessions, type Person, sendInvitation, sendReset, setUserStatus, withdrawInvitation } from '@samverkan/contract'
import { useLingui as useMessages } from '@lingui/react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@navikt/ds-react'
import type { OutboxMessage } from '@samverkan/contract'
import { useState } from 'react'
import { messageTag, messageWords } from '../../lib/delivery.ts'
import { clockToday, dayAndClock, relative } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { settle, steadyHand } from '../../lib/steady-hand.ts'
import { announce } from '../../ui/announcer.tsx'
import { Panel } from '../../ui/panel.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { useActOnPerson } from './queries.ts'

/** How the person logs in, and what may be done about it. Nobody here chooses or sees a password. */
export function AccountPanel({ person }: { person: Person }) {
  const { t } = useLingui()
  const now = useNow()
  const language = useLanguage()
  const act = useActOnPerson(person.id)
  const { id, version, allowed, name } = person
  const may = (action: Person['allowed'][number]) => allowed.includes(action)
  const params = { id }
  const body = { version }
  // Two links to one person make the first worthless: the second of two taps sends nothing, and the next button under the finger waits too.
  const [hand] = useState(steadyHand)
  const press = (run: () => Promise<Person>, said: string) => () => {
    if (!hand.takes(said)) return
    act.mutate(run, {
      onSuccess: () => announce(said),
      onSettled: () => {
        hand.saved(said)
        settle()
      },
    })
  }
  const hasInvitation = person.invitation?.purpose === 'invitation'
  return (
    <Panel title={<Trans>Inloggning</Trans>}>
      {act.isError && <ErrorState error={act.error} />}
      <dl className="facts">
        <div>
          <dt>
            <Trans>Senast inloggad</Trans>
          </dt>
          <dd className="num">{person.lastLoginAt ? relative(person.lastLoginAt, now, language) : <Trans>aldrig</Trans>}</dd>
        </div>
        {person.openSessions > 0 && (
          <div>
            <dt>
              <Trans>Inloggad nu</Trans>
            </dt>
            <dd className="num">
              <Plural value={person.openSessions} one="på en enhet" other="på # enheter" />
            </dd>
          </div>
        )}
        {person.invitation && (
          <div>
            <dt>{hasInvitation ? <Trans>Inbjudan</Trans> : <Trans>Länk för nytt lösenord</Trans>}</dt>
            <dd>
              <Link invitation={person.invitation} />
              <small className="num">
                <Trans>skickad {clockToday(person.invitation.sentAt, now, language)}</Trans>
                {person.invitation.state === 'pending' && (
                  <>
                    , <Trans>gäller till {dayAndClock(person.invitation.expiresAt, now, language)}</Trans>
                  </>
                )}
              </small>
            </dd>
          </div>
        )}
      </dl>
      {person.needsSystemAdmin && (
        <p className="panel-foot mut">
          <Trans>
            {name} har en funktion som bara systemadministratören ger. E-post, lösenord och inloggning sköts därför av
            systemadministratören.
          </Trans>
        </p>
      )}
      {(['invite', 'withdraw', 'reset', 'log-out', 'disable', 'enable'] as const).some(may) && (
        <div className="account-actions">
          {may('invite') && (
            <Button
              size="small"
              variant="secondary"
              loading={act.isPending}
              onClick={press(() => call(sendInvitation, { params, body }), t`Inbjudan är skickad till ${name}.`)}
            >
              {hasInvitation ? <Trans>Skicka inbjudan igen</Trans> : <Trans>Skicka inbjudan</Trans>}
            </Button>
          )}
          {may('withdraw') && (
            <Button
              size="small"
              variant="tertiary"
              loading={act.isPending}
              onClick={press(() => call(withdrawInvitation, { params, body }), t`Inbjudan är återtagen.`)}
            >
              <Trans>Återta inbjudan</Trans>
            </Button>
          )}
          {may('reset') && (
            <Button
              size="small"
              variant="secondary"
              loading={act.isPending}
              onClick={press(() => call(sendReset, { params, body }), t`Länken för nytt lösenord är skickad till ${name}.`)}
            >
              <Trans>Skicka länk för nytt lösenord</Trans>
            </Button>
          )}
          {may('log-out') && person.openSessions > 0 && (
            <Button
              size="small"
              variant="secondary"
              loading={act.isPending}
              onClick={press(() => call(endUserSessions, { params }), t`${name} är utloggad överallt.`)}
            >
              <Trans>Logga ut överallt</Trans>
            </Button>
          )}
          {may('disable') && (
            <Button
              size="small"
              variant="secondary"
              data-color="danger"
              loading={act.isPending}
              onClick={press(
                () => call(setUserStatus, { params, body: { isDisabled: true, version } }),
                t`${name} är avstängd och utloggad.`,
              )}
            >
              <Trans>Stäng av</Trans>
            </Button>
          )}
          {may('enable') && (
            <Button
              size="small"
              variant="secondary"
              loading={act.isPending}
              onClick={press(() => call(setUserStatus, { params, body: { isDisabled: false, version } }), t`${name} kan logga in igen.`)}
            >
              <Trans>Öppna igen</Trans>
            </Button>
          )}
        </div>
      )}
    </Panel>
  )
}

/** Whether the link can still be used, and how its letter fares. */
function Link({ invitation }: { invitation: NonNullable<Person['invitation']> }) {
  const { _ } = useMessages()
  if (invitation.state === 'pending' && invitation.messageState) {
    const state = invitation.messageState as OutboxMessage['state']
    return (
      <StateTag state={messageTag[state]} bare>
        {_(messageWords[state])}
      </StateTag>
    )
  }
  return invitation.state === 'used' ? (
    <Trans>Använd</Trans>
  ) : invitation.state === 'withdrawn' ? (
    <Trans>Gäller inte längre</Trans>
  ) : invitation.state === 'expired' ? (
    <Trans>Har gått ut</Trans>
  ) : (
    <Trans>Väntar på svar</Trans>
  )
}
