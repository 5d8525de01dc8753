import type { SimilarCallOut } from '@samverkan/contract'
import { completeBody } from '@samverkan/domain'
import { useLingui } from '@lingui/react'
import { Plural, Trans } from '@lingui/react/macro'
import { CloudSlashIcon, ExclamationmarkTriangleIcon, MegaphoneSpeakingFillIcon, TestFlaskFillIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { Link } from 'react-router'
import { channelWords } from '../../lib/answers.ts'
import { dayAndClock } from '../../lib/formats.ts'
import { useForumShort } from '../../lib/forum-names.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { useOnline } from '../../lib/online.ts'
import { problemOf } from '../../lib/problem.ts'
import { paths } from '../../paths.ts'
import { Banner } from '../../ui/banner.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ModeTag } from '../../ui/mode-tag.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { ErrorState } from '../../ui/states.tsx'
import type { Called, Form, Message, Reach } from './form.ts'
import { MessageText } from './message-pane.tsx'
import { SimilarQuestion } from './similar-question.tsx'
import { similarOf } from './use-similar.ts'

type Props = {
  form: Form
  called: readonly Called[]
  reach: Reach
  at: Date
  message: Message
  incidentTitle: string | null
  /** The words contradict the mode and nobody has said yet what is meant. */
  doubt: boolean
  mayChangeMode: boolean
  onMeant: () => void
  onChangeMode: () => void
  /** Call-outs of a moment ago that this may be another of; nobody has said yet. */
  similar: readonly SimilarCallOut[]
  onAnother: () => void
  sending: boolean
  error: unknown
  onSend: () => void
  onClose: () => void
}

/** The only "are you sure" of the portal: exactly who, by which channels, with which words (ux.md, rule 5). */
export function ConfirmDialog(props: Props) {
  const { form, called, reach, at, message, incidentTitle, doubt, similar, sending, error, onSend, onClose } = props
  const { _ } = useLingui()
  const online = useOnline()
  const now = useNow()
  const language = useLanguage()
  const forumShort = useForumShort()
  const count = reach.actors.length
  const forums = called.map(({ forum }) => forumShort({ code: forum.forumCode, nameSv: forum.nameSv, nameEn: forum.nameEn })).join(', ')
  const when = dayAndClock(at, now, language)
  const words = <Plural value={count} one="Kalla in # aktör" other="Kalla in # aktörer" />
  return (
    <Dialog
      wide
      title={words}
      onClose={onClose}
      actions={
        <>
          {/* Answered first: a hand that knows the way does not press past the question. */}
          <Button
            disabled={doubt || similar.length > 0}
            className="confirm-send"
            loading={sending && similar.length === 0}
            icon={form.isExercise ? <TestFlaskFillIcon aria-hidden /> : <MegaphoneSpeakingFillIcon aria-hidden />}
            onClick={onSend}
          >
            {form.isExercise ? <Trans>Öva: </Trans> : null}
            {words}
          </Button>
          <Button variant="secondary" onClick={onClose}>
            <Trans>Tillbaka</Trans>
          </Button>
        </>
      }
    >
      {doubt && <Doubt {...props} />}
      {similar.length > 0 && (
        <SimilarQuestion
          // What comes to be told beside it is another question, and no second tap answers it.
          key={similar.map(({ incidentCode }) => incidentCode).join(' ')}
          similar={similar}
          hasRequest={form.requestId !== null}
          sending={sending}
          onAnother={props.onAnother}
        />
      )}
      {error !== null && !doubt && similarOf(error).length === 0 && <Refused error={error} />}
      {sending && !online && (
        <Banner tone="warning" icon={<CloudSlashIcon aria-hidden />}>
          <Trans>Ingen anslutning. Inkallningen är inte skickad än, den går ut när nätet är tillbaka. Brådskar det, ring.</Trans>
        </Banner>
      )}
      <dl className="confirm-facts">
        <div>
          <dt>
            <Trans>Vad</Trans>
          </dt>
          <dd>
            <ModeTag isExercise={form.isExercise} /> <span className="wide">{form.title}</span>
          </dd>
        </div>
        <div>
          <dt>
            <Trans>Händelse</Trans>
          </dt>
          <dd>{incidentTitle ?? <Trans>Ny händelse</Trans>}</dd>
        </div>
        <div>
          <dt>
            <Trans>Forum</Trans>
          </dt>
          <dd>{forums}</dd>
        </div>
        <div>
          <dt>
            <Trans>Möte</Trans>
          </dt>
          <dd>
            <span className="num">{when}</span> · {_(channelWords[form.channel])}
            {' · '}
            {form.dialIn.trim() ? <span className="wide">{form.dialIn}</span> : <Trans>ingen anslutning angiven</Trans>}
          </dd>
        </div>
        <div>
          <dt>
            <Trans>Kanal</Trans>
          </dt>
          <dd>
            <Plural value={reach.recipients} one="E-post till # kontakt" other="E-post till # kontakter" />
          </dd>
        </div>
      </dl>
      <section className="fields">
        <h3 className="label">
          <Plural value={count} one="# aktör kallas" other="# aktörer kallas" />
        </h3>
        <ul className="confirm-actors">
          {reach.actors.map((actor) => (
            <li key={actor.id}>
              <span>{actor.name}</span>
              {actor.contacts === 0 ? (
                <StateTag state="waiting" bare>
                  <Trans>nås inte</Trans>
                </StateTag>
              ) : (
                <small className="mut num">
                  <Plural value={actor.contacts} one="# kontakt" other="# kontakter" />
                </small>
              )}
            </li>
          ))}
        </ul>
        {reach.gaps.length > 0 && (
          <p className="t-data">
            <Trans>De som inte nås med e-post står ändå på tavlan, med telefonnummer om det finns.</Trans>
          </p>
        )}
      </section>
      <section className="fields">
        <h3 className="label">
          <Trans>Meddelandet</Trans>
        </h3>
        <MessageText subject={message.subject} body={completeBody(message.body, form.isExercise, form.dialIn.trim())} />
      </section>
    </Dialog>
  )
}

/** The line says one thing and the chosen mode another: a person says which it is, once. */
function Doubt({ form, mayChangeMode, onMeant, onChangeMode }: Props) {
  return (
    <section className="panel confirm-doubt" role="alert">
      <p className="strong">
        {form.isExercise ? (
          <Trans>Raden talar om skarpt läge, men det här är en övning.</Trans>
        ) : (
          <Trans>Raden talar om övning, men det här är ett skarpt larm.</Trans>
        )}
      </p>
      <div className="row wrap">
        <Button size="small" variant="secondary" onClick={onMeant}>
          {form.isExercise ? <Trans>Det är en övning</Trans> : <Trans>Det är skarpt</Trans>}
        </Button>
        {mayChangeMode && (
          <Button size="small" variant="secondary" onClick={onChangeMode}>
            {form.isExercise ? <Trans>Byt till skarpt</Trans> : <Trans>Byt till övning</Trans>}
          </Button>
        )}
      </div>
    </section>
  )
}

/** Not sent, or nobody knows: what to do is not the same. */
function Refused({ error }: { error: unknown }) {
  const { code, errors } = problemOf(error)
  // The screen has stood open until the time on it went by: nothing on the form is marked, so it is said here.
  if (errors.some(({ pointer }) => pointer.endsWith('/conferenceAt')))
    return (
      <Banner tone="danger" icon={<ExclamationmarkTriangleIcon aria-hidden />}>
        <Trans>Mötets klockslag har passerat. Ingen är kallad. Gå tillbaka och välj ett nytt, det du skrivit finns kvar.</Trans>
      </Banner>
    )
  return (
    <div className="panel">
      <ErrorState error={error} />
      <p className="confirm-next">
        {(code === 'offline' || code === 'unavailable' || code === 'unexpected') && (
          <Trans>Tryck igen när nätet är tillbaka. Kom den första tryckningen fram kallas ändå ingen två gånger.</Trans>
        )}
        {code === 'not-signed-in' && (
          <Link to={`${paths.logIn}?${new URLSearchParams({ till: paths.activate })}`}>
            <Trans>Logga in igen</Trans>
          </Link>
        )}
        {(code === 'key-reused' || code === 'already-activated') && (
          <Link to={paths.incidents}>
            <Trans>Visa pågående händelser</Trans>
          </Link>
        )}
      </p>
    </div>
  )
}
