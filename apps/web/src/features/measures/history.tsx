import type { MeasureEvent, MeasureWithHistory } from '@samverkan/contract'
import { useLingui as useMessages } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@navikt/ds-react'
import { type ReactNode, useState } from 'react'
import { useDraft } from '../../lib/drafts.ts'
import { clockToday, day } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { measureStateWords } from '../../lib/measure-states.ts'
import { useNow } from '../../lib/now.ts'
import { problemOf } from '../../lib/problem.ts'
import { useSession, useWording } from '../../lib/session.tsx'
import { CountedText } from '../../ui/counted-field.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { useNoteMeasure } from './queries.ts'

/** Everything that happened, newest first; nothing of it can be changed. */
export function History({ measure }: { measure: MeasureWithHistory }) {
  return (
    <>
      {measure.allowed.includes('note') && <NoteForm measure={measure} />}
      <ol className="measure-history">
        {measure.history.map((event) => (
          <Event key={event.id} event={event} />
        ))}
      </ol>
    </>
  )
}

function NoteForm({ measure }: { measure: MeasureWithHistory }) {
  const { t } = useLingui()
  const session = useSession()
  const draft = useDraft<string>(`${session.user.id}:measure-note:${measure.id}`, '')
  const [key, setKey] = useState(() => crypto.randomUUID())
  const send = useNoteMeasure()
  const note = draft.value.trim()
  return (
    <form
      className="measure-note-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (note === '' || send.isPending) return
        send.mutate(
          { id: measure.id, key, note },
          {
            onSuccess: () => {
              draft.change('')
              draft.clear()
              setKey(crypto.randomUUID())
            },
            onError: (error) => {
              if (!['offline', 'unavailable', 'unexpected'].includes(problemOf(error).code)) setKey(crypto.randomUUID())
            },
          },
        )
      }}
    >
      <CountedText
        size="small"
        label={t`Hur går det?`}
        value={draft.value}
        minRows={2}
        maxRows={8}
        most={2000}
        onChange={(event) => draft.change(event.target.value)}
      />
      <Button type="submit" size="small" variant="secondary" loading={send.isPending} disabled={note === ''}>
        <Trans>Skriv uppföljning</Trans>
      </Button>
      {send.isError && <ErrorState error={send.error} />}
    </form>
  )
}

function Event({ event }: { event: MeasureEvent }) {
  const now = useNow()
  const language = useLanguage()
  const wording = useWording()
  const role = event.functionSv && event.functionEn ? wording({ nameSv: event.functionSv, nameEn: event.functionEn }) : null
  const who = [event.by, role, event.actor].filter(Boolean).join(' · ')
  return (
    <li>
      <p>
        <Told event={event} />
      </p>
      {event.closing && (
        <p className="t-data mut">
          <Trans>När {wording(event.closing)} avslutades</Trans>
        </p>
      )}
      {event.note && <p className="timeline-text wide">{event.note}</p>}
      <p className="t-meta mut">
        <time dateTime={event.at}>{clockToday(event.at, now, language)}</time> · {who}
      </p>
    </li>
  )
}

function Told({ event }: { event: MeasureEvent }) {
  const { _ } = useMessages()
  const now = useNow()
  const language = useLanguage()
  if (event.kind === 'created') return <Trans>Åtgärden skapades.</Trans>
  if (event.kind === 'noted') return <Trans>Uppföljning</Trans>
  if (event.kind === 'moved') return <b className="strong">{event.toState && _(measureStateWords[event.toState])}</b>
  const { title, description, dueOn, owner } = event.before
  const changes: ReactNode[] = []
  if (owner !== undefined) {
    const before = owner
    changes.push(
      <span key="o">{before === null ? <Trans>Samordningskansliet lämnade över.</Trans> : <Trans>{before} lämnade över.</Trans>}</span>,
    )
  }
  if (dueOn !== undefined) {
    const before = day(dueOn, now, language)
    changes.push(
      <span key="d">
        <Trans>Ny tid; den var {before}.</Trans>
      </span>,
    )
  }
  if (title !== undefined)
    changes.push(
      <span key="t" className="wide">
        <Trans>Ny rubrik; den var ”{title}”.</Trans>
      </span>,
    )
  if (description !== undefined)
    changes.push(
      <span key="x">
        <Trans>Beskrivningen ändrades.</Trans>
      </span>,
    )
  if (changes.length === 0) return <Trans>Stod kvar hos den ansvariga.</Trans>
  return changes.flatMap((change, index) => (index === 0 ? [change] : [' ', change]))
}
