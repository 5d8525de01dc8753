import type { PictureHeading } from '@samverkan/domain'
import type { DragEvent } from 'react'
import type { DraftActions } from './use-draft-actions.ts'

/** What is in the hand: a reported line on its way in, or a line of the draft on its way to another place. */
export type Dragged = { kind: 'reported' | 'draft'; id: string }

/** Where a drop would put it: right after a line of a heading, or first. */
export type Place = { heading: PictureHeading; after: string | null; row: Element | null; side: 'before' | 'after' }

function placeOf(event: DragEvent<HTMLElement>): Place | null {
  const target = event.target as Element
  const section = target.closest<HTMLElement>('[data-heading]')
  const heading = section?.dataset['heading'] as PictureHeading | undefined
  if (!section || !heading) return null
  const row = target.closest<HTMLElement>('[data-line]')
  if (!row) {
    const last = section.querySelector('[data-line]:last-child') as HTMLElement | null
    return { heading, after: last?.dataset['line'] ?? null, row: last, side: 'after' }
  }
  const { top, height } = row.getBoundingClientRect()
  if (event.clientY > top + height / 2) return { heading, after: row.dataset['line'] ?? null, row, side: 'after' }
  const before = row.previousElementSibling as HTMLElement | null
  return { heading, after: before?.dataset['line'] ?? null, row, side: 'before' }
}

/** What is being dragged, if anything: the page has one hand. */
export const openHand = () => {
  let held: Dragged | null = null
  return {
    take: (dragged: Dragged): void => {
      held = dragged
    },
    holds: (): Dragged | null => held,
    empty: (): Dragged | null => {
      const before = held
      held = null
      return before
    },
  }
}
export type Hand = ReturnType<typeof openHand>

/** Dragging, beside the buttons that do the same. One set of listeners for the whole text, not one per line. */
export const dropOn = (hand: Hand, actions: DraftActions) => {
  let marked: Element | null = null
  const mark = (place: Place | null) => {
    const next = place?.row ?? null
    if (marked && marked !== next) marked.removeAttribute('data-drop')
    if (next && place) next.setAttribute('data-drop', place.side)
    marked = next
  }
  return {
    onDragStart: (event: DragEvent<HTMLElement>) => {
      const handle = (event.target as Element).closest<HTMLElement>('[data-drag]')
      const id = handle?.dataset['drag']
      if (!handle || !id) return
      hand.take({ kind: 'draft', id })
      event.dataTransfer.effectAllowed = 'move'
      event.dataTransfer.setData('text/plain', '')
      const row = handle.closest('[data-line]')
      if (row) event.dataTransfer.setDragImage(row, 12, 12)
    },
    onDragOver: (event: DragEvent<HTMLElement>) => {
      if (!hand.holds()) return
      const place = placeOf(event)
      mark(place)
      if (place) event.preventDefault()
    },
    onDragLeave: (event: DragEvent<HTMLElement>) => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) mark(null)
    },
    onDragEnd: () => {
      hand.empty()
      mark(null)
    },
    onDrop: (event: DragEvent<HTMLElement>) => {
      const place = placeOf(event)
      const current = hand.empty()
      mark(null)
      if (!current || !place) return
      event.preventDefault()
      if (current.kind === 'draft') actions.place(current.id, place.heading, place.after)
      else void actions.lift(current.id, { heading: place.heading, after: place.after })
    },
  }
}
