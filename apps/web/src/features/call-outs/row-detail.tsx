import type { Board, BoardContact, BoardRow } from '@samverkan/contract'
import { useLingui } from '@lingui/react'
import { Trans } from '@lingui/react/macro'
import { PhoneIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { answerState, answerWords } from '../../lib/answers.ts'
import { attemptDetail, gapWords, messageTag, messageWords } from '../../lib/delivery.ts'
import { clockToday, dialable } from '../../lib/formats.ts'
import { forumOf, useForumShort } from '../../lib/forum-names.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { useWording } from '../../lib/session.tsx'
import { paths } from '../../paths.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { EmptyState, Loaded, LoadingState } from '../../ui/states.tsx'
import { Attempts } from './attempts.tsx'
import type { RowActions } from './full-rows.tsx'
import { LastCalled } from './last-called.tsx'
import { historyQuery } from './queries.ts'
import { connectedWord, meansWords } from './words.ts'

/** Everything about one actor in this call-out: answers and how they changed, contacts, attempts, and what can be done. */
export function RowDetail({ board, row, actions, onClose }: { board: Board; row: BoardRow; actions: RowActions; onClose: () => void }) {
  const own = actions.answer && actions.ownActorId === row.actorId
  return (
    <Dialog
      wide
      title={row.actorName}
      onClose={onClose}
      actions={
        <>
          {own && (
            <Button size="small" onClick={() => actions.answer?.(row)}>
              {row.answers.length > 0 ? <Trans>Ändra svaret</Trans> : <Trans>Svara</Trans>}
            </Button>
          )}
          {actions.reached && (
            <Button size="small" variant="secondary" onClick={() => actions.reached?.(row)}>
              <Trans>Nådd på annat sätt</Trans>
            </Button>
          )}
          {actions.callAgain && (
            <Button size="small" variant="secondary" onClick={() => actions.callAgain?.(row, 'again')}>
              <Trans>Kalla igen</Trans>
              <LastCalled rows={[row]} kind="again" />
            </Button>
          )}
          {actions.callAgain && (
            <Button size="small" variant="secondary" onClick={() => actions.callAgain?.(row, 'deputy')}>
              <Trans>Kalla ersättare</Trans>
              <LastCalled rows={[row]} kind="deputy" />
            </Button>
          )}
          <span className="spring" />
          <Link to={paths.actor(row.actorCode)}>
            <Trans>Aktörens sida</Trans>
          </Link>
        </>
      }
    >
      {row.gap && (
        <p>
          <GapTag gap={row.gap} />
        </p>
      )}
      <section className="detail-part">
        <h3>
          <Trans>Svar</Trans>
        </h3>
        <Answers board={board} row={row} />
        <Joined board={board} row={row} />
      </section>
      {row.contacts !== null && (
        <section className="detail-part">
          <h3>
            <Trans>Kallade kontakter</Trans>
          </h3>
          {row.contacts.length === 0 ? (
            <EmptyState title={<Trans>Ingen kontakt har kallats.</Trans>}>
              <Trans>Aktören saknar kontaktväg i kontaktlistan. Ring, och skriv in svaret här.</Trans>
            </EmptyState>
          ) : (
            <ul className="detail-list">
              {row.contacts.map((contact) => (
                <Contact key={contact.recipientId} contact={contact} />
              ))}
            </ul>
          )}
        </section>
      )}
    </Dialog>
  )
}

/** Which conferences it has joined, and when. */
function Joined({ board, row }: { board: Board; row: BoardRow }) {
  const now = useNow()
  const language = useLanguage()
  const forumShort = useForumShort()
  const { _ } = useLingui()
  if (row.connected.length === 0) return null
  return (
    <ul className="detail-list">
      {row.connected.map(({ activationId, at }) => {
        const activation = board.activations.find(({ id }) => id === activationId)
        return (
          <li key={activationId}>
            <p className="row wrap">
              <StateTag state="confirmed" bare>
                {_(connectedWord)}
              </StateTag>
              {activation && <span>{forumShort(forumOf(activation))}</span>}
              <span className="mut num">{clockToday(at, now, language)}</span>
            </p>
          </li>
        )
      })}
    </ul>
  )
}

function GapTag({ gap }: { gap: NonNullable<BoardRow['gap']> }) {
  const { _ } = useLingui()
  return <StateTag state="waiting">{_(gapWords[gap])}</StateTag>
}

/** Newest first; an answer that was replaced stays readable under the one that counts. */
function Answers({ board, row }: { board: Board; row: BoardRow }) {
  const { _ } = useLingui()
  const now = useNow()
  const language = useLanguage()
  const wording = useWording()
  const forumShort = useForumShort()
  const history = useQuery(historyQuery(board.incidentCode, row.actorId))
  const current = new Set(row.answers.map((answer) => `${answer.activationId} ${answer.answeredAt}`))
  const forumName = (activationId: string, fallback: string) => {
    const activation = board.activations.find(({ id }) => id === activationId)
    return activation ? forumShort(forumOf(activation)) : fallback
  }
  return (
    <Loaded query={history} loading={<LoadingState rows={2} />}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title={<Trans>Inget svar ännu.</Trans>}>
            <Trans>Svaret syns här och på tavlan så snart det kommer.</Trans>
          </EmptyState>
        ) : (
          <ul className="detail-list">
            {items.map((answer) => {
              const counts = current.has(`${answer.activationId} ${answer.answeredAt}`)
              const facts = [
                answer.person && <Trans key="person">{answer.person} deltar</Trans>,
                answer.deputy && <Trans key="deputy">ersättare {answer.deputy}</Trans>,
                answer.etaAt && <Trans key="eta">ansluter {clockToday(answer.etaAt, now, language)}</Trans>,
              ].filter(Boolean)
              return (
                <li key={answer.id} className={counts ? undefined : 'is-replaced'}>
                  <p className="row wrap">
                    <StateTag state={answerState[answer.answer]} bare>
                      {_(answerWords[answer.answer])}
                    </StateTag>
                    <span>{forumName(answer.activationId, wording({ nameSv: answer.forumSv, nameEn: answer.forumEn }))}</span>
                    <span className="mut num">{clockToday(answer.answeredAt, now, language)}</span>
                    {answer.isLate && (
                      <StateTag state="waiting" bare>
                        <Trans>Sent svar</Trans>
                      </StateTag>
                    )}
                    {!counts && (
                      <span className="mut">
                        <Trans>ändrat senare</Trans>
                      </span>
                    )}
                  </p>
                  <p className="t-data mut">
                    {answer.via === 'manual' && answer.means ? (
                      <Trans>
                        Nådd på annat sätt ({_(meansWords[answer.means])}), skrivet av {answer.by ?? '–'}
                      </Trans>
                    ) : answer.via === 'portal' ? (
                      <Trans>I portalen, av {answer.by ?? '–'}</Trans>
                    ) : (
                      <Trans>Genom den personliga länken, {answer.by ?? '–'}</Trans>
                    )}
                    {facts.map((fact, index) => (
                      <span key={index}> · {fact}</span>
                    ))}
                  </p>
                  {answer.comment && <p className="wide">{answer.comment}</p>}
                </li>
              )
            })}
          </ul>
        )
      }
    </Loaded>
  )
}

