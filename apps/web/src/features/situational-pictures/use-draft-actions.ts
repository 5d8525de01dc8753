import { addLine, call, type DraftLine, moveLine, type PictureDraft, saveLine } from '@samverkan/contract'
import type { PictureHeading } from '@samverkan/domain'
import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useRef, useState } from 'react'
import { announce } from '../../ui/announcer.tsx'
import { draftQuery, withLine, withPlace } from './queries.ts'

type Control = 'text' | 'up' | 'down' | 'undo'
export type Wanted = { heading: PictureHeading; after?: string | null }
export type DraftActions = {
  /** A reported line into the draft, its source attached; the same press twice is one line. */
  lift: (sourceLineId: string, wanted: Wanted) => Promise<boolean>
  write: (line: Wanted & { text: string; certainty: 'fact' | 'assumption'; notSecret: boolean; key: string }) => Promise<DraftLine>
  step: (lineId: string, by: -1 | 1, from: Control) => void
  /** Right after another line of its heading, or first in it. */
  place: (lineId: string, heading: PictureHeading, after: string | null) => void
  remove: (line: DraftLine) => void
  putBack: (line: DraftLine) => void
}

/** What is done with whole lines. The functions stay the same for as long as the page stands, so that no line is drawn again for them. */
export function useDraftActions(draft: PictureDraft) {
  const client = useQueryClient()
  const { t } = useLingui()
  const { id } = draft
  const said = useRef({ lifted: '', moved: '', removed: '', back: '' })
  said.current = {
    lifted: t`Raden är inlyft i den gemensamma texten. Källan följer med.`,
    moved: t`Raden är flyttad.`,
    removed: t`Raden är borttagen. Ångra ligger på dess plats.`,
    back: t`Raden är tillbaka.`,
  }
  /** The control to go on from when the lines have changed places under the reader. */
  const focusRef = useRef<{ line: string; control: Control } | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [removed, setRemoved] = useState<ReadonlySet<string>>(new Set())

  const actions = useMemo((): DraftActions => {
    const { queryKey } = draftQuery(id)
    const keys = new Map<string, string>()
    const now = () => client.getQueryData(queryKey)
    const change = (by: (draft: PictureDraft) => PictureDraft) => client.setQueryData(queryKey, (before) => before && by(before))
    const again = () => void client.invalidateQueries({ queryKey })
    const refused = (refusal: unknown) => {
      setError(refusal)
      again()
    }
    const keyOf = (line: string) => {
      const key = keys.get(line) ?? crypto.randomUUID()
      keys.set(line, key)
      return key
    }
    const place = async (lineId: string, heading: PictureHeading, after: string | null) => {
      const line = now()?.lines.find((one) => one.id === lineId)
      if (!line || after === lineId) return
      setError(null)
      try {
        if (line.heading !== heading) {
          const { certainty, text, version: basedOn } = line
          const saved = await call(saveLine, { params: { id, lineId }, body: { heading, certainty, text, basedOn } })
          change((before) => withLine(before, saved))
        }
        // Shown at once: what is asked of the server is a place among lines, and another's move meanwhile only moves the neighbours.
        change((before) => withPlace(before, lineId, after))
        announce(said.current.moved)
        await call(moveLine, { params: { id, lineId }, body: { after } })
      } catch (refusal) {
        refused(refusal)
      }
    }
    const keep = async (line: DraftLine, isRemoved: boolean) => {
      const known = now()?.lines.find((one) => one.id === line.id) ?? line
      setError(null)
      try {
        const { heading, certainty, text, version: basedOn } = known
        const saved = await call(saveLine, { params: { id, lineId: line.id }, body: { heading, certainty, text, isRemoved, basedOn } })
        focusRef.current = { line: line.id, control: isRemoved ? 'undo' : 'text' }
        setRemoved((before) => {
          const after = new Set(before)
          if (isRemoved) after.add(line.id)
          else after.delete(line.id)
          return after
        })
        change((before) => withLine(before, saved))
        announce(isRemoved ? said.current.removed : said.current.back)
      } catch (refusal) {
        refused(refusal)
      }
    }
    return {
      lift: async (sourceLineId, { heading, after = null }) => {
        setError(null)
        try {
          const line = await call(addLine, { params: { id }, body: { heading, sourceLineId, after }, idempotencyKey: keyOf(sourceLineId) })
          change((before) => withLine(before, line, after))
          announce(said.current.lifted)
          return true
        } catch (refusal) {
          // Another place asked for is another question.
          keys.delete(sourceLineId)
          refused(refusal)
          return false
        }
      },
      write: async ({ key, after = null, ...body }) => {
        const line = await call(addLine, { params: { id }, body: { ...body, after }, idempotencyKey: key })
        change((before) => withLine(before, line, after))
        return line
      },
      step: (lineId, by, control) => {
        const lines = now()?.lines.filter((line) => !line.isRemoved) ?? []
        const line = lines.find((one) => one.id === lineId)
        const group = lines.filter(({ heading }) => heading === line?.heading)
        const at = group.findIndex((one) => one.id === lineId)
        const to = at + by
        if (!line || to < 0 || to >= group.length) return
        focusRef.current = { line: lineId, control }
        void place(lineId, line.heading, (by < 0 ? group[to - 1]?.id : group[to]?.id) ?? null)
      },
      place: (lineId, heading, after) => void place(lineId, heading, after),
      remove: (line) => void keep(line, true),
      putBack: (line) => void keep(line, false),
    }
  }, [client, id])
  return { actions, removed, focusRef, error, forgetError: () => setError(null) }
}
