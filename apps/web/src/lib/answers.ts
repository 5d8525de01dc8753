import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Answer, ConferenceChannel } from '@samverkan/domain'

/** The third vocabulary (architecture.md, "Delivery"): what an actor says, with the state that gives it icon and colour. */
export const answerWords: Record<Answer, MessageDescriptor> = {
  participates: msg`Deltar`,
  follows: msg`Följer`,
  not_concerned: msg`Ej berörd`,
}
export const answerState = { participates: 'confirmed', follows: 'follows', not_concerned: 'none' } as const

export const channelWords: Record<ConferenceChannel, MessageDescriptor> = {
  telephone: msg`Telefon`,
  rakel: msg`Rakel`,
  video: msg`Video`,
  physical: msg`På plats`,
}
/** The meeting itself, as in the message that goes out. */
export const meetingWords: Record<ConferenceChannel, MessageDescriptor> = {
  telephone: msg`Telefonmöte`,
  rakel: msg`Rakelmöte`,
  video: msg`Videomöte`,
  physical: msg`Möte på plats`,
}
