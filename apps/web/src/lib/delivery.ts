import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { OutboxMessage } from '@samverkan/contract'
import { type AttemptState, handOverFault, type HandOverFault, type Purpose } from '@samverkan/domain'

/** The first vocabulary (architecture.md, "Delivery"): one hand-over of one message. Never "read" or "reached": nobody knows that. */
export const attemptWords: Record<AttemptState, MessageDescriptor> = {
  queued: msg`köat`,
  sending: msg`skickas`,
  sent: msg`skickat`,
  delivered: msg`framme`,
  failed: msg`misslyckades`,
  unknown: msg`okänt om det kom fram`,
}
export const messageWords: Record<OutboxMessage['state'], MessageDescriptor> = {
  queued: msg`Köat`,
  sending: msg`Skickas`,
  sent: msg`Skickat`,
  delivered: msg`Framme`,
  failed: msg`Misslyckades`,
  unknown: msg`Okänt`,
  cancelled: msg`Avbrutet`,
}
/** Why a message left the portal. */
export const purposeWords: Record<Purpose, MessageDescriptor> = {
  call_out: msg`Inkallning`,
  invitation: msg`Inbjudan`,
  reset: msg`Nytt lösenord`,
  account: msg`Konto`,
  notice: msg`Underrättelse`,
  situational_picture: msg`Lägesbild`,
  meeting: msg`Möte`,
  measure: msg`Åtgärd`,
}
/** What a state is allowed to look like: only a failure is red. */
export const messageTag = {
  queued: 'waiting',
  sending: 'waiting',
  sent: 'confirmed',
  delivered: 'confirmed',
  failed: 'overdue',
  unknown: 'waiting',
  cancelled: 'none',
} as const

export const gapWords = { no_contact_point: msg`Ingen kontaktväg i kontaktlistan`, no_channel: msg`Ingen e-postadress` } as const

/** Our own sentences about an attempt, kept in Swedish with it, in the language of the reader. */
const faultWords: Record<HandOverFault, MessageDescriptor> = {
  late: msg`E-postservern svarade inte i tid.`,
  broken: msg`Förbindelsen bröts innan e-postservern hade svarat.`,
  noConnection: msg`Ingen förbindelse med e-postservern`,
  notAnAddress: msg`Det går inte att skicka e-post till adressen.`,
  notComposed: msg`Brevet gick inte att sätta ihop.`,
}
export const attemptDetail = (detail: string, inWords: (descriptor: MessageDescriptor) => string): string => {
  const own = handOverFault(detail)
  return own ? `${inWords(faultWords[own.fault])} ${own.cause}`.trim() : detail
}
