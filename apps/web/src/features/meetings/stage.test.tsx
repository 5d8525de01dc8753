import type { Meeting } from '@samverkan/contract'
import { cleanup, render, screen, within } from '@testing-library/react'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { chooseLanguage, LanguageProvider } from '../../lib/language.tsx'
import { ExerciseFrame } from '../../ui/exercise-frame.tsx'
import { Stage } from './stage.tsx'

const item = {
  id: 'i1',
  title: 'Upprop',
  kind: 'information',
  minutes: 5,
  beganAt: null,
  endedAt: null,
  notes: [],
  measures: [],
  questions: [],
}
const meeting = {
  code: 'torsdag-2026-49',
  title: 'Övning Snö',
  forum: { code: 'regional-samverkanskonferens', nameSv: 'Regional samverkanskonferens', nameEn: 'Regional Collaboration Conference' },
  startsAt: '2026-12-03T15:00:00Z',
  localDate: '2026-12-03',
  turn: { itemId: 'i1', actorId: null, since: '2026-12-03T15:00:00Z', version: 1 },
  roll: [],
  agenda: [item],
  mayWrite: [],
} as unknown as Meeting

beforeEach(async () => {
  await chooseLanguage('sv')
  // This DOM has no top layer; what stands in the dialog is what is asked about.
  HTMLDialogElement.prototype.showModal = function show() {
    this.open = true
  }
  HTMLDialogElement.prototype.close = function close() {
    this.open = false
  }
})
afterEach(cleanup)

const open = (isExercise: boolean) =>
  render(
    <LanguageProvider>
      <ExerciseFrame on={isExercise}>
        <Stage meeting={{ ...meeting, isExercise }} onStep={() => undefined} onClose={() => undefined} />
      </ExerciseFrame>
    </LanguageProvider>,
  )

test('the agenda in full screen says ÖVNING itself: what covers the page covers the page’s own strip', () => {
  open(true)
  const stage = screen.getByRole('dialog', { name: 'Dagordning i helskärm' })
  expect(within(stage).getAllByText('ÖVNING – inget skarpt larm')).toHaveLength(1)
  expect(document.documentElement.hasAttribute('data-exercise')).toBe(true)
})

test('a real meeting in full screen says nothing of an exercise', () => {
  open(false)
  expect(screen.queryByText(/ÖVNING/u)).toBeNull()
  expect(document.documentElement.hasAttribute('data-exercise')).toBe(false)
})

test('its frame is the page’s: as wide, in the colour that means exercise and nothing else', () => {
  const css = (file: string) => readFileSync(join(import.meta.dirname, file), 'utf8')
  const frame = /border: (var\(--sp-frame\) solid var\(--sp-ex\));/u
  expect(/\[data-exercise\] \.stage\[open\] \{([^}]*)\}/u.exec(css('stage.css'))?.[1]).toMatch(frame)
  expect(/\[data-exercise\]::after \{([^}]*)\}/u.exec(css('../../ui/exercise-frame.css'))?.[1]).toMatch(frame)
})
