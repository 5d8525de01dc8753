import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ComparableLine, changeOf, compareLines } from './changes.ts'
import { composePictureMail, composeReadAloud, composeReportReminder } from './compose.ts'
import { checkReport, isAfterCutOff, pictureReportKinds, reportStatus } from './reports.ts'
import { looksSecret, secretMarksIn } from './secrets.ts'
import { permittedHandling, pictureActions, pictureStates, pictureTransition } from './state.ts'
import { certaintyByDefault, pictureHeadings, pictureLimits } from './words.ts'

/** Every state × every action: the next state, or the code of the refusal. Columns as in `pictureActions`. */
const table: Record<string, string[]> = {
  //           report        compile       publish          supersede        archive
  collecting: ['collecting', 'drafted', 'picture-empty', 'wrong-state', 'archived'],
  drafted: ['drafted', 'drafted', 'published', 'wrong-state', 'archived'],
  published: ['wrong-state', 'wrong-state', 'wrong-state', 'superseded', 'archived'],
  superseded: ['wrong-state', 'wrong-state', 'wrong-state', 'wrong-state', 'archived'],
  archived: ['picture-archived', 'picture-archived', 'picture-archived', 'picture-archived', 'picture-archived'],
}
describe('a lägesbild (P-03)', () => {
  test.each(pictureStates.flatMap((state) => pictureActions.map((action, i) => [state, action, table[state]?.[i]] as const)))(
    '%s, %s: %s',
    (state, action, expected) => {
      const result = pictureTransition(state, action)
      expect(result.ok ? result.value : result.code).toBe(expected)
    },
  )
  test('is open or internal; sekretess is refused by name', () => {
    expect([permittedHandling('open'), permittedHandling('internal')].map((one) => one.ok)).toEqual([true, true])
    expect(permittedHandling('secret')).toEqual({ ok: false, code: 'handling-refused' })
  })
})

describe('a report', () => {
  //                         lines 0, repeatable 0   1, 0       0, 1                    1, 1
  const checks: Record<string, string[]> = {
    lines: ['invalid', 'lines', 'invalid', 'lines'],
    nothing: ['nothing', 'invalid', 'nothing', 'invalid'],
    unchanged: ['nothing-to-repeat', 'invalid', 'unchanged', 'invalid'],
  }
  test.each(pictureReportKinds)('%s with and without lines, now and before', (kind) => {
    const got = [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ].map(([lines = 0, repeatable = 0]) => checkReport(kind, lines, repeatable))
    expect(got.map((one) => (one.ok ? one.value : one.code))).toEqual(checks[kind])
  })
  test('counts as lines as soon as there were any, otherwise as what was said last', () => {
    expect(reportStatus([])).toBe('waiting')
    expect(reportStatus(['nothing'])).toBe('nothing')
    expect(reportStatus(['nothing', 'unchanged'])).toBe('unchanged')
    expect(reportStatus(['lines', 'nothing'])).toBe('lines')
  })
  test('is late after its cut-off, not at it', () => {
    const at = new Date('2026-11-24T06:30:00Z')
    expect([isAfterCutOff(at, at), isAfterCutOff(new Date(at.getTime() + 1), at)]).toEqual([false, true])
  })
})

describe('changes between versions', () => {
  const line = fc.record<ComparableLine>({
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    heading: fc.constantFrom('situation', 'needs'),
    certainty: fc.constantFrom('fact', 'assumption'),
    text: fc.constantFrom('ett', 'två'),
  })
  const version = fc.uniqueArray(line, { selector: (one) => one.id })
  test('every line of either is told once; a version against itself has no change; back again undoes what was new', () => {
    fc.assert(
      fc.property(version, version, (before, now) => {
        const told = compareLines(before, now)
        expect(told.map((one) => one.id).sort()).toEqual([...new Set([...before, ...now].map((one) => one.id))].sort())
        expect(compareLines(now, now).every((one) => one.change === 'unchanged')).toBe(true)
        const back = new Map(compareLines(now, before).map((one) => [one.id, one.change]))
        const mirror = { new: 'removed', removed: 'new', changed: 'changed', unchanged: 'unchanged' } as const
        for (const one of told) expect(back.get(one.id)).toBe(mirror[one.change])
      }),
    )
  })
  test('another heading or certainty is a change, another place is not', () => {
    const of = (more: Partial<ComparableLine> = {}): ComparableLine => ({
      id: 'a',
      heading: 'situation',
      certainty: 'fact',
      text: 'x',
      ...more,
    })
    expect(changeOf(of(), of())).toBe('unchanged')
    expect([
      changeOf(of(), of({ heading: 'needs' })),
      changeOf(of(), of({ certainty: 'assumption' })),
      changeOf(of(), of({ text: 'y' })),
    ]).toEqual(['changed', 'changed', 'changed'])
    expect([changeOf(undefined, of()), changeOf(of(), undefined)]).toEqual(['new', 'removed'])
  })
})

