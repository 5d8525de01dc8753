import { addNote, type AgendaItem, call, changeNote, type Meeting, type MeetingNote, saveOutcome } from '@samverkan/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef } from 'react'
import type { DraftBox, Entry, Kept } from '../../lib/draft-box.ts'
import { draftKeys } from '../../lib/drafts.ts'
import { useSession } from '../../lib/session.tsx'
import { meetingQuery } from './queries.ts'
import { outcomeOf, useBox } from './use-box.ts'

/** What a note is: who it is about, or nobody, and what was said. */
export type NoteSaid = { actorCode: string | null; text: string }
type SavedNote = NoteSaid & { version: number; note: MeetingNote }
export type NoteEntry = Entry<NoteSaid, SavedNote>
export type NoteBox = DraftBox<NoteSaid, SavedNote>

const isSameNote = (a: NoteSaid, b: NoteSaid): boolean => a.actorCode === b.actorCode && a.text.trim() === b.text.trim()
const saved = (note: MeetingNote): SavedNote => ({ actorCode: note.actor?.code ?? null, text: note.text, version: note.version, note })

const withItem = (meeting: Meeting, id: string, change: (item: AgendaItem) => AgendaItem): Meeting => ({
  ...meeting,
  agenda: meeting.agenda.map((item) => (item.id === id ? change(item) : item)),
})
const withNote = (item: AgendaItem, note: MeetingNote): AgendaItem => {
  const others = item.notes.filter((one) => one.id !== note.id)
  const known = item.notes.find((one) => one.id === note.id)
  if (note.text === '') return { ...item, notes: others }
  return { ...item, notes: known ? item.notes.map((one) => (one.id === note.id ? note : one)) : [...item.notes, note] }
}

/** What lies on the device of the notes of an item, new ones among them, by the key they were made with: a closed tab must find them again. */
const keptUnder = (place: string): string[] =>
  draftKeys().flatMap((name) => (name.startsWith(`${place}:`) ? [name.slice(place.length + 1)] : []))

/** The notes of one item: new ones are sent under a key of their own, written ones on the version they are based on. */
export function useNotes(meeting: Meeting, item: AgendaItem) {
  const client = useQueryClient()
  const { user } = useSession()
  const { code } = meeting
  const place = `${user.id}:note:${item.id}`
  const itemId = item.id
  const known = useRef(new Set<string>())
  known.current = new Set(item.notes.map((note) => note.id))

  const send = useCallback(
    (key: string, { said, basedOn }: Kept<NoteSaid>) => {
      const body = { actorCode: said.actorCode, text: said.text.trim() }
      const sending =
        basedOn === 0
          ? call(addNote, { params: { code, itemId }, body, idempotencyKey: key })
          : call(changeNote, { params: { code, itemId, noteId: key }, body: { ...body, basedOn } })
      return outcomeOf<NoteSaid, SavedNote>(
        sending.then(saved),
        (theirs) => isSameNote(theirs, said),
        (current) => saved(current as MeetingNote),
      )
    },
    [code, itemId],
  )
  const onSaved = useCallback(
    (_key: string, { note }: SavedNote) => {
      const { queryKey } = meetingQuery(code)
      client.setQueryData(queryKey, (before) => before && withItem(before, itemId, (one) => withNote(one, note)))
      void client.invalidateQueries({ queryKey })
    },
    [client, code, itemId],
  )
  // Only what was here from the start is looked up on the device: what is written later goes in by itself.
  const codes = useRef<string[] | null>(null)
  codes.current ??= [...new Set([...item.notes.map((note) => note.id), ...keptUnder(place)])]
  const { box, entries, savedAt } = useBox<NoteSaid, SavedNote>(place, codes.current, { send, onSaved, isSame: isSameNote })
  const add = (said: NoteSaid) => {
    box.write(crypto.randomUUID(), said, 0, 'now')
  }
  const unsent = [...entries].filter(([key, entry]) => entry.basedOn === 0 && !known.current.has(key))
  return { box, entries, savedAt, add, unsent }
}

export type Outcome = { text: string; version: number }
/** What came out of an item: one text that several may write, saved while it is written. */
export function useOutcome(meeting: Meeting, item: AgendaItem) {
  const client = useQueryClient()
  const { user } = useSession()
  const { code } = meeting
  const itemId = item.id
  const send = useCallback(
    (_: string, { said, basedOn }: Kept<{ text: string }>) =>
      outcomeOf<{ text: string }, Outcome>(
        call(saveOutcome, { params: { code, itemId }, body: { text: said.text.trim(), basedOn } }).then((answer) => ({
          ...answer,
          // What was typed keeps its last space: the next word is on its way.
          text: said.text.trim() === answer.text ? said.text : answer.text,
        })),
        (theirs) => theirs.text === said.text.trim(),
      ),
    [code, itemId],
  )
  const onSaved = useCallback(
    (_: string, outcome: Outcome) =>
      client.setQueryData(
        meetingQuery(code).queryKey,
        (before) => before && withItem(before, itemId, (one) => ({ ...one, outcome: { ...outcome, text: outcome.text.trim() } })),
      ),
    [client, code, itemId],
  )
  const isSame = useCallback((a: { text: string }, b: { text: string }) => a.text === b.text, [])
  const { box, entries, savedAt } = useBox<{ text: string }, Outcome>(`${user.id}:outcome`, [itemId], { send, onSaved, isSame })
  return { box, entry: entries.get(itemId), savedAt }
}
