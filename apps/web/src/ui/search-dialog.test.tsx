import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { chooseLanguage, LanguageProvider } from '../lib/language.tsx'
import { type HitGroup, SearchDialog } from './search-dialog.tsx'

beforeEach(async () => {
  await chooseLanguage('sv')
  // This DOM has no top layer, and nothing to scroll.
  HTMLDialogElement.prototype.showModal = function show() {
    this.open = true
  }
  HTMLDialogElement.prototype.close = function close() {
    this.open = false
  }
  Element.prototype.scrollIntoView = () => undefined
})
afterEach(cleanup)

const opened = vi.fn<(id: string) => void>()
const hit = (id: string) => ({ id, title: id, icon: null, open: () => opened(id) })
const own: HitGroup = { name: 'Sidor', hits: [hit('Förmågor')], own: true }
const goals: HitGroup = { name: 'Mål', hits: [hit('Grundförmågor'), hit('Förmågor i krig')] }
const dialog = (query: string, groups: HitGroup[], busy: boolean) => (
  <LanguageProvider>
    <SearchDialog
      open
      query={query}
      of={query}
      groups={groups}
      busy={busy}
      onReady={() => undefined}
      onClose={() => undefined}
      onQuery={() => undefined}
    />
  </LanguageProvider>
)
const marked = () => screen.getByRole('option', { selected: true, hidden: true }).textContent
const enter = () => fireEvent.keyDown(screen.getByRole('combobox', { hidden: true }), { key: 'Enter' })

test('what is marked stays marked when the server’s hits come above it, and Enter opens it', () => {
  const { rerender } = render(dialog('förmågor', [own], true))
  expect(marked()).toBe('Förmågor')
  rerender(dialog('förmågor', [goals, own], false))
  expect(marked()).toBe('Förmågor')
  enter()
  expect(opened).toHaveBeenLastCalledWith('Förmågor')
})
test('with the next key the first hit of what is typed now is marked; what an earlier word found is nothing to hold', () => {
  const { rerender } = render(dialog('förmåg', [goals, own], false))
  expect(marked()).toBe('Grundförmågor')
  rerender(dialog('förmågor i', [goals], true))
  rerender(dialog('förmågor i', [{ ...goals, hits: goals.hits.toReversed() }], false))
  expect(marked()).toBe('Förmågor i krig')
})
test('an arrow moves the mark, round the end, and what comes later does not take it back', () => {
  const { rerender } = render(dialog('förmågor', [own, goals], true))
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown'])
    fireEvent.keyDown(screen.getByRole('combobox', { hidden: true }), { key })
  expect(marked()).toBe('Grundförmågor')
  rerender(dialog('förmågor', [{ name: 'Aktörer', hits: [hit('Förmågor AB')] }, own, goals], false))
  expect(marked()).toBe('Grundförmågor')
})
