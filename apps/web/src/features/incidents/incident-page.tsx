import type { ActivationSummary, Incident } from '@samverkan/contract'
import { useLingui } from '@lingui/react'
import { Trans } from '@lingui/react/macro'
import { Button } from '@navikt/ds-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { type ComponentType, type ReactNode, useState } from 'react'
import { Link, useParams } from 'react-router'
import { meetingWords } from '../../lib/answers.ts'
import { clockToday, relative } from '../../lib/formats.ts'
import { forumOf } from '../../lib/forum-names.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { useMay, useWording } from '../../lib/session.tsx'
import { paths } from '../../paths.ts'
import { Linked } from '../../ui/linked.tsx'
import { Meter, Panel } from '../../ui/panel.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { EmptyState, Loaded, LoadingState } from '../../ui/states.tsx'
import { countOf, MoreButton } from '../../ui/list.tsx'
import { incidentQuery, timelineQuery } from './queries.ts'
import { Timeline } from './timeline.tsx'
import './incident-page.css'

/** The way to end an activation belongs to another feature; the router puts it here. */
export type CloseAction = ComponentType<{ activation: ActivationSummary; incident: Incident }>

/** Parts of other features beside the story, each of this incident. */
type Part = ComponentType<{ code: string }>

/** Översikt: how it is now – lägesbild, forums and their answers – and beside it what has happened (ux-2.md: state first, never the log). */
export function IncidentPage({ Close, Picture, Measures }: { Close: CloseAction; Picture: Part; Measures: Part }) {
  const { code = '' } = useParams()
  const incident = useQuery(incidentQuery(code))
  return (
    <div className="page">
      <Loaded query={incident}>
        {(data) => (
          <div className="columns">
            <div>
              {data.description && <Description text={data.description} />}
              <Picture code={data.code} />
              <Forums incident={data} Close={Close} />
            </div>
            <div>
              <Story incident={data} />
              <Measures code={data.code} />
            </div>
          </div>
        )}
      </Loaded>
    </div>
  )
}

/** Of a long text the beginning is shown, and the rest at a press: what is going on now must stay in sight. */
const shownAtFirst = 400
function Description({ text }: { text: string }) {
  const [whole, setWhole] = useState(false)
  const isLong = text.length > shownAtFirst || text.split('\n').length > 8
  return (
    <div>
      <p className={isLong && !whole ? 'prose wide incident-description is-folded' : 'prose wide incident-description'}>{text}</p>
      {isLong && (
        <Button size="small" variant="tertiary" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? <Trans>Visa mindre</Trans> : <Trans>Visa hela texten</Trans>}
        </Button>
      )}
    </div>
  )
}

function Story({ incident }: { incident: Incident }) {
  const timeline = useInfiniteQuery(timelineQuery(incident.code, { search: '', matters: true }))
  const { total, isMore } = countOf(timeline.data?.pages[0])
  return (
    <Panel
      title={<Trans>Det här har hänt</Trans>}
      aside={
        <Link to={paths.log(incident.code)}>
          <Trans>Hela loggen</Trans>
        </Link>
      }
    >
      <Loaded query={timeline} loading={<LoadingState rows={5} />}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length === 0)
            return (
              <EmptyState title={<Trans>Inget har hänt ännu.</Trans>}>
                <Trans>Inkallning, svar och avslut visas här när de sker.</Trans>
              </EmptyState>
            )
          return (
            <>
              <Timeline gathered heading="h3" entries={items} forums={incident.activations.map(forumOf)} />
              <MoreButton query={timeline} shown={items.length} total={total} isMore={isMore} />
            </>
          )
        }}
      </Loaded>
    </Panel>
  )
}

function Forums({ incident, Close }: { incident: Incident; Close: CloseAction }) {
  const may = useMay()
  const mayAdd = incident.state === 'open' && incident.allowed.includes('activations.activate') && may('activations.activate')
  return (
    <Panel
      title={<Trans>Forum</Trans>}
      aside={
        mayAdd && (
          <Link to={`${paths.activate}?${new URLSearchParams({ handelse: incident.code })}`}>
            <Trans>Aktivera fler</Trans>
          </Link>
        )
      }
    >
      <ul className="incident-forums">
        {incident.activations.map((activation) => (
          <Forum key={activation.id} activation={activation} incident={incident} Close={Close} />
        ))}
      </ul>
    </Panel>
  )
}

function Forum({ activation, incident, Close }: { activation: ActivationSummary; incident: Incident; Close: CloseAction }) {
  const { _ } = useLingui()
  const now = useNow()
  const language = useLanguage()
  const wording = useWording()
  const { answered, called, participates, follows, notConcerned } = activation
  const at = clockToday(activation.conferenceAt, now, language)
  const upcoming = Date.parse(activation.conferenceAt) > now
  const facts: ReactNode[] = [
    <span key="p" className="num">
      <Trans>{participates} deltar</Trans>
    </span>,
    <span key="f" className="num">
      <Trans>{follows} följer</Trans>
    </span>,
    <span key="n" className="num">
      <Trans>{notConcerned} ej berörda</Trans>
    </span>,
  ]
  return (
    <li>
      <p className="row wrap">
        <b>{wording(forumOf(activation))}</b>
        {activation.closedAt ? (
          <StateTag state="neutral">
            <Trans>Avslutat {clockToday(activation.closedAt, now, language)}</Trans>
          </StateTag>
        ) : incident.isExercise ? (
          <StateTag state="exercise">
            <Trans>Aktivt</Trans>
          </StateTag>
        ) : (
          <StateTag state="active">
            <Trans>Aktivt</Trans>
          </StateTag>
        )}
      </p>
      {!activation.closedAt && (
        <p className="t-data">
          {_(meetingWords[activation.channel])} <span className="num">{at}</span>
          {upcoming && <span className="mut"> · {relative(activation.conferenceAt, now, language)}</span>}
          {activation.dialIn && (
            <span className="mut wide">
              {' '}
              · <Linked text={activation.dialIn} />
            </span>
          )}
        </p>
      )}
      <div className="forum-answers">
        <Meter value={answered} total={called} label={`${answered} / ${called}`} />
        <p className="t-data mut num">
          <Trans>
            {answered} av {called} har svarat
          </Trans>
        </p>
      </div>
      <p className="t-data mut forum-counts">{facts}</p>
      {activation.closingNote && <p className="timeline-text wide t-data">{activation.closingNote}</p>}
      <div className="row wrap forum-actions">
        {!activation.closedAt && (
          <Button as={Link} to={paths.callOut(incident.code)} size="small" variant="secondary">
            <Trans>Inkallningstavlan</Trans>
          </Button>
        )}
        {activation.allowed.includes('activations.close') && <Close activation={activation} incident={incident} />}
      </div>
    </li>
  )
}
