import type { BoardRow } from '@samverkan/contract'

type Mail = NonNullable<BoardRow['contacts']>[number]
const isHeld = (mail: Mail): boolean => mail.messageState === 'queued' || mail.messageState === 'sending'
/** A message was made for this contact: it had an address. */
const mailsOf = (row: BoardRow): Mail[] => (row.contacts ?? []).filter((contact) => contact.messageState !== null)

/** Every letter to this actor has been refused for good and nothing more will be tried: as much out of reach as one without an address (reliability.md P2). */
export const isUndeliverable = (row: BoardRow): boolean => {
  const mails = mailsOf(row)
  return mails.length > 0 && mails.every((mail) => mail.messageState === 'failed')
}

export type MailTrouble = { since: string; held: number; total: number }

/** So many letters held back after a failed attempt that it is the mail server and not an address. */
const fewest = 3

/**
 * The mail is not leaving: at least half of it waits, and something has failed on the way. Null as long as it runs, and for whoever sees
 * only the own actor's contacts.
 */
export function mailTrouble(rows: readonly BoardRow[]): MailTrouble | null {
  const mails = rows.flatMap(mailsOf)
  const held = mails.filter(isHeld)
  const failures = held
    .flatMap((mail) => mail.attempts)
    .filter((attempt) => attempt.state === 'failed')
    .map((attempt) => attempt.at)
    .toSorted()
  const [since] = failures
  if (since === undefined || held.length < fewest || held.length * 2 < mails.length) return null
  return { since, held: held.length, total: mails.length }
}
