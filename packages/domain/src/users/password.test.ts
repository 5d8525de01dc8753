import { describe, expect, test } from 'vitest'
import { namesIn, passwordProblem } from './password.ts'
import { accountLetters, invitationLetter, resetLetter } from './letters.ts'
import { oneTimeMark } from '../outbox/mail.ts'

describe('a password', () => {
  test.each([
    ['fjorton tecken', 'too_short'],
    ['a'.repeat(129), 'too_long'],
    ['a'.repeat(128), null],
    ['a'.repeat(15), null],
    ['fjorton dagar på sjön', null],
    ['   mellanslag   räknas   ', null],
    ['i samverkan blir allt bra', 'contains_name'],
    ['S-a-m-v-e-r-k-a-n 12345', 'contains_name'],
    ['en tur till nacka strand', 'contains_name'],
    ['Amira och hennes katt 7', 'contains_name'],
    ['sju höns på en vägg', null],
  ])('%s', (password, problem) => expect(passwordProblem(password, namesIn('Nacka kommun', 'Amira Hallvik', 'Upplands-Bro'))).toBe(problem))

  test('words too short to mean anybody are not names', () => {
    expect(namesIn('Bo Ek', 'a.li@x.se', null)).toEqual([])
    expect(namesIn('Åsa-Maria Öhrn')).toEqual(['Maria', 'Öhrn'])
  })
})

describe('letters about an account', () => {
  const at = new Date('2026-11-26T13:00:00Z')
  test('an invitation says who asks, as what, until when, and carries the link once', () => {
    const { subject, body } = invitationLetter({
      name: 'Amira Hallvik',
      by: 'David Nyhammar, Nacka kommun',
      functions: [{ name: 'Självskattare', actor: 'Nacka kommun', from: null, until: new Date('2026-12-31T23:00:00Z') }],
      expiresAt: at,
    })
    expect(subject).toBe('Inbjudan till Samverkansportalen')
    expect(body).toContain('David Nyhammar, Nacka kommun har bjudit in dig')
    expect(body).toContain('– Självskattare, Nacka kommun, till och med tor 31 dec')
    expect(body).toContain('senast tor 26 nov 14:00')
    expect(body.split(oneTimeMark)).toHaveLength(2)
  })
  test('a new password says who asked', () => {
    expect(resetLetter({ name: 'A', expiresAt: at, byAdmin: true }).body).toContain('Er administratör')
    expect(resetLetter({ name: 'A', expiresAt: at, byAdmin: false }).body).toContain('Någon har bett om')
  })
  test('the others carry no link', () => {
    const given = { name: 'Läsare', actor: null, from: at, until: null }
    const g = { name: 'A', by: 'B', given }
    const all = Object.values(accountLetters).map((write) => write(g))
    for (const one of all) expect(one.body).not.toMatch(/\{\{|https?:/)
    expect(new Set(all.map((one) => one.body)).size).toBe(all.length)
    expect(accountLetters.functionGiven(g).body).toContain('Läsare, från tor 26 nov.')
  })
})
