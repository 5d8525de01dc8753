import { activationLimits, completeBody, linkMark, maskLink } from '@samverkan/domain'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { PencilIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { CountedField, CountedText } from '../../ui/counted-field.tsx'
import { useState } from 'react'
import { clock } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import type { Message } from './form.ts'

type Props = {
  message: Message
  edited: Message | null
  isExercise: boolean
  dialIn: string
  recipients: number
  firstLimit: Date | null
  onEdit: (message: Message | null) => void
  /** The text as edited is empty or too long, said after the first press. */
  missing: boolean
}

/** The words that leave, live from the fields until somebody writes their own. */
export function MessagePane({ message, edited, isExercise, dialIn, recipients, firstLimit, onEdit, missing }: Props) {
  const language = useLanguage()
  const { t } = useLingui()
  const [editing, setEditing] = useState(false)
  const shown = edited ?? message
  const most = activationLimits.body
  const limit = firstLimit ? clock(firstLimit, language) : null
  return (
    <>
      <div className="row">
        <h2 className="t-panel">
          <Trans>Det här går ut</Trans>
        </h2>
        <span className="spring" />
        {editing ? (
          <Button type="button" size="small" variant="tertiary" onClick={() => setEditing(false)}>
            <Trans>Klar</Trans>
          </Button>
        ) : (
          <Button
            type="button"
            size="small"
            variant="tertiary"
            icon={<PencilIcon aria-hidden />}
            onClick={() => {
              if (!edited) onEdit(message)
              setEditing(true)
            }}
          >
            <Trans>Ändra</Trans>
            <span className="aksel-sr-only">
              {' '}
              <Trans>meddelandet</Trans>
            </span>
          </Button>
        )}
      </div>
      {editing && edited ? (
        <div className="message-edit">
          <CountedField
            size="small"
            label={t`Ämne`}
            value={edited.subject}
            most={activationLimits.subject}
            onChange={(event) => onEdit({ ...edited, subject: event.target.value })}
          />
          <CountedText
            size="small"
            label={t`Text`}
            description={t`Behåll ${linkMark} där länken ska stå. Tas den bort läggs den sist.`}
            value={edited.body}
            most={activationLimits.body}
            minRows={8}
            maxRows={18}
            onChange={(event) => onEdit({ ...edited, body: event.target.value })}
          />
        </div>
      ) : (
        <MessageText subject={shown.subject} body={completeBody(shown.body, isExercise, dialIn)} />
      )}
      {missing && (
        <p className="field-error" role="alert">
          <Trans>Både ämne och text behövs, texten högst {most} tecken.</Trans>
        </p>
      )}
      {edited && (
        <p className="row wrap t-data mut">
          <span>
            <Trans>Du har ändrat texten. Fälten ändrar den inte längre.</Trans>
          </span>
          <Button
            type="button"
            size="small"
            variant="secondary"
            onClick={() => {
              setEditing(false)
              onEdit(null)
            }}
          >
            <Trans>Tillbaka till den sammansatta</Trans>
          </Button>
        </p>
      )}
      <h2 className="t-panel">
        <Trans>Så går det till</Trans>
      </h2>
      <ol className="steps">
        <li>
          <span className="mut">
            <Trans>direkt</Trans>
          </span>
          <span>
            <Plural
              value={recipients}
              one="E-post till # kontakt, med en personlig svarslänk"
              other="E-post till # kontakter, var och en med en personlig svarslänk"
            />
          </span>
        </li>
        <li>
          <span className="mut">
            <Trans>sedan</Trans>
          </span>
          <span>
            <Trans>Svaren syns på inkallningstavlan när de kommer</Trans>
          </span>
        </li>
        {limit && (
          <li>
            <span className="mut num">{limit}</span>
            <span>
              <Trans>Den som inte har svarat blir röd. Därifrån kallar du igen, kallar ersättaren eller ringer</Trans>
            </span>
          </li>
        )}
      </ol>
      <p className="t-data mut">
        <Trans>Portalen kallar bara med e-post ännu. Sms och röstsamtal finns inte: ring dem du behöver nå genast.</Trans>
      </p>
    </>
  )
}

export function MessageText({ subject, body }: Message) {
  return (
    <div className="message">
      <p className="message-subject">
        <span className="mut">
          <Trans>E-post · ämne</Trans>
        </span>
        <b className="wide">{subject}</b>
      </p>
      <p className="message-body wide">{maskLink(body)}</p>
    </div>
  )
}
