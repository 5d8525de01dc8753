import type { Home } from '@samverkan/contract'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { ClockIcon, MegaphoneIcon, PhoneIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { clock, day, dayAndClock, dialable, relative, weekName } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { useOnline } from '../../lib/online.ts'
import { useMay, useWording } from '../../lib/session.tsx'
import { paths } from '../../paths.ts'
import { MeasureRow } from '../../ui/measure-row.tsx'
import { Page } from '../../ui/page.tsx'
import { Panel } from '../../ui/panel.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { EmptyState, Loaded, LoadingPanel } from '../../ui/states.tsx'
import { ConferenceAhead } from './conference-ahead.tsx'
import { IncidentCard } from './incident-card.tsx'
import { LatestPictures } from './latest-pictures.tsx'
import { homeQuery } from './queries.ts'
import { TodoList } from './todo-list.tsx'
import './home-page.css'

/** Läget: what the situation is now, what is asked of me, who is on duty (ux.md, "Läget"). */
export function HomePage() {
  const { t } = useLingui()
  const now = useNow()
  const language = useLanguage()
  const home = useQuery(homeQuery)
  return (
    <Page
      title={t`Läget`}
      meta={
        <span className="num">
          {dayAndClock(now, now, language)} · {weekName(now, language)}
        </span>
      }
      aside={home.data && <ConferenceAhead at={home.data.nextConferenceAt} isOpen={home.data.nextConference?.isOpen ?? false} />}
    >
      <Loaded query={home} loading={<HomeSkeleton />}>
        {(data) => <Situation home={data} />}
      </Loaded>
    </Page>
  )
}

const HomeSkeleton = () => (
  <>
    <LoadingPanel rows={2} />
    <div className="columns">
      <div>
        <LoadingPanel rows={3} />
      </div>
      <div>
        <LoadingPanel rows={3} />
      </div>
    </div>
  </>
)

function Situation({ home }: { home: Home }) {
  const now = useNow()
  const language = useLanguage()
  const todoCount = home.todo.length
  return (
    <>
      {home.mode === 'ordinary' && <Calm home={home} />}
      {home.openIncidents.map((incident) => (
        <IncidentCard key={incident.id} incident={incident} compact={home.openIncidents.length > 1} />
      ))}
      <div className="columns">
        <div>
          <Panel title={<Trans>Att göra för dig</Trans>} aside={todoCount > 0 && <Plural value={todoCount} one="# sak" other="# saker" />}>
            <TodoList home={home} />
          </Panel>
          {home.measures.total > 0 && <OwnMeasures measures={home.measures} />}
          <LatestPictures />
          <Panel
            title={<Trans>Kommande</Trans>}
            aside={
              <Link to={paths.meetings}>
                <Trans>Möten</Trans>
              </Link>
            }
          >
            <ul className="coming">
              {home.cancelledConference && (
                <li>
                  <span className="num mut">{day(home.cancelledConference.startsAt, now, language)}</span>
                  <span>
                    <Link to={paths.meeting(home.cancelledConference.code)}>
                      <Trans>Regional samverkanskonferens</Trans>
                    </Link>
                  </span>
                  <StateTag state="none" bare>
                    <Trans>Inställd</Trans>
                  </StateTag>
                </li>
              )}
              <li>
                <span className="num mut">{day(home.nextConferenceAt, now, language)}</span>
                <span>
                  <b className="strong">
                    {home.nextConference ? (
                      <Link to={paths.meeting(home.nextConference.code)}>
                        <Trans>Regional samverkanskonferens</Trans>
                      </Link>
                    ) : (
                      <Trans>Regional samverkanskonferens</Trans>
                    )}
                  </b>{' '}
                  · <span className="num">{clock(home.nextConferenceAt, language)}</span>
                </span>
                <span className="t-data mut">
                  {home.nextConference?.movedFrom && (
                    <>
                      <Trans>flyttad från {day(home.nextConference.movedFrom, now, language)}</Trans> ·{' '}
                    </>
                  )}
                  {home.nextConference?.isOpen ? <Trans>pågår nu</Trans> : relative(home.nextConferenceAt, now, language)}
                </span>
              </li>
            </ul>
          </Panel>
        </div>
        <div>
          <Panel
            title={<Trans>I beredskap nu</Trans>}
            aside={
              <Link to={paths.roster}>
                <Trans>Jourlista</Trans>
              </Link>
            }
          >
            <Duty onDuty={home.onDuty} />
          </Panel>
          {home.openIncidents.length === 0 && (
            <Panel title={<Trans>Händelser</Trans>}>
              <EmptyState title={<Trans>Inga pågående händelser.</Trans>}>
                <Trans>
                  Här visas allt som är igång. Avslutade finns under <Link to={paths.incidents}>Händelser</Link>.
                </Trans>
              </EmptyState>
            </Panel>
          )}
        </div>
      </div>
    </>
  )
}

/** What we have taken on, until it is done; red only when it is late. */
function OwnMeasures({ measures }: { measures: Home['measures'] }) {
  const { total, items } = measures
  return (
    <Panel
      title={<Trans>Öppna åtgärder hos er</Trans>}
      aside={
        <Link to={paths.measures}>
          <Plural value={total} one="Visa # åtgärd" other="Visa alla #" />
        </Link>
      }
    >
      <ul className="rows">
        {items.map((measure) => (
          <MeasureRow key={measure.id} measure={measure} hide="owner" />
        ))}
      </ul>
    </Panel>
  )
}

/** Ordinary mode: nothing is active, and the way to change that for those with the mandate. */
function Calm({ home }: { home: Home }) {
  const may = useMay()
  const isOnline = useOnline()
  const now = useNow()
  const language = useLanguage()
  const last = home.lastClosed
  // An urgent thing to do is the loud one then; this button steps back.
  const loud = !home.todo.some((todo) => todo.urgent)
  return (
    <section className="calm" aria-labelledby="calm">
      <div>
        <h2 id="calm">
          {isOnline ? <Trans>Inget forum är aktiverat</Trans> : <Trans>Inget forum var aktiverat när sidan hämtades</Trans>}
        </h2>
        <p className="calm-fact">
          <ClockIcon aria-hidden />
          {last ? (
            <span>
              <Trans>
                Senast avslutat: <Link to={paths.incident(last.code)}>{last.title}</Link>,{' '}
                {dayAndClock(last.closedAt ?? last.openedAt, now, language)}
              </Trans>
            </span>
          ) : (
            <span>
              <Trans>Ingen händelse är avslutad i portalen ännu.</Trans>
            </span>
          )}
        </p>
      </div>
      {may('activations.activate') && (
        <Button as={Link} to={paths.activate} variant={loud ? 'primary' : 'secondary'} icon={<MegaphoneIcon aria-hidden />}>
          <Trans>Aktivera forum</Trans>
        </Button>
      )}
      {!may('activations.activate') && <WhoStarts home={home} />}
    </section>
  )
}

/** No button without a word why: who may start, and the way there from here. */
function WhoStarts({ home }: { home: Home }) {
  const may = useMay()
  const phone = home.onDuty.find(({ functionCode }) => functionCode === 'lst-tib')?.phone
  return (
    <p className="calm-who">
      <Trans>TiB hos Länsstyrelsen aktiverar forum.</Trans>{' '}
      {may('activations.request') && (
        <Link to={paths.request}>
          <Trans>Begär aktivering</Trans>
        </Link>
      )}
      {may('activations.request') && phone && (
        <>
          {' '}
          <Trans>eller ring</Trans>{' '}
        </>
      )}
      {!may('activations.request') && phone && (
        <>
          <Trans>Ring för att begära det:</Trans>{' '}
        </>
      )}
      {phone && (
        <a className="num" href={dialable(phone)}>
          {phone}
        </a>
      )}
    </p>
  )
}

function Duty({ onDuty }: { onDuty: Home['onDuty'] }) {
  const wording = useWording()
  const { t } = useLingui()
  return (
    <ul className="duty">
      {onDuty.map((duty) => {
        const name = wording({ nameSv: duty.functionSv, nameEn: duty.functionEn })
        const details: ReactNode[] = [duty.shortSv ?? name, duty.actor].filter(Boolean)
        return (
          <li key={duty.functionCode}>
            {duty.person ? (
              <>
                <span className="duty-who">
                  <b>
                    {duty.person}
                    {duty.isMe && (
                      <span className="mut">
                        {' '}
                        <Trans>(du)</Trans>
                      </span>
                    )}
                  </b>
                  <span title={name}>{details.join(' · ')}</span>
                </span>
                {duty.phone ? (
                  <>
                    <a className="num duty-number" href={dialable(duty.phone)}>
                      <span className="aksel-sr-only">{t`Ring ${duty.person}`} </span>
                      {duty.phone}
                      <PhoneIcon aria-hidden />
                    </a>
                  </>
                ) : (
                  <span className="mut t-data">
                    <Trans>Inget nummer</Trans>
                  </span>
                )}
              </>
            ) : (
              <>
                <span className="duty-who">
                  <b>{duty.shortSv ?? name}</b>
                  <span>
                    <Trans>Ingen står i jourlistan nu</Trans>
                  </span>
                </span>
                <StateTag state="waiting" bare>
                  <Trans>Lucka</Trans>
                </StateTag>
              </>
            )}
          </li>
        )
      })}
    </ul>
  )
}
