import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { backoffMs } from '../call-outs/attempts.ts'
import { linkMark } from '../call-outs/compose.ts'
import { handOverFault, handOverFaults, mailPurposes, maskLink, oneTimeMark, purposes } from './mail.ts'
import { mailSubject } from '../texts/subjects.ts'

describe('how long a message is tried', () => {
  test.each(purposes)('%s: time ends it, not the number of attempts', (purpose) => {
    const { maxAttempts, minutes, slowestMs } = mailPurposes[purpose]
    // The quickest it can ever go: each wait at half its length until the slowest one.
    let waited = 0
    for (let attempt = 1; attempt < maxAttempts; attempt++) waited += backoffMs(attempt, 0.5, 0, slowestMs)
    expect(waited).toBeGreaterThanOrEqual(minutes * 60_000 * 0.9)
  })
  test('an invitation is not handed over when its link is about to die, nor a new password', () => {
    expect(mailPurposes.invitation.minutes).toBeLessThan(24 * 60)
    expect(mailPurposes.reset.minutes).toBeLessThanOrEqual(30)
  })
})

test('our own sentence about an attempt is known again with its cause; the server’s words are not ours', () => {
  expect(handOverFault(`${handOverFaults.noConnection} (ECONNREFUSED)`)).toEqual({ fault: 'noConnection', cause: '(ECONNREFUSED)' })
  for (const [fault, words] of Object.entries(handOverFaults)) expect(handOverFault(words)).toEqual({ fault, cause: '' })
  expect(handOverFault('550 No such mailbox')).toBeNull()
  expect(handOverFault(`${handOverFaults.noConnection}s granne`)).toBeNull()
})

test('a subject is one line, whatever was typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      const subject = mailSubject(text)
      expect(subject).not.toMatch(/[\r\n]/)
      expect(subject.length).toBeLessThanOrEqual(180)
    }),
  )
  expect(mailSubject('Lägesbild\r\nBcc: alla@x.example')).toBe('Lägesbild Bcc: alla@x.example')
})

test('nobody but its receiver sees a link', () => expect(maskLink(`a ${linkMark} b ${oneTimeMark} ${linkMark}`)).not.toMatch(/\{\{/))
