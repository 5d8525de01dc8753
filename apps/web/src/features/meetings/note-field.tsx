import { charactersIn, textLimits } from '@samverkan/domain'
import type { Meeting } from '@samverkan/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@navikt/ds-react'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { useDraft } from '../../lib/drafts.ts'
import { useNarrow } from '../../lib/use-narrow.ts'
import { useSession } from '../../lib/session.tsx'
import { CountedText } from '../../ui/counted-field.tsx'
import { ActorSelect } from './actor-select.tsx'
import { measureIn } from './measure-words.ts'
import type { NoteSaid } from './use-notes.ts'

type Props = {
  meeting: Meeting
  itemId: string
  /** Who has the floor: what is written is about them until somebody says otherwise. */
  speaker: string | null
  onAdd: (said: NoteSaid) => void
  /** `made`: the line has become a measure, and is no note that waits to be saved. */
  onMeasure: (title: string, actorCode: string | null, made: () => void) => void
  onFocus: () => void
  children: ReactNode
}

/** One line at a time, as it is said: Enter saves it and the field is empty for the next. What is half written lives on the device. */
export function NoteField({ meeting, itemId, speaker, onAdd, onMeasure, onFocus, children }: Props) {
  const { t } = useLingui()
  const narrow = useNarrow()
  const { user } = useSession()
  const draft = useDraft<string>(`${user.id}:note-field:${itemId}`, '')
  // Chosen by hand it holds until somebody else gets the floor.
  const [chosen, setChosen] = useState({ under: speaker, actorCode: speaker })
  const actorCode = chosen.under === speaker ? chosen.actorCode : speaker
  const written = draft.value.trim() !== ''
  const empty = () => {
    draft.change('')
    draft.clear()
  }
  const save = () => {
    // Kept in the field, which says how many too many.
    if (!written || charactersIn(draft.value.trim()) > textLimits.note) return
    const measure = measureIn(draft.value)
    if (measure) return onMeasure(measure, actorCode, empty)
    onAdd({ actorCode, text: draft.value.trim() })
    empty()
  }
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // What is half written stays in the field and on the device.
    if (event.key === 'Escape') return event.currentTarget.blur()
    // On a phone Enter is a new line: there the button saves.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || narrow) return
    event.preventDefault()
    save()
  }
  return (
    <div className="note-field">
      <ActorSelect
        meeting={meeting}
        label={t`Vem gäller det?`}
        hideLabel
        value={actorCode ?? ''}
        onChange={(code) => setChosen({ under: speaker, actorCode: code || null })}
      >
        <option value="">{t`Ingen särskild aktör`}</option>
      </ActorSelect>
      <CountedText
        label={t`Skriv anteckning`}
        hideLabel
        size="small"
        minRows={2}
        maxRows={10}
        data-shortcut="note"
        placeholder={t`Skriv här. Börja med Åtgärd: för att skapa en åtgärd.`}
        value={draft.value}
        most={textLimits.note}
        onFocus={onFocus}
        onKeyDown={press}
        onChange={(event) => draft.change(event.target.value)}
      />
      <div className="row wrap">
        <Button size="small" variant="secondary" disabled={!written} onClick={save}>
          <Trans>Spara anteckningen</Trans>
        </Button>
        {children}
      </div>
    </div>
  )
}
