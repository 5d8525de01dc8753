import { oneTimeMark } from '../outbox/mail.ts'
import { dateTime } from '../time/stockholm.ts'

/** How long a link opens something (security.md A9). */
export const linkMinutes = { invitation: 24 * 60, reset: 30 } as const

export type Letter = { subject: string; body: string }
export type GivenFunction = { name: string; actor: string | null; from: Date | null; until: Date | null }

const portal = 'Samverkansportalen'
const wrong = 'Känner du inte igen det här? Hör av dig till aktörens administratör.'
/** The last moment of a period is midnight: people say the day before. */
const lastDay = (until: Date): string =>
  dateTime(new Date(until.getTime() - 60_000))
    .split(' ')
    .slice(0, 3)
    .join(' ')
const firstDay = (from: Date): string => dateTime(from).split(' ').slice(0, 3).join(' ')

const functionLine = ({ name, actor, from, until }: GivenFunction): string =>
  [
    [name, actor].filter(Boolean).join(', '),
    [from && `från ${firstDay(from)}`, until && `till och med ${lastDay(until)}`].filter(Boolean).join(' '),
  ]
    .filter(Boolean)
    .join(', ')

const letter = (subject: string, ...paragraphs: string[]): Letter => ({ subject, body: paragraphs.join('\n\n') })

export const invitationLetter = (g: { name: string; by: string; functions: readonly GivenFunction[]; expiresAt: Date }): Letter =>
  letter(
    `Inbjudan till ${portal}`,
    `Hej ${g.name}!`,
    `${g.by} har bjudit in dig till ${portal}, där aktörerna i Samverkan Stockholmsregionen kallar, svarar och delar lägesbild.`,
    ...(g.functions.length > 0 ? [`Din funktion:\n${g.functions.map((one) => `– ${functionLine(one)}`).join('\n')}`] : []),
    `Välj ett lösenord här, senast ${dateTime(g.expiresAt)}:\n${oneTimeMark}`,
    'Länken är personlig och fungerar en gång. Väntade du dig inte det här mejlet behöver du inte göra något.',
  )

export const resetLetter = (g: { name: string; expiresAt: Date; byAdmin: boolean }): Letter =>
  letter(
    `Nytt lösenord i ${portal}`,
    `Hej ${g.name}!`,
    `${g.byAdmin ? 'Er administratör vill att du väljer ett nytt lösenord.' : 'Någon har bett om ett nytt lösenord för din inloggning.'} Gör det här, senast ${dateTime(g.expiresAt)}:\n${oneTimeMark}`,
    'Länken är personlig och fungerar en gång. Var det inte du som bad om den behöver du inte göra något: ditt lösenord gäller som förut.',
  )

/** What is told about a change of one's own account (security.md A11). No letter says a word about anything but the account. */
export const accountLetters = {
  emailChanged: (g: { name: string }) =>
    letter(
      `Din e-postadress i ${portal} är ändrad`,
      `Hej ${g.name}!`,
      `Inloggning och utskick går från och med nu till en annan adress än den här.`,
      wrong,
    ),
  emailIsNew: (g: { name: string }) =>
    letter(`Din e-postadress i ${portal} är ändrad`, `Hej ${g.name}!`, `Från och med nu loggar du in med den här adressen.`, wrong),
  functionGiven: (g: { name: string; by: string; given: GivenFunction }) =>
    letter(`Du har fått en funktion i ${portal}`, `Hej ${g.name}!`, `${g.by} har gett dig funktionen ${functionLine(g.given)}.`, wrong),
  functionChanged: (g: { name: string; by: string; given: GivenFunction }) =>
    letter(`En funktion i ${portal} är ändrad`, `Hej ${g.name}!`, `${g.by} har ändrat din funktion: ${functionLine(g.given)}.`, wrong),
  functionEnded: (g: { name: string; by: string; given: GivenFunction }) =>
    letter(
      `En funktion i ${portal} är avslutad`,
      `Hej ${g.name}!`,
      `${g.by} har avslutat din funktion ${[g.given.name, g.given.actor].filter(Boolean).join(', ')}. Den gäller inte längre.`,
      wrong,
    ),
  passwordChanged: (g: { name: string }) =>
    letter(
      `Ditt lösenord i ${portal} är ändrat`,
      `Hej ${g.name}!`,
      'Du har valt ett nytt lösenord, och alla tidigare inloggningar är avslutade.',
      wrong,
    ),
  disabled: (g: { name: string }) =>
    letter(
      `Din inloggning i ${portal} är avstängd`,
      `Hej ${g.name}!`,
      'Du kan inte längre logga in. Inget du har skrivit är borttaget.',
      wrong,
    ),
  enabled: (g: { name: string }) =>
    letter(`Din inloggning i ${portal} är öppen igen`, `Hej ${g.name}!`, 'Du kan logga in som förut.', wrong),
} as const satisfies Record<string, (given: never) => Letter>
