import { expect, test } from 'vitest'
import { blank, bodyOf, emptyForm, type ReportLine, withCorrection, withLineAgain, withTakenBack, written } from './report-form.ts'

const reported = (text: string, heading: ReportLine['heading'] = 'impact'): ReportLine => ({
  id: '00000000-0000-4000-8000-000000000001',
  heading,
  certainty: 'assumption',
  text,
  reportedAt: '2026-11-24T05:35:00Z',
  reportedBy: 'Maja Lind',
  correctedFrom: null,
  replaces: null,
  isRepeated: false,
  takenDown: null,
  withdrawn: null,
})

test('a new form has one empty line under each heading, and nothing to send', () => {
  expect(emptyForm().lines.map(({ heading }) => heading)).toEqual(['situation', 'impact', 'measures', 'forecast', 'needs'])
  expect(written(emptyForm())).toEqual([])
})

test('what is sent is what was written, trimmed, in its order', () => {
  const form = emptyForm()
  form.lines[1]!.text = '  Hemtjänsten når inte 41 personer. '
  expect(bodyOf(form, 2)).toEqual({
    kind: 'lines',
    number: 2,
    lines: [{ heading: 'impact', certainty: 'fact', text: 'Hemtjänsten når inte 41 personer.', replaces: null }],
  })
})

test('a correction is opened once and carries what it corrects', () => {
  const form = withCorrection(emptyForm(), reported('41 personer'))
  expect(form.lines[0]).toMatchObject({ heading: 'impact', certainty: 'assumption', text: '41 personer', replaces: reported('').id })
  expect(withCorrection(form, reported('41 personer'))).toBe(form)
})

test('a line from last time fills the empty one of its heading, and never writes over another', () => {
  const once = withLineAgain(emptyForm(), reported('ett'))
  expect(written(once).map(({ text }) => text)).toEqual(['ett'])
  expect(once.lines).toHaveLength(5)
  const twice = withLineAgain(once, reported('två'))
  expect(written(twice).map(({ text }) => text)).toEqual(['ett', 'två'])
})

test('a report taken back before it left loses neither itself nor what has been written since', () => {
  const since = { lines: [{ ...blank('needs'), text: 'Bandvagn' }, blank('impact')] }
  const back = withTakenBack(since, {
    kind: 'lines',
    number: 1,
    lines: [{ heading: 'impact', certainty: 'fact', text: '41', replaces: null }],
  })
  expect(written(back).map(({ text }) => text)).toEqual(['41', 'Bandvagn'])
})
