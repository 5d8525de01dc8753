import type { AssessmentLine, AssessmentRound } from '@samverkan/contract'
import { useLingui as useMessages } from '@lingui/react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { ChevronRightIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { day } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { useMay, useSession } from '../../lib/session.tsx'
import { paths } from '../../paths.ts'
import { CapabilityTabs } from '../../ui/capability-tabs.tsx'
import { Page } from '../../ui/page.tsx'
import { Meter, Panel } from '../../ui/panel.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { EmptyState, Loaded, LoadingPanel } from '../../ui/states.tsx'
import { byId, StillList } from '../../ui/still-list.tsx'
import { roundsQuery } from './queries.ts'
import { PrepareRound, RoundActions } from './round-actions.tsx'
import { roundWords, stateIn } from './words.ts'
import './assessments.css'

/** The rounds: an assessor goes on where it was, the office sees how far everybody has come and runs the round. */
export function AssessmentsPage() {
  const { t } = useLingui()
  const rounds = useQuery(roundsQuery)
  return (
    <Page title={t`Förmågor`}>
      <CapabilityTabs />
      <Loaded query={rounds} loading={<LoadingPanel rows={6} />}>
        {({ items, mayPrepare }) => (
          <>
            {items.length === 0 && (
              <div className="panel">
                <EmptyState title={<Trans>Ingen självskattning är öppen.</Trans>}>
                  <Trans>När kansliet öppnar en omgång står den här, och på Läget för den som ska fylla i.</Trans>
                </EmptyState>
              </div>
            )}
            {items.map((round) => (
              <RoundPanel key={round.year} round={round} />
            ))}
            {mayPrepare && <PrepareRound taken={items.map((round) => round.year)} />}
          </>
        )}
      </Loaded>
    </Page>
  )
}

function RoundPanel({ round }: { round: AssessmentRound }) {
  const { t } = useLingui()
  const { _ } = useMessages()
  const now = useNow()
  const language = useLanguage()
  const session = useSession()
  const may = useMay()
  const isOffice = may('assessments.manage')
  const own = isOffice ? undefined : round.assessments.find((one) => one.actorCode === session.actingAs.actor?.code)
  const signed = round.assessments.filter((one) => one.state === 'submitted').length
  const total = round.assessments.length
  return (
    <Panel
      title={<Trans>Självskattning {round.year}</Trans>}
      aside={
        <>
          <StateTag state={round.state === 'open' ? 'info' : 'none'} bare>
            {_(roundWords[round.state])}
          </StateTag>
          {(round.state === 'prepared' || round.state === 'open') && (
            <span className="num">
              <Trans>senast {day(round.dueOn, now, language)}</Trans>
            </span>
          )}
        </>
      }
    >
      {own && <Own line={own} isOpen={round.state === 'open'} />}
      {isOffice && total > 0 && (
        <div className="panel-body round-progress">
          <p className="strong num">
            <Trans>
              {signed} av {total} undertecknade
            </Trans>
          </p>
          <Meter value={signed} total={total} label={t`${signed} av ${total} undertecknade`} />
          <Plain lines={round.assessments} isOpen={round.state === 'open'} />
        </div>
      )}
      {!own && !isOffice && (
        <EmptyState title={<Trans>Din funktion har ingen egen självskattning här.</Trans>}>
          <Trans>Regionens sammanställning, utan namn, finns under Regionens karta.</Trans>
        </EmptyState>
      )}
      {round.allowed.length > 0 && <RoundActions key={round.dueOn} round={round} />}
    </Panel>
  )
}

function Own({ line, isOpen }: { line: AssessmentLine; isOpen: boolean }) {
  const { _ } = useMessages()
  const { t } = useLingui()
  const may = useMay()
  const [state, word] = stateIn(line.state, isOpen)
  const left = line.asked - line.answered
  const goesOn = isOpen && may('assessments.answer') && line.state !== 'submitted'
  const signs = isOpen && may('assessments.sign') && line.state === 'ready_for_sign_off'
  return (
    <div className="panel-body round-own">
      <div>
        <p className="row wrap">
          <b>{line.actorName}</b>
          <StateTag state={state}>{_(word)}</StateTag>
        </p>
        <Meter value={line.answered} total={line.asked} label={t`${line.answered} av ${line.asked} indikatorer besvarade`} />
        <p className="t-data mut num">
          <Trans>
            {line.answered} av {line.asked} indikatorer besvarade
          </Trans>
          {left > 0 && isOpen && (
            <>
              {' '}
              · <Plural value={left} one="# kvar" other="# kvar" />
            </>
          )}
        </p>
      </div>
      <Button as={Link} role="link" to={paths.assessment(line.id)} variant={goesOn || signs ? 'primary' : 'secondary'}>
        {signs ? (
          <Trans>Läs och skriv under</Trans>
        ) : goesOn ? (
          line.answered === 0 ? (
            <Trans>Börja</Trans>
          ) : (
            <Trans>Fortsätt</Trans>
          )
        ) : (
          <Trans>Läs</Trans>
        )}
      </Button>
    </div>
  )
}

/** Everybody, those who wait for somebody first; folded when the round is over. */
function Plain({ lines, isOpen }: { lines: readonly AssessmentLine[]; isOpen: boolean }) {
  const { _ } = useMessages()
  const order: AssessmentLine['state'][] = ['ready_for_sign_off', 'reopened', 'in_progress', 'not_started', 'submitted']
  const sorted = [...lines].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
  return (
    <details open={isOpen}>
      <summary>
        <Trans>Aktörerna</Trans>
      </summary>
      <StillList className="rows round-lines" rows={sorted} keyOf={byId}>
        {(line) => {
          const [state, word] = stateIn(line.state, isOpen)
          return (
            <li key={line.id} className="is-link">
              <div className="row wrap">
                <Link className="cover" to={paths.assessment(line.id)}>
                  {line.actorName}
                </Link>
                <span className="spring" />
                <span className="t-data mut num">
                  <Trans>
                    {line.answered} av {line.asked}
                  </Trans>
                </span>
                <StateTag state={state} bare>
                  {_(word)}
                </StateTag>
              </div>
              <ChevronRightIcon aria-hidden />
            </li>
          )
        }}
      </StillList>
    </details>
  )
}