function Contact({ contact }: { contact: BoardContact }) {
  const { _ } = useLingui()
  const now = useNow()
  const language = useLanguage()
  const wording = useWording()
  const kinds = { first: null, again: <Trans>kallad igen</Trans>, deputy: <Trans>ersättare</Trans> }
  return (
    <li>
      <p className="row wrap">
        <b className="strong">{contact.label}</b>
        <span className="mut">{wording({ nameSv: contact.functionSv, nameEn: contact.functionEn })}</span>
        {kinds[contact.callOutKind] && <span className="mut">{kinds[contact.callOutKind]}</span>}
        {contact.gap ? (
          <GapTag gap={contact.gap} />
        ) : (
          contact.messageState && (
            <StateTag state={messageTag[contact.messageState]} bare>
              {_(messageWords[contact.messageState])}
            </StateTag>
          )
        )}
        {contact.messageState === 'queued' && contact.nextAt && (
          <span className="mut num">
            <Trans>nytt försök {clockToday(contact.nextAt, now, language)}</Trans>
          </span>
        )}
      </p>
      {contact.attempts.length > 0 && <Attempts contacts={[contact]} all />}
      {contact.attempts
        .filter((attempt) => attempt.detail || attempt.mayBeDuplicate)
        .map((attempt) => (
          <p key={attempt.id} className="t-meta mut wide">
            {attempt.detail && attemptDetail(attempt.detail, _)}
            {attempt.mayBeDuplicate && (
              <>
                {' '}
                <Trans>Kan ha kommit fram två gånger.</Trans>
              </>
            )}
          </p>
        ))}
      {contact.phones.length > 0 && (
        <p className="row wrap">
          {contact.phones.map((phone) => (
            <a key={phone} className="phone-link num" href={dialable(phone)}>
              <PhoneIcon aria-hidden />
              {phone}
            </a>
          ))}
        </p>
      )}
    </li>
  )
}
