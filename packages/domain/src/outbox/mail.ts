import { linkMark } from '../call-outs/compose.ts'
import { patience } from '../call-outs/attempts.ts'

/** Where the link of an invitation or of a new password goes. Like an answer link it is made by the worker and kept nowhere. */
export const oneTimeMark = '{{engångslänk}}'

/**
 * Why a message leaves the portal, and how long it is tried. A call-out and a new password are worth nothing tomorrow, so they are tried
 * closely for half an hour; a mail to be read during the day waits out a mail server's whole night, ever more seldom.
 */
export const mailPurposes = {
  call_out: { ...patience, slowestMs: 30_000 },
  invitation: { maxAttempts: 60, minutes: 23 * 60, slowestMs: 1_800_000 },
  reset: { ...patience, slowestMs: 30_000 },
  account: { maxAttempts: 60, minutes: 24 * 60, slowestMs: 1_800_000 },
  notice: { maxAttempts: 60, minutes: 24 * 60, slowestMs: 1_800_000 },
  situational_picture: { maxAttempts: 60, minutes: 24 * 60, slowestMs: 1_800_000 },
  meeting: { maxAttempts: 60, minutes: 24 * 60, slowestMs: 1_800_000 },
  measure: { maxAttempts: 60, minutes: 24 * 60, slowestMs: 1_800_000 },
} as const satisfies Record<string, { maxAttempts: number; minutes: number; slowestMs: number }>

export type Purpose = keyof typeof mailPurposes
/** A call-out has recipients, a board and attempts of its own: it is never queued as an ordinary mail. */
export type MailPurpose = Exclude<Purpose, 'call_out'>
export const purposes = Object.keys(mailPurposes) as [Purpose, ...Purpose[]]

/**
 * What an attempt that the mail server did not answer says of itself; it is kept so with the attempt, and a cause may stand after it.
 * What the server said stands in its own words.
 */
export const handOverFaults = {
  late: 'E-postservern svarade inte i tid.',
  broken: 'Förbindelsen bröts innan e-postservern hade svarat.',
  noConnection: 'Ingen förbindelse med e-postservern',
  notAnAddress: 'Det går inte att skicka e-post till adressen.',
  notComposed: 'Brevet gick inte att sätta ihop.',
} as const
export type HandOverFault = keyof typeof handOverFaults

/** Which of our own sentences a kept detail begins with, and the cause after it; null for the server's words. */
export const handOverFault = (detail: string): { fault: HandOverFault; cause: string } | null => {
  for (const [fault, words] of Object.entries(handOverFaults) as [HandOverFault, string][])
    if (detail === words || detail.startsWith(`${words} `)) return { fault, cause: detail.slice(words.length).trim() }
  return null
}

/** What a person may ask to be told of by e-mail. Nothing is chosen for anybody beforehand. */
export const subscriptionTopics = ['situational-pictures', 'meetings', 'measures', 'notices'] as const
export type SubscriptionTopic = (typeof subscriptionTopics)[number]

/** What stands instead of a personal link wherever a message is shown. */
export const maskedLink = '•••••• (personlig länk)'

/** The message as the outbox shows it: a link is never shown to anybody but its receiver. */
export const maskLink = (body: string): string => body.replaceAll(linkMark, maskedLink).replaceAll(oneTimeMark, maskedLink)
