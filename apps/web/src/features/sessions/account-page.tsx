import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@navikt/ds-react'
import { shortened } from '@samverkan/domain'
import { useQuery } from '@tanstack/react-query'
import type { ComponentType } from 'react'
import { dropPiece, keptDays, useDeviceTurn } from '../../lib/device.ts'
import { clockToday, dayAndClock, relative } from '../../lib/formats.ts'
import { unsentOf } from '../../lib/kept-words.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { useSession, useWording } from '../../lib/session.tsx'
import { announce } from '../../ui/announcer.tsx'
import { Page } from '../../ui/page.tsx'
import { KeptPieces } from '../../ui/kept-pieces.tsx'
import { useAskedLogOut } from '../../ui/log-out.tsx'
import { Panel } from '../../ui/panel.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { EmptyState, ErrorState, Loaded } from '../../ui/states.tsx'
import { mySessionsQuery, useEndSession } from './queries.ts'

/** "Chromium on Linux" out of a browser's long description: enough to recognise one's own device. */
export function deviceOf(userAgent: string | null): string | null {
  if (!userAgent) return null
  const browser = [
    ['Edg', 'Edge'],
    ['OPR', 'Opera'],
    ['Firefox', 'Firefox'],
    ['Chrome', 'Chrome'],
    ['Safari', 'Safari'],
  ].find(([mark]) => userAgent.includes(mark ?? ''))?.[1]
  const system = [
    ['Android', 'Android'],
    ['iPhone', 'iPhone'],
    ['iPad', 'iPad'],
    ['Windows', 'Windows'],
    ['Mac OS', 'macOS'],
    ['Linux', 'Linux'],
  ].find(([mark]) => userAgent.includes(mark ?? ''))?.[1]
  return [browser, system].filter(Boolean).join(', ') || shortened(userAgent, 60)
}

/** Who I am, what I may act as, where I am logged in, and what I have asked to be told of. */
export function AccountPage({ Subscriptions }: { Subscriptions: ComponentType }) {
  const { t } = useLingui()
  const { user, functions, actingAs, expiresAt } = useSession()
  const wording = useWording()
  const now = useNow()
  const language = useLanguage()
  const logOut = useAskedLogOut()
  return (
    <Page
      title={t`Konto`}
      meta={user.name}
      aside={
        <Button size="small" variant="secondary" loading={logOut.isBusy} onClick={logOut.ask}>
          <Trans>Logga ut</Trans>
        </Button>
      }
    >
      {logOut.dialog}
      <div className="columns">
        <div>
          <Sessions />
          <Subscriptions />
          <KeptHereList />
        </div>
        <div>
          <Panel title={<Trans>Om mig</Trans>}>
            <dl className="facts">
              <div>
                <dt>
                  <Trans>E-post</Trans>
                </dt>
                <dd className="wide">{user.email}</dd>
              </div>
              {user.homeActor && (
                <div>
                  <dt>
                    <Trans>Aktör</Trans>
                  </dt>
                  <dd>{user.homeActor}</dd>
                </div>
              )}
              <div>
                <dt>
                  <Trans>Funktioner</Trans>
                </dt>
                <dd>
                  <ul>
                    {functions.map((held) => (
                      <li key={held.id}>
                        {wording(held)}
                        {held.actor && `, ${held.actor.name}`}
                        {held.id === actingAs.id && (
                          <>
                            {' '}
                            <StateTag state="confirmed" bare>
                              <Trans>nu</Trans>
                            </StateTag>
                          </>
                        )}
                      </li>
                    ))}
                  </ul>
                </dd>
              </div>
              <div>
                <dt>
                  <Trans>Den här inloggningen gäller till</Trans>
                </dt>
                <dd className="num">{dayAndClock(expiresAt, now, language)}</dd>
              </div>
            </dl>
          </Panel>
        </div>
      </div>
    </Page>
  )
}

/** What I have written on this device and not sent: seen and thrown away here (ADR 0018). */
function KeptHereList() {
  const { t } = useLingui()
  const { user } = useSession()
  useDeviceTurn()
  const pieces = unsentOf(user.id)
  return (
    <Panel title={<Trans>Skrivet på den här enheten, inte skickat</Trans>}>
      {pieces.length === 0 ? (
        <EmptyState title={<Trans>Allt du har skrivit är skickat.</Trans>} />
      ) : (
        <>
          <p className="panel-body t-data mut">
            <Trans>Bara du kan läsa det. Det öppnas igen där du skrev det, och tas bort av sig självt efter {keptDays} dagar.</Trans>
          </p>
          <KeptPieces
            pieces={pieces}
            onDrop={(piece) => {
              dropPiece(piece.slot)
              announce(t`Borttaget från enheten.`)
            }}
          />
        </>
      )}
    </Panel>
  )
}

function Sessions() {
  const { t } = useLingui()
  const sessions = useQuery(mySessionsQuery)
  const end = useEndSession()
  const now = useNow()
  const language = useLanguage()
  return (
    <Panel title={<Trans>Här är du inloggad</Trans>}>
      {end.isError && <ErrorState error={end.error} />}
      <Loaded query={sessions}>
        {({ items }) => (
          <ul className="rows">
            {items.map((session) => {
              const device = deviceOf(session.userAgent) ?? t`Okänd enhet`
              return (
                <li key={session.id}>
                  <div>
                    <b>{device}</b>
                    <p className="sub num">
                      <span>
                        <Trans>Inloggad {clockToday(session.createdAt, now, language)}</Trans>
                      </span>
                      <span>
                        <Trans>senast sedd {relative(session.lastSeenAt, now, language)}</Trans>
                      </span>
                    </p>
                  </div>
                  {session.isCurrent ? (
                    <StateTag state="confirmed" bare>
                      <Trans>Den här</Trans>
                    </StateTag>
                  ) : (
                    <Button
                      size="small"
                      variant="secondary"
                      loading={end.isPending && end.variables === session.id}
                      onClick={() => end.mutate(session.id, { onSuccess: () => announce(t`Inloggningen på ${device} är avslutad.`) })}
                    >
                      <Trans>Avsluta</Trans>
                      <span className="aksel-sr-only"> {device}</span>
                    </Button>
                  )}
                </li>
              )
            })}
          </ul>
        )}
      </Loaded>
    </Panel>
  )
}
