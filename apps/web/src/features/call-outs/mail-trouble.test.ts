import type { BoardRow } from '@samverkan/contract'
import { expect, test } from 'vitest'
import { isUndeliverable, mailTrouble } from './mail-trouble.ts'

type Contact = NonNullable<BoardRow['contacts']>[number]
const contact = (messageState: Contact['messageState'], failedAt?: string): Contact => ({
  recipientId: 'r',
  callOutKind: 'first',
  calledAt: '2026-11-24T02:14:00.000Z',
  functionCode: 'contact-function',
  functionSv: 'Kontaktfunktion',
  functionEn: 'Contact function',
  label: 'Kontaktfunktion dygnet runt',
  gap: messageState === null ? 'no_channel' : null,
  messageState,
  nextAt: null,
  attempts: failedAt ? [{ id: 'a', channel: 'email', state: 'failed', number: 1, at: failedAt, detail: null, mayBeDuplicate: false }] : [],
  phones: [],
})
const row = (...contacts: Contact[]): BoardRow => ({
  actorId: 'x',
  actorCode: 'x',
  actorName: 'x',
  state: 'alerted',
  calledAt: '2026-11-24T02:14:00Z',
  lateAt: '2026-11-24T02:29:00Z',
  gap: null,
  activationIds: ['a'],
  answers: [],
  connected: [],
  contacts,
})
const at = (second: number) => `2026-11-24T02:14:${String(second).padStart(2, '0')}Z`

test('an actor whose every letter was refused for good is out of reach; one that still may come is not', () => {
  expect(isUndeliverable(row(contact('failed', at(1))))).toBe(true)
  expect(isUndeliverable(row(contact('failed', at(1)), contact(null)))).toBe(true)
  for (const other of ['queued', 'sending', 'sent', 'delivered', 'unknown'] as const)
    expect(isUndeliverable(row(contact('failed', at(1)), contact(other)))).toBe(false)
  expect(isUndeliverable(row())).toBe(false)
  expect(isUndeliverable({ ...row(), contacts: null })).toBe(false)
})
test('a mail server that takes nothing is told with its first failure, how many wait, and of how many', () => {
  const rows = [row(contact('queued', at(9))), row(contact('queued', at(4))), row(contact('queued')), row(contact('sent'))]
  expect(mailTrouble(rows)).toEqual({ since: at(4), held: 3, total: 4 })
})
test('letters that only wait for their turn are no trouble', () =>
  expect(mailTrouble([1, 2, 3, 4].map(() => row(contact('queued'))))).toBeNull())
test('one address that is refused for now is not the mail server', () => {
  expect(mailTrouble([row(contact('queued', at(1))), row(contact('sent')), row(contact('sent'))])).toBeNull()
  expect(mailTrouble([row(contact('queued', at(1)))])).toBeNull()
  expect(mailTrouble([{ ...row(), contacts: null }])).toBeNull()
})
