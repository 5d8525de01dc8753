import { describe, expect, test } from 'vitest'
import { completeBody, completeSubject, composeBody, composeReminder, composeSubject, linkMark } from './compose.ts'

const base = {
  title: 'Översvämning',
  forums: ['Regionalt samordnande forum'],
  channel: 'telephone' as const,
  conferenceAt: new Date('2026-11-24T02:30:00Z'),
  dialIn: '08-1',
  isExercise: false,
  contactPhone: '08-2',
}

describe('what a letter says', () => {
  test('what, which forum, when, how to dial in, how to answer', () => {
    expect(composeBody(base)).toBe(
      [
        'SKARPT LARM. Översvämning',
        '',
        'Forum: Regionalt samordnande forum',
        'Konferens: Telefonmöte tis 24 nov 03:30',
        'Anslut: 08-1',
        '',
        `Svara för er aktör: ${linkMark}`,
        '',
        'Går något fel? Ring TiB på 08-2.',
        '',
        'Länken är personlig. Länsstyrelsen Stockholm kallar för Samverkan Stockholmsregionen.',
      ].join('\n'),
    )
  })
  test('an exercise says ÖVNING first, also where somebody edited it away; the link is put back', () => {
    expect(composeSubject({ ...base, isExercise: true })).toMatch(/^ÖVNING/)
    expect(composeBody({ ...base, isExercise: true })).toMatch(/^ÖVNING/)
    expect(completeSubject('Kom', true)).toBe('ÖVNING Kom')
    expect(completeSubject('ÖVNING Kom', true)).toBe('ÖVNING Kom')
    expect(completeSubject('Kom', false)).toBe('Kom')
    expect(completeBody('Ring in.', true, '')).toBe(`ÖVNING – inget skarpt larm. Ring in.\n\nSvara för er aktör: ${linkMark}`)
    expect(completeBody(`Ring in. ${linkMark}`, false, '')).toBe(`Ring in. ${linkMark}`)
    expect(completeBody('x'.repeat(4000), true, '').length).toBeLessThan(5000)
    // A number filled in after the text was edited still reaches everybody, once.
    expect(completeBody(`Ring in. ${linkMark}`, false, '08-465 004 90')).toBe(`Ring in. ${linkMark}\n\nAnslut: 08-465 004 90`)
    expect(completeBody(`Ring 08-465 004 90. ${linkMark}`, false, '08-465 004 90')).toBe(`Ring 08-465 004 90. ${linkMark}`)
  })
  test('a subject is one line of at most 180 characters', () => {
    const subject = composeSubject({ ...base, title: `${'ö'.repeat(300)}\r\nBcc: x@y.example` })
    expect([subject.length, /[\r\n]/.test(subject)]).toEqual([180, false])
  })
  test('a reminder says why it comes, and names each forum with its own time', () => {
    const forum = { name: 'Samverkansstab', channel: 'physical' as const, conferenceAt: base.conferenceAt, dialIn: '' }
    const again = composeReminder({
      kind: 'again',
      title: 'Översvämning',
      forums: [forum, { ...forum, name: 'RSF', conferenceAt: new Date('2026-11-24T03:30:00Z') }],
      isExercise: true,
      contactPhone: '',
    })
    expect(again).toMatch(/^ÖVNING/)
    expect(again).toContain('Vi har inte fått svar')
    expect(again).toContain('Forum: Samverkansstab\nKonferens: På plats tis 24 nov 03:30')
    expect(again).toContain('Forum: RSF\nKonferens: På plats tis 24 nov 04:30')
    expect(composeReminder({ kind: 'deputy', title: 'x', forums: [forum], isExercise: false, contactPhone: '' })).toContain(
      'Du kallas som ersättare',
    )
  })
})
