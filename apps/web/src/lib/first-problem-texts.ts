import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { ProblemCode } from '@samverkan/domain'

export type Code = ProblemCode | 'offline'
/**
 * What happened, what was kept, what to do now (ux.md, "Words"). No apologies, no exclamation marks, no blame.
 * `isKept`: where the words lie is said before the rest, as it is (`WrittenHere` of ui/page-only.tsx): a text that knows no device never says it.
 */
export type ProblemText = { title: MessageDescriptor; detail: MessageDescriptor; isKept?: true }

/** What any page may meet, also where the rest (problem-texts.ts) cannot be fetched. `offline` is ours: the question never reached the server. */
export const firstTexts = {
  'not-signed-in': {
    title: msg`Du är utloggad`,
    detail: msg`Logga in igen, så fortsätter du där du var.`,
    isKept: true,
  },
  'access-ended': {
    title: msg`Din behörighet i portalen har avslutats`,
    detail: msg`Inget mer sparas i portalen. Aktörens administratör kan berätta vad som gäller.`,
    isKept: true,
  },
  'wrong-credentials': { title: msg`E-postadressen och lösenordet hör inte ihop`, detail: msg`Kontrollera båda och försök igen.` },
  forbidden: {
    title: msg`Det här kan du inte göra i din funktion`,
    detail: msg`Har du en annan funktion kan du byta uppe till höger. Annars kan aktörens administratör hjälpa dig.`,
  },
  'function-ended': {
    title: msg`Funktionen du arbetade i har avslutats`,
    detail: msg`Inget är sparat på servern. Fortsätt i en annan funktion, eller be aktörens administratör.`,
    isKept: true,
  },
  'not-found': { title: msg`Sidan finns inte`, detail: msg`Adressen kan vara felskriven, eller så hör sidan till en annan aktör.` },
  'other-session': {
    title: msg`Någon annan, eller en annan funktion, är inloggad i den här webbläsaren nu`,
    detail: msg`Bara du kan läsa det, och inget är sparat i deras namn. Logga in igen, eller byt tillbaka till din funktion.`,
    isKept: true,
  },
  'too-many': { title: msg`För många försök på kort tid`, detail: msg`Vänta en minut och försök igen.`, isKept: true },
  unexpected: {
    title: msg`Något gick fel hos oss`,
    detail: msg`Försök igen; händer det en gång till, uppge numret nedan.`,
    isKept: true,
  },
  unavailable: { title: msg`Servern svarar inte just nu`, detail: msg`Försök igen om en liten stund.`, isKept: true },
  'took-too-long': {
    title: msg`Det tog för lång tid och avbröts`,
    detail: msg`Inget är ändrat på servern. Försök igen om en liten stund, eller sök på längre ord.`,
    isKept: true,
  },
  'storage-full': {
    title: msg`Serverns disk tar inte emot mer`,
    detail: msg`Inget är sparat på servern, och inget har skickats. Ring så länge, och be den som sköter servern att frigöra plats. Försök sedan igen.`,
    isKept: true,
  },
  offline: {
    title: msg`Ingen kontakt med servern`,
    detail: msg`Kontrollera nätet och försök igen.`,
    isKept: true,
  },
} satisfies Partial<Record<Code, ProblemText>>