describe('words that leave the portal', () => {
  const picture = { title: 'Snöoväder Svealand', number: 3, nextUpdateAt: new Date('2026-11-24T06:45:00Z') }
  test('to read aloud: begins with what it is, ends with Slut., and never grows longer than can be read', () => {
    const words = composeReadAloud({ ...picture, isExercise: false, summary: 'Snöfallet fortsätter.\n\nElavbrott i norr.' })
    expect(words).toBe('Lägesbild 3, Snöoväder Svealand. Snöfallet fortsätter. Elavbrott i norr. Nästa lägesbild tis 24 nov 07:45. Slut.')
    expect(composeReadAloud({ ...picture, isExercise: true, summary: 'x' })).toMatch(/^Övning, övning, övning\. Lägesbild 3/)
    fc.assert(
      fc.property(
        fc.string({ maxLength: 200, unit: 'grapheme' }),
        fc.string({ maxLength: 4000 }),
        fc.boolean(),
        (title, summary, isExercise) => {
          expect(composeReadAloud({ ...picture, title, summary, isExercise }).length).toBeLessThanOrEqual(pictureLimits.read_aloud)
        },
      ),
    )
    expect(composeReadAloud({ ...picture, isExercise: false, summary: 'En mening om läget. '.repeat(60) })).toMatch(
      /En mening om läget\. Nästa lägesbild .* Slut\.$/,
    )
  })
  test('W6 · a character at the cut of what is read aloud stays whole', () => {
    const family = '👨‍👩‍👧'
    for (let before = 0; before <= 12; before++) {
      const summary = `${'x'.repeat(before)}${family.repeat(200)}`
      const words = composeReadAloud({ ...picture, isExercise: false, summary })
      expect(words.isWellFormed()).toBe(true)
      expect(words).toMatch(/^Lägesbild 3, Snöoväder Svealand\. x*(?:👨‍👩‍👧)+… Nästa lägesbild .* Slut\.$/u)
      expect([...words].length).toBeLessThanOrEqual(pictureLimits.read_aloud)
    }
  })
  test('a line under forecast starts as an assumption, every other as a fact', () => {
    expect(pictureHeadings.filter((heading) => certaintyByDefault(heading) === 'assumption')).toEqual(['forecast'])
  })
  test('an internal picture tells nothing but that there is one; an open one its summary; an exercise says ÖVNING first', () => {
    const mail = (handling: 'open' | 'internal', isExercise: boolean) =>
      composePictureMail({
        ...picture,
        handling,
        isExercise,
        summary: 'KANARIE',
        url: 'https://portal.example/handelser/2026-001/lagesbild',
      })
    for (const isExercise of [true, false]) {
      const internal = mail('internal', isExercise)
      expect(`${internal.subject} ${internal.body}`).not.toMatch(/KANARIE|Snöoväder/)
      expect(internal.body).toContain('https://portal.example/')
      expect(mail('open', isExercise).body).toContain('KANARIE')
    }
    for (const handling of ['open', 'internal'] as const) {
      expect(mail(handling, true).subject).toMatch(/^ÖVNING /)
      expect(mail(handling, true).body).toMatch(/^ÖVNING/)
      expect(mail(handling, false).subject).not.toContain('ÖVNING')
    }
  })
  test('words that carry a marking are left out of the letter, also where somebody has said that they are not secret', () => {
    const open = { ...picture, handling: 'open' as const, isExercise: false, url: 'https://portal.example/x' }
    for (const marked of [{ summary: 'HEMLIG skylt vid bron' }, { summary: 'Lugnt', title: 'NATO RESTRICTED' }]) {
      const { subject, body } = composePictureMail({ ...open, ...marked } as Parameters<typeof composePictureMail>[0])
      expect(subject).toBe('Ny lägesbild – logga in')
      expect(`${subject} ${body}`).not.toMatch(/HEMLIG|RESTRICTED|Lugnt/)
    }
  })
  test('a reminder says when and where, and nothing of what others have reported', () => {
    const words = composeReportReminder({
      title: 'Snöoväder',
      isExercise: true,
      cutOffAt: picture.nextUpdateAt,
      url: 'https://portal.example/x',
    })
    expect(words.subject).toBe('ÖVNING Rapportera till lägesbilden före tis 24 nov 07:45')
    expect(words.body).not.toContain('Snöoväder')
  })
})

test('a marking is told by its kind, each once, in the order of the table', () => {
  expect(secretMarksIn('EU RESTRICTED', 'HEMLIG', 'KONFIDENTIELL')).toEqual(['class', 'foreign'])
  expect(secretMarksIn('En säkerhetsskyddsklassificerad uppgift')).toEqual(['protected'])
  expect(secretMarksIn('TOP SECRET', 'NATO RESTRICTED')).toEqual(['foreign'])
  expect(secretMarksIn('En hemlig gäst', '')).toEqual([])
})

test('a marking of secrecy is noticed as it is printed, a word in a sentence is not', () => {
  for (const text of [
    'HEMLIG',
    'BEGRÄNSAT HEMLIG enligt 15 kap.',
    'x\nKONFIDENTIELL\ny',
    'Säkerhetsskyddsklassificerad uppgift',
    '(KVALIFICERAT HEMLIG)',
  ])
    expect(looksSecret('ofarligt', text), text).toBe(true)
  for (const text of ['En hemlig gäst', 'Hemligstämpeln är borttagen', 'OHEMLIG', 'konfidentiellt samtal', ''])
    expect(looksSecret(text), text).toBe(false)
})
