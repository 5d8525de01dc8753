import { textLimits } from '@samverkan/domain'
import type { AgendaItem, Meeting, MeetingNote } from '@samverkan/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { ArrowForwardIcon, HouseIcon, PencilIcon, PersonGroupIcon, PlusIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { useState } from 'react'
import { clock, clockToday } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { CountedText } from '../../ui/counted-field.tsx'
import { SavedMark } from '../../ui/saved-mark.tsx'
import { WaitsHere } from '../../ui/page-only.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { Panel } from '../../ui/panel.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { ItemLinks } from './item-links.tsx'
import { LiftDialog } from './lift-dialog.tsx'
import { MeasureDialog } from './measure-dialog.tsx'
import { NoteField } from './note-field.tsx'
import { QuestionDialog } from './question-dialogs.tsx'
import { TextMerge } from './text-merge.tsx'
import { type NoteBox, type NoteEntry, useNotes, useOutcome } from './use-notes.ts'
import './notes.css'

/** The field that was asked for gets the focus when it comes. */
const focusHere = (field: HTMLTextAreaElement | null) => field?.focus()

type Props = { meeting: Meeting; item: AgendaItem; number: number; speaker: string | null; onFocus: () => void }

/** What is said under one item: notes the newest first, what came out of it, its measures and where it went. */
export function Notes({ meeting, item, number, speaker, onFocus }: Props) {
  const { box, entries, savedAt, add, unsent } = useNotes(meeting, item)
  const outcome = useOutcome(meeting, item)
  const [measure, setMeasure] = useState<{ title: string; actorCode: string | null; made?: () => void } | null>(null)
  const [taking, setTaking] = useState(false)
  const [lift, setLift] = useState<{ note: MeetingNote | null } | null>(null)
  const may = (writing: Meeting['mayWrite'][number]) => meeting.mayWrite.includes(writing)
  const notes = [...item.notes].reverse()
  const names = new Map(meeting.roll.map(({ actor }) => [actor.code, actor.name]))
  return (
    <Panel
      className="notes"
      title={<Trans>Anteckningar, punkt {number}</Trans>}
      aside={
        <SavedMark
          refused={<Trans>En text väntar på dig</Trans>}
          entries={[...entries.values(), ...(outcome.entry ? [outcome.entry] : [])]}
          at={Math.max(savedAt ?? 0, outcome.savedAt ?? 0)}
        />
      }
    >
      {may('note') && (
        <NoteField
          key={item.id}
          meeting={meeting}
          itemId={item.id}
          speaker={speaker}
          onAdd={add}
          onMeasure={(title, actorCode, made) => setMeasure({ title, actorCode, made })}
          onFocus={onFocus}
        >
          {may('measure') && (
            <Button
              size="small"
              variant="secondary"
              icon={<PlusIcon aria-hidden />}
              onClick={() => setMeasure({ title: '', actorCode: speaker })}
            >
              <Trans>Åtgärd</Trans>
            </Button>
          )}
          {may('question') && (
            <Button size="small" variant="secondary" icon={<HouseIcon aria-hidden />} onClick={() => setTaking(true)}>
              <Trans>Fråga att ta hem</Trans>
            </Button>
          )}
          {may('lift') && (
            <Button size="small" variant="secondary" icon={<PersonGroupIcon aria-hidden />} onClick={() => setLift({ note: null })}>
              <Trans>Ta upp i ett annat forum</Trans>
            </Button>
          )}
        </NoteField>
      )}
      <ul className="note-list">
        {[...unsent].reverse().map(([key, entry]) => (
          <li key={key} className="note-row">
            <span className="num mut" aria-hidden>
              –
            </span>
            <div>
              <p className="t-statement wide" lang="sv">
                {entry.said.actorCode && <b>{names.get(entry.said.actorCode)} </b>}
                {entry.said.text}
              </p>
              {entry.refusal ? (
                <TextMerge
                  mine={entry.said.text}
                  theirs={null}
                  code={entry.refusal.kind === 'refused' ? entry.refusal.code : 'stale-version'}
                  onKeep={() => undefined}
                  onAgain={() => box.again(key)}
                  onDrop={() => box.drop(key)}
                />
              ) : (
                entry.state === 'waiting' && (
                  <StateTag state="waiting" bare>
                    <WaitsHere isOnDevice={entry.isKept} />
                  </StateTag>
                )
              )}
            </div>
          </li>
        ))}
        {notes.map((note) => (
          <Note
            key={note.id}
            note={note}
            entry={entries.get(note.id)}
            box={box}
            mayEdit={may('note')}
            onLift={may('lift') ? () => setLift({ note }) : null}
          />
        ))}
      </ul>
      {notes.length === 0 && unsent.length === 0 && (
        <EmptyState title={<Trans>Inget antecknat ännu.</Trans>}>
          {may('note') ? <Trans>Skriv en rad i taget, som det sägs.</Trans> : <Trans>Det som antecknas under punkten visas här.</Trans>}
        </EmptyState>
      )}
      <OutcomeField item={item} outcome={outcome} mayWrite={may('note')} onFocus={onFocus} />
      <ItemLinks meeting={meeting} item={item} />
      {measure && (
        <MeasureDialog
          meeting={meeting}
          itemId={item.id}
          title={measure.title}
          actorCode={measure.actorCode}
          onDone={() => {
            measure.made?.()
            setMeasure(null)
          }}
          onClose={() => setMeasure(null)}
        />
      )}
      {taking && <QuestionDialog meeting={meeting} itemId={item.id} actorCode={speaker} onClose={() => setTaking(false)} />}
      {lift && <LiftDialog meeting={meeting} item={item} note={lift.note} onClose={() => setLift(null)} />}
    </Panel>
  )
}

