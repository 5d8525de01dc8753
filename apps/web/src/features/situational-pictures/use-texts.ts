import { call, CallError, type DraftLine, type DraftText, type PictureDraft, saveLine, saveText } from '@samverkan/contract'
import type { Certainty, PictureField, PictureHeading } from '@samverkan/domain'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react'
import { isForLater, useSending } from '../../lib/box-sending.ts'
import { type DraftBox, type Entry, type Kept, openBox } from '../../lib/draft-box.ts'
import { draftsUnder } from '../../lib/drafts.ts'
import { problemOf } from '../../lib/problem.ts'
import { useSession } from '../../lib/session.tsx'
import { draftQuery, withLine, withText } from './queries.ts'

/** One text of the joint draft as somebody writes it: a line under a heading, or one of the texts without a source (no heading). */
export type Said = { text: string; heading: PictureHeading | null; certainty: Certainty | null; notSecret: boolean }
export type Saved = Said & { version: number; savedAt: string | null; savedBy: string | null }
export type TextBox = DraftBox<Said, Saved>
export type TextEntry = Entry<Said, Saved>

export const lineKey = (id: string) => `line:${id}`
export const textKey = (field: PictureField) => `text:${field}`

export const saidOfLine = ({ text, heading, certainty }: DraftLine): Said => ({ text, heading, certainty, notSecret: false })
export const saidOfText = ({ text }: DraftText): Said => ({ text, heading: null, certainty: null, notSecret: false })
const savedLine = (line: DraftLine): Saved => ({ ...saidOfLine(line), version: line.version, savedAt: line.savedAt, savedBy: line.savedBy })
const savedText = (text: DraftText): Saved => ({ ...saidOfText(text), version: text.version, savedAt: text.savedAt, savedBy: text.savedBy })

const isSame = (a: Said, b: Said): boolean => a.text === b.text && a.heading === b.heading && a.certainty === b.certainty
/** The box of the joint draft for whoever is logged in: every text on the device until the server has it, sent on the version it was based on. */
export function useTexts(draft: PictureDraft): TextBox {
  const client = useQueryClient()
  const { user } = useSession()
  const { id } = draft
  const box = useMemo((): TextBox => {
    const { queryKey } = draftQuery(id)
    const send = async (code: string, { said, basedOn }: Kept<Said>): Promise<Saved> => {
      const { text, heading, certainty, notSecret } = said
      if (heading && certainty) {
        const params = { id, lineId: code.slice('line:'.length) }
        const line = await call(saveLine, { params, body: { heading, certainty, text: text.trim(), basedOn, notSecret } })
        client.setQueryData(queryKey, (before) => before && withLine(before, line))
        return savedLine(line)
      }
      const params = { id, field: code.slice('text:'.length) as PictureField }
      const saved = await call(saveText, { params, body: { text: text.trim(), basedOn, notSecret } })
      client.setQueryData(queryKey, (before) => before && withText(before, saved))
      return savedText(saved)
    }
    return openBox<Said, Saved>({
      codes: [],
      isSame,
      drafts: draftsUnder((code) => `${user.id}:picture:${id}:${code}`),
      send: async (code, kept) => {
        try {
          const saved = await send(code, kept)
          return { ok: true, answer: saved.text === kept.said.text.trim() ? { ...saved, text: kept.said.text } : saved }
        } catch (error) {
          const problem = problemOf(error)
          if (isForLater(problem.code)) return { ok: false, later: true }
          const current = error instanceof CallError ? (error.problem?.current as DraftLine | DraftText | undefined) : undefined
          if (problem.code === 'stale-version' && current)
            return {
              ok: false,
              later: false,
              refusal: { kind: 'conflict', theirs: 'heading' in current ? savedLine(current) : savedText(current) },
            }
          void client.invalidateQueries({ queryKey })
          return { ok: false, later: false, refusal: { kind: 'refused', code: problem.code } }
        }
      },
      onSaved: () => undefined,
    })
  }, [client, id, user.id])

  // Lines come while the page stands open: each is looked for among what the device kept, once.
  useEffect(() => {
    box.adopt([...draft.texts.map(({ field }) => textKey(field)), ...draft.lines.map((line) => lineKey(line.id))])
    if ([...box.read().entries.values()].some((entry) => entry.state === 'waiting')) box.flush()
  }, [box, draft.lines, draft.texts])
  useSending(box)
  return box
}

/** What is being written in one text. Only this text is drawn again when its key presses come. */
export function useEntry(box: TextBox, code: string): TextEntry | undefined {
  const read = useCallback(() => box.read().entries.get(code), [box, code])
  return useSyncExternalStore(box.subscribe, read)
}

export type Saving =
  | { kind: 'idle' }
  | { kind: 'saved'; at: number }
  | { kind: 'saving'; count: number }
  | { kind: 'waiting'; count: number }
  | { kind: 'asks'; count: number }
/** How it stands with everything that is being written, as one word for the head of the page. */
export function useSaving(box: TextBox): Saving {
  const read = useCallback(() => summed(box), [box])
  const told = useSyncExternalStore(box.subscribe, read)
  const [kind, number] = told.split(' ') as [Saving['kind'], string]
  if (kind === 'idle') return { kind }
  return kind === 'saved' ? { kind, at: Number(number) } : { kind, count: Number(number) }
}
/** As a string, so that a key press that changes nothing here draws nothing here. */
function summed(box: TextBox): string {
  const { entries, savedAt } = box.read()
  const all = [...entries.values()]
  const count = (is: (entry: TextEntry) => boolean) => all.filter(is).length
  const asks = count((entry) => entry.refusal !== null)
  if (asks > 0) return `asks ${asks}`
  const waiting = count((entry) => entry.state === 'waiting')
  if (waiting > 0) return `waiting ${waiting}`
  if (all.length > 0) return `saving ${all.length}`
  return savedAt === null ? 'idle 0' : `saved ${savedAt}`
}

/** Everything written has reached the server: true when it has, false when something still lies here after a while. */
export function settled(box: TextBox, patience = 8_000): Promise<boolean> {
  box.flush()
  return new Promise((resolve) => {
    const until = setTimeout(() => done(false), patience)
    const look = () => {
      const all = [...box.read().entries.values()]
      if (all.length === 0) done(true)
      else if (all.some((entry) => entry.refusal !== null || entry.state === 'waiting')) done(false)
    }
    const stop = box.subscribe(look)
    function done(isSaved: boolean) {
      clearTimeout(until)
      stop()
      resolve(isSaved)
    }
    look()
  })
}
