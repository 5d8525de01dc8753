import { describe, expect, test } from 'vitest'
import { composeMeetingMail, composeQuestionMail, concernsEverybody, type MeetingNews } from './mail.ts'
import { isExpectedToSpeak, isSameReport, isWholeReport, type Report, repeated, reportLimits } from './reports.ts'

const fact = (text: string) => ({ basis: 'fact' as const, text })
const something: Report = { kind: 'something', lines: [fact('Väg 260 avstängd')] }

describe('a report', () => {
  test.each<[string, Report, boolean]>([
    ['something', something, true],
    ['something without lines', { kind: 'something', lines: [] }, false],
    ['an empty line', { kind: 'something', lines: [fact('')] }, false],
    ['ten lines', { kind: 'something', lines: Array.from({ length: reportLimits.lines }, () => fact('x')) }, true],
    ['eleven', { kind: 'something', lines: Array.from({ length: reportLimits.lines + 1 }, () => fact('x')) }, false],
    ['as much as can be read aloud', { kind: 'something', lines: [fact('x'.repeat(reportLimits.characters))] }, true],
    ['more', { kind: 'something', lines: [fact('x'.repeat(reportLimits.characters)), fact('y')] }, false],
    ['nothing', { kind: 'nothing', lines: [] }, true],
    ['nothing with lines', { kind: 'nothing', lines: [fact('x')] }, false],
    ['unchanged', { kind: 'unchanged', lines: [] }, true],
  ])('%s', (_what, report, whole) => expect(isWholeReport(report)).toBe(whole))

  test('unchanged repeats what was said, also that it was nothing, and needs something to repeat', () => {
    expect(repeated(something)).toEqual(something.lines)
    expect(repeated({ kind: 'nothing', lines: [] })).toEqual([])
    expect(repeated(null)).toBeNull()
  })
  test('the same report is the same kind with the same lines', () => {
    expect(isSameReport(something, { kind: 'something', lines: [fact('Väg 260 avstängd')] })).toBe(true)
    expect(isSameReport(something, { kind: 'unchanged', lines: something.lines })).toBe(false)
    expect(isSameReport(something, { kind: 'something', lines: [{ basis: 'assumption', text: 'Väg 260 avstängd' }] })).toBe(false)
  })
  test('who has something to say, or has said nothing at all, is expected to speak', () => {
    expect([null, something, { kind: 'nothing', lines: [] } as Report].map(isExpectedToSpeak)).toEqual([true, true, false])
  })
})

describe('letters about a meeting', () => {
  const meeting = {
    title: 'Regional samverkanskonferens',
    startsAt: new Date('2026-12-10T15:00:00Z'),
    isExercise: false,
    url: 'https://portal.example/moten/x',
  }
  test('say what, when and where to read on', () => {
    expect(composeMeetingMail({ kind: 'moved', from: new Date('2026-12-09T14:00:00Z'), reason: 'Lucia' }, meeting)).toEqual({
      subject: 'Flyttat: Regional samverkanskonferens, ny tid tor 10 dec 16:00',
      body: 'Regional samverkanskonferens flyttas från ons 9 dec 15:00 till tor 10 dec 16:00.\n\nSkäl: Lucia\n\nhttps://portal.example/moten/x\n\nSamverkansportalen',
    })
  })
  test('an exercise says so first, in subject and text', () => {
    const { subject, body } = composeMeetingMail({ kind: 'cancelled', reason: 'Sjukdom' }, { ...meeting, isExercise: true })
    expect([subject.startsWith('ÖVNING '), body.startsWith('ÖVNING.')]).toEqual([true, true])
  })
  test('words that carry a marking stay in the portal: the letter says that the meeting is moved or off, and to log in for why', () => {
    const from = new Date('2026-12-09T14:00:00Z')
    for (const news of [
      { kind: 'moved', from, reason: 'Lokalen är HEMLIG' },
      { kind: 'cancelled', reason: 'NATO RESTRICTED' },
    ] as const) {
      const { subject, body } = composeMeetingMail(news, { ...meeting, title: 'KONFIDENTIELL genomgång' })
      expect(`${subject} ${body}`).not.toMatch(/HEMLIG|RESTRICTED|KONFIDENTIELL/)
      expect(subject).toMatch(/tor 10 dec 16:00$/)
      expect(body).toContain('Logga in för att läsa skälet.')
    }
    expect(composeQuestionMail({ ...meeting, title: 'HEMLIG', dueOn: '2026-12-17' }).subject).toBe('Ny fråga till er från Mötet')
  })
  test('documentation is announced and never sent; nothing is said to have been decided', () => {
    const all: MeetingNews[] = [
      { kind: 'moved', from: new Date(0), reason: 'x' },
      { kind: 'cancelled', reason: 'x' },
      { kind: 'reinstated' },
      { kind: 'agenda-set' },
      { kind: 'distributed' },
    ]
    expect(composeMeetingMail({ kind: 'distributed' }, meeting).body).toContain('Logga in')
    for (const news of all) expect(composeMeetingMail(news, meeting).body).not.toMatch(/beslut/i)
    expect(all.filter(concernsEverybody).map(({ kind }) => kind)).toEqual(['moved', 'cancelled', 'reinstated'])
  })
})