function Note({
  note,
  entry,
  box,
  mayEdit,
  onLift,
}: {
  note: MeetingNote
  entry: NoteEntry | undefined
  box: NoteBox
  mayEdit: boolean
  onLift: (() => void) | null
}) {
  const { t } = useLingui()
  const now = useNow()
  const language = useLanguage()
  const [editing, setEditing] = useState(false)
  const text = entry?.said.text ?? note.text
  const at = clock(note.notedAt, language)
  const stop = () => {
    box.flush()
    setEditing(false)
  }
  return (
    <li className="note-row">
      <span className="num mut">{at}</span>
      <div>
        {editing && !entry?.refusal ? (
          <>
            <CountedText
              label={t`Anteckning ${at}`}
              hideLabel
              size="small"
              ref={focusHere}
              value={text}
              most={textLimits.note}
              onChange={(event) =>
                box.write(note.id, { actorCode: note.actor?.code ?? null, text: event.target.value }, note.version, 'soon')
              }
              onKeyDown={(event) => {
                if (event.key === 'Escape') stop()
              }}
            />
            <Button size="small" variant="tertiary" onClick={stop}>
              <Trans>Klart</Trans>
            </Button>
          </>
        ) : (
          <p className="t-statement wide" lang="sv">
            {note.actor && <b>{note.actor.name} </b>}
            {text}
          </p>
        )}
        {entry?.refusal && (
          <TextMerge
            mine={entry.said.text}
            theirs={entry.refusal.kind === 'conflict' ? { text: entry.refusal.theirs.text, by: entry.refusal.theirs.note.notedBy } : null}
            code={entry.refusal.kind === 'refused' ? entry.refusal.code : 'stale-version'}
            onKeep={(kept) =>
              entry.refusal?.kind === 'conflict' &&
              box.merge(note.id, { actorCode: note.actor?.code ?? null, text: kept }, entry.refusal.theirs.version)
            }
            onAgain={() => box.again(note.id)}
            onDrop={() => box.drop(note.id)}
          />
        )}
        <p className="note-meta t-meta mut">
          <span>
            {note.notedBy}
            {note.changedAt && (
              <>
                {', '}
                <Trans>ändrad {clockToday(note.changedAt, now, language)}</Trans>
              </>
            )}
          </span>
          {mayEdit && !editing && (
            <button type="button" onClick={() => setEditing(true)}>
              <PencilIcon aria-hidden />
              <Trans>Ändra</Trans>
              <span className="aksel-sr-only"> {t`anteckningen ${at}`}</span>
            </button>
          )}
          {onLift && (
            <button type="button" onClick={onLift}>
              <ArrowForwardIcon aria-hidden />
              <Trans>Till annat forum</Trans>
              <span className="aksel-sr-only"> {t`anteckningen ${at}`}</span>
            </button>
          )}
        </p>
      </div>
    </li>
  )
}

function OutcomeField({
  item,
  outcome: { box, entry },
  mayWrite,
  onFocus,
}: {
  item: AgendaItem
  outcome: ReturnType<typeof useOutcome>
  mayWrite: boolean
  onFocus: () => void
}) {
  const { t } = useLingui()
  const text = entry?.said.text ?? item.outcome.text
  if (!mayWrite && text === '') return null
  return (
    <div className="outcome">
      {mayWrite ? (
        <CountedText
          label={t`Vad ledde punkten till?`}
          size="small"
          minRows={1}
          maxRows={8}
          value={text}
          most={textLimits.outcome}
          readOnly={entry?.refusal?.kind === 'conflict'}
          onFocus={onFocus}
          onChange={(event) => box.write(item.id, { text: event.target.value }, item.outcome.version, 'soon')}
          onBlur={() => entry && box.flush()}
        />
      ) : (
        <>
          <p className="t-meta mut">
            <Trans>Vad ledde punkten till?</Trans>
          </p>
          <p className="t-statement wide" lang="sv">
            {text}
          </p>
        </>
      )}
      {entry?.refusal && (
        <TextMerge
          mine={entry.said.text}
          theirs={entry.refusal.kind === 'conflict' ? { text: entry.refusal.theirs.text, by: null } : null}
          code={entry.refusal.kind === 'refused' ? entry.refusal.code : 'stale-version'}
          onKeep={(kept) => entry.refusal?.kind === 'conflict' && box.merge(item.id, { text: kept }, entry.refusal.theirs.version)}
          onAgain={() => box.again(item.id)}
          onDrop={() => box.drop(item.id)}
        />
      )}
    </div>
  )
}
