import type { OutboxMessage } from '@samverkan/contract'
import { useLingui as useMessages } from '@lingui/react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { ChevronDownIcon, ExternalLinkIcon } from '@navikt/aksel-icons'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { attemptDetail, attemptWords, messageTag, messageWords, purposeWords } from '../../lib/delivery.ts'
import { clockToday } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { paths } from '../../paths.ts'
import { Address } from '../../ui/address.tsx'
import { countOf, FilterSelect, ListHead, MoreButton, SearchField, useFilter } from '../../ui/list.tsx'
import { Page } from '../../ui/page.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { EmptyState, Loaded, LoadingState } from '../../ui/states.tsx'
import { byId, StillList } from '../../ui/still-list.tsx'
import { HeldLettersNotice } from './held-letters.tsx'
import { incidentNamesQuery, mailPageQuery, outboxQuery } from './queries.ts'
import './outbox.css'

/** Utkorg: every message as it left, how each attempt went, and the personal link masked. */
export function OutboxPage() {
  const { t } = useLingui()
  const { _ } = useMessages()
  const [search, setSearch] = useFilter('q')
  const [state, setState] = useFilter('lage')
  const [purpose, setPurpose] = useFilter('slag')
  const [incidentCode, setIncidentCode] = useFilter('handelse')
  const outbox = useInfiniteQuery(outboxQuery({ search, state, purpose, incidentCode }))
  const incidents = useQuery(incidentNamesQuery)
  const mailPage = useQuery(mailPageQuery).data?.mailPageUrl
  const { total, isMore } = countOf(outbox.data?.pages[0])
  const states = (Object.keys(messageWords) as OutboxMessage['state'][]).map((word) => [word, _(messageWords[word])] as const)
  const kinds = (Object.keys(purposeWords) as OutboxMessage['purpose'][]).map((word) => [word, _(purposeWords[word])] as const)
  const names = (incidents.data ?? []).map((incident) => [incident.code, `${incident.code} ${incident.title}`] as const)
  return (
    <Page
      title={t`Utkorg`}
      aside={
        mailPage && (
          <a className="mail-page" href={mailPage} target="_blank" rel="noreferrer">
            <Trans>Demons mejlfångare</Trans>
            <ExternalLinkIcon aria-hidden />
            <span className="aksel-sr-only">
              {' '}
              <Trans>(öppnas i en ny flik)</Trans>
            </span>
          </a>
        )
      }
    >
      <HeldLettersNotice />
      <ListHead isMore={isMore} total={outbox.data && <Plural value={total} one="# meddelande" other="# meddelanden" />}>
        <SearchField label={t`Sök mottagare, aktör eller ämne`} value={search} onChange={setSearch} />
        <FilterSelect label={t`Läge`} all={t`Alla lägen`} value={state} options={states} onChange={setState} />
        <FilterSelect label={t`Slag`} all={t`Alla slag`} value={purpose} options={kinds} onChange={setPurpose} />
        <FilterSelect label={t`Händelse`} all={t`Alla händelser`} value={incidentCode} options={names} onChange={setIncidentCode} />
      </ListHead>
      <div className="panel">
        <Loaded query={outbox} loading={<LoadingState rows={8} />}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items)
            if (items.length === 0) {
              return search || state || purpose || incidentCode ? (
                <EmptyState title={<Trans>Inget meddelande passar.</Trans>}>
                  <Trans>Töm sökningen eller visa alla lägen, slag och händelser.</Trans>
                </EmptyState>
              ) : (
                <EmptyState title={<Trans>Utkorgen är tom.</Trans>}>
                  <Trans>Här står varje meddelande som lämnar portalen: inkallningar, inbjudningar och utskick.</Trans>
                </EmptyState>
              )
            }
            return (
              <>
                <StillList className="outbox" rows={items} keyOf={byId}>
                  {(message) => (
                    <li key={message.id}>
                      <Message message={message} />
                    </li>
                  )}
                </StillList>
                <MoreButton query={outbox} shown={items.length} total={total} isMore={isMore} />
              </>
            )
          }}
        </Loaded>
      </div>
    </Page>
  )
}

/** To whom, what and how it went on one line; the words themselves and each attempt when it is opened. */
function Message({ message }: { message: OutboxMessage }) {
  const { _ } = useMessages()
  const now = useNow()
  const language = useLanguage()
  const last = message.attempts.at(-1)
  // Only a restore leaves a letter queued and without a time.
  const isHeld = message.state === 'queued' && message.nextAt === null
  const nextAt =
    message.state === 'queued' && message.nextAt && message.attempts.length > 0 ? clockToday(message.nextAt, now, language) : null
  return (
    <details>
      <summary>
        <span className="num mut outbox-at">{clockToday(message.createdAt, now, language)}</span>
        <span className="outbox-to">
          <b className="wide">{message.actor?.name ?? message.label ?? message.destination}</b>
          {message.actor && message.label && <span className="wide">{message.label}</span>}
          {(message.actor || message.label) && (
            <small className="wide">
              <Address of={message.destination} />
            </small>
          )}
        </span>
        <span className="outbox-subject wide">
          {message.subject}
          {message.purpose !== 'call_out' && <small className="mut">{_(purposeWords[message.purpose])}</small>}
        </span>
        <span className="outbox-state">
          <StateTag state={messageTag[message.state]} bare>
            {_(messageWords[message.state])}
          </StateTag>
          <small className="mut num">
            {isHeld ? (
              <Trans>hålls</Trans>
            ) : nextAt ? (
              <Trans>nytt försök {nextAt}</Trans>
            ) : last && message.attempts.length > 1 ? (
              <Plural value={message.attempts.length} one="# försök" other="# försök" />
            ) : (
              ''
            )}
          </small>
        </span>
        <ChevronDownIcon aria-hidden />
      </summary>
      <div className="outbox-body">
        {message.incident && (
          <p className="row wrap t-data">
            <Link to={paths.incident(message.incident.code)}>{message.incident.title}</Link>
            <span className="mut num">{message.incident.code}</span>
            {message.incident.isExercise && (
              <StateTag state="exercise" bare>
                <Trans>Övning</Trans>
              </StateTag>
            )}
          </p>
        )}
        <p className="outbox-text wide">{message.body}</p>
        <Attempts message={message} />
      </div>
    </details>
  )
}

function Attempts({ message }: { message: OutboxMessage }) {
  const { _ } = useMessages()
  const now = useNow()
  const language = useLanguage()
  if (message.attempts.length === 0)
    return (
      <p className="t-data mut">
        <Trans>Inget försök ännu.</Trans>
      </p>
    )
  return (
    <ol className="outbox-attempts">
      {message.attempts.map((attempt) => (
        <li key={attempt.id}>
          <span className="num mut">{clockToday(attempt.at, now, language)}</span>
          <span>
            <Trans>
              Försök {attempt.number}: {_(attemptWords[attempt.state])}
            </Trans>
          </span>
          {attempt.responseCode !== null && <span className="num mut">{String(attempt.responseCode)}</span>}
          {attempt.detail && <span className="mut wide">{attemptDetail(attempt.detail, _)}</span>}
          {attempt.mayBeDuplicate && (
            <span className="mut">
              <Trans>Kan ha kommit fram två gånger.</Trans>
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}
