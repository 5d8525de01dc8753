import { expect, test } from 'vitest'
import { isEasyToGuess } from './guessable.ts'

test.each([
  'aaaaaaaaaaaaaaa',
  'a'.repeat(128),
  'PasswordPassword',
  'password12345678',
  'p@ssw0rd'.repeat(16),
  'lösenordlösenord',
  'L0sen0rd12345678!',
  'drowssapdrowssap',
  'sommarsommar2026',
  'Sommar2026Sommar2026',
  'Hejhejhejhej2026',
  'beredskap beredskap 2026',
  'hammarbyhammarby1',
  '1234567890123456',
  'qwertyuiopåasdf',
  'asdfghjklöäasdf',
  '1q2w3e4r5t6y7u8i',
  'abcdefghijklmno',
  '19850412198504121985',
  'correcthorsebatterystaple',
  'Correct horse battery staple 1!',
  'Du gamla, du fria, du fjällhöga Nord'.normalize('NFD'),
])('%s is easy to guess', async (password) => expect(await isEasyToGuess(password)).toBe(true))

test.each([
  'fjorton dagar på sjön',
  'sju höns på en vägg',
  'snöoväder över Mälaren',
  'kanariens hemliga ord',
  'blåbärspaj med vaniljsås',
  'correct horse battery staple, och en gris',
  '   mellanslag   räknas   ',
  'k7Vq2mZx9Rt4LpWd',
])('%s is not', async (password) => expect(await isEasyToGuess(password)).toBe(false))

test('what comes after the first forty characters makes nothing weaker, and costs the server nothing', async () => {
  const strong = 'k7Vq2mZx9Rt4LpWd'
  expect(await isEasyToGuess(strong.padEnd(128, 'a'))).toBe(false)
  expect(await isEasyToGuess('a'.repeat(40).padEnd(128, strong))).toBe(true)
})
