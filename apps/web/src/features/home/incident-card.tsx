import type { Home } from '@samverkan/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { useId } from 'react'
import { Link } from 'react-router'
import { clock, clockToday, relative } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { useWording } from '../../lib/session.tsx'
import { paths } from '../../paths.ts'
import { Meter } from '../../ui/panel.tsx'
import { StateTag } from '../../ui/state-tag.tsx'

type OpenIncident = Home['openIncidents'][number]
/** A meeting is planned for an hour, and nobody tells the portal when it ends: after that it is not said to go on. */
const lasts = 60 * 60_000

/**
 * One thing that is going on: what, since when, which forums, the next meeting, how many have answered. `compact` where
 * there are several: what is asked of me must stay in sight.
 */
export function IncidentCard({ incident, compact }: { incident: OpenIncident; compact: boolean }) {
  const { t } = useLingui()
  const now = useNow()
  const language = useLanguage()
  const wording = useWording()
  const id = useId()
  const channels = { telephone: t`telefon`, rakel: t`Rakel`, video: t`video`, physical: t`på plats` }
  const channel = incident.channel as keyof typeof channels | null
  const since = clockToday(incident.openedAt, now, language)
  const forums = incident.forums
    .filter((forum) => !forum.closed)
    .map(wording)
    .join(' · ')
  const set = incident.nextConferenceAt
  const isOver = set !== null && Date.parse(set) + lasts <= now
  const meeting = isOver ? null : set
  const hasBegun = meeting !== null && Date.parse(meeting) <= now
  const lastAt = isOver && set ? clockToday(set, now, language) : ''
  const { answered, called, picture } = incident
  const latest = picture?.latestNumber ?? null
  const cutOff = picture?.cutOffAt ? clock(picture.cutOffAt, language) : null
  return (
    // An article, not a region: two incidents may bear the same title.
    <article
      className={['incident-card', incident.isExercise && 'is-exercise', compact && 'is-compact'].filter(Boolean).join(' ')}
      aria-labelledby={id}
    >
      <div className="incident-card-what">
        <p className="row wrap">
          {incident.isExercise ? (
            <StateTag state="exercise">
              <Trans>Övning sedan {since}</Trans>
            </StateTag>
          ) : (
            <StateTag state="active">
              <Trans>Aktiverat sedan {since}</Trans>
            </StateTag>
          )}
          <span className="t-data mut">{forums}</span>
        </p>
        <h2 id={id} className="wide">
          <Link to={paths.incident(incident.code)}>{incident.title}</Link>
        </h2>
        {incident.description && <p className="prose wide incident-card-text">{incident.description}</p>}
        <p className="incident-card-links">
          <Link to={paths.incident(incident.code)}>
            <Trans>Öppna händelserummet</Trans>
          </Link>
          <Link to={paths.callOut(incident.code)}>
            {incident.ownAnswered < incident.ownCalled ? <Trans>Svara på inkallningen</Trans> : <Trans>Inkallning</Trans>}
          </Link>
          <OwnAnswer incident={incident} />
        </p>
      </div>
      <dl>
        <div>
          <dt>{hasBegun ? <Trans>Möte sedan</Trans> : <Trans>Nästa möte</Trans>}</dt>
          <dd className="num">
            {!meeting ? <Trans>Inget satt</Trans> : hasBegun ? clockToday(meeting, now, language) : clock(meeting, language)}
          </dd>
          {lastAt && (
            <dd className="small">
              <Trans>förra mötet {lastAt}</Trans>
            </dd>
          )}
          {meeting && (
            <dd className="small">
              {[!hasBegun && relative(meeting, now, language), channel && channels[channel]].filter(Boolean).join(' · ')}
            </dd>
          )}
        </div>
        {picture && (
          <div>
            <dt>
              <Trans>Lägesbild</Trans>
            </dt>
            <dd className="num">
              <Link to={paths.picture(incident.code)}>
                {latest === null ? <Trans>Rapporteras</Trans> : <Trans>Lägesbild {latest}</Trans>}
              </Link>
            </dd>
            <dd className="small">
              {[
                picture.publishedAt &&
                  `${clockToday(picture.publishedAt, now, language)}, ${relative(picture.publishedAt, Math.max(now, Date.parse(picture.publishedAt)), language)}`,
                cutOff && t`stopptid ${cutOff}`,
              ]
                .filter(Boolean)
                .join(' · ')}
            </dd>
          </div>
        )}
        <div>
          <dt>
            <Trans>Svarat på inkallningen</Trans>
          </dt>
          <dd className="num">
            <Trans>
              {answered} av {called}
            </Trans>
          </dd>
          <dd className="small">
            <Meter value={answered} total={called} label={t`${answered} av ${called} har svarat`} />
          </dd>
        </div>
      </dl>
    </article>
  )
}

function OwnAnswer({ incident }: { incident: OpenIncident }) {
  const { ownAnswered, ownCalled } = incident
  if (ownCalled === 0) return null
  if (incident.ownAnswer === 'participates')
    return (
      <StateTag state="confirmed" bare>
        <Trans>Ni deltar</Trans>
      </StateTag>
    )
  if (incident.ownAnswer === 'follows')
    return (
      <StateTag state="follows" bare>
        <Trans>Ni följer</Trans>
      </StateTag>
    )
  if (incident.ownAnswer === 'not_concerned')
    return (
      <StateTag state="none" bare>
        <Trans>Ni är inte berörda</Trans>
      </StateTag>
    )
  return (
    <StateTag state="waiting" bare>
      {ownAnswered === 0 ? (
        <Trans>Ni har inte svarat</Trans>
      ) : (
        <Trans>
          Ni har svarat i {ownAnswered} av {ownCalled} forum
        </Trans>
      )}
    </StateTag>
  )
}
