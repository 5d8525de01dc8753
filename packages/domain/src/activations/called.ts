import { mailboxOf } from '../texts/addresses.ts'

/**
 * Whom a forum calls by default (issue 2, point 3; 002:1126-1127 and 739-740; ).
 * 'all': every actor on the list; 'designated': only actors somebody has designated, plus chosen ones;
 * 'chosen': nobody by default.
 */
export type CallRule = { actors: 'all' | 'designated' | 'chosen'; functions: readonly string[] }

const rules: Record<string, CallRule> = {
  'regionalt-samordnande-forum': { actors: 'all', functions: ['contact-function'] },
  'regionalt-inriktande-forum': { actors: 'all', functions: ['contact-function', 'rep-directing'] },
  kommunikationssamordningskonferens: { actors: 'all', functions: ['communicator'] },
  samverkansstab: { actors: 'designated', functions: ['contact-function'] },
  operatorskluster: { actors: 'chosen', functions: ['contact-function'] },
}

/** Forums that can be activated, in the order of the form. The first is what a new activation starts with. */
export const activatableForums = Object.keys(rules)
export const callRule = (forumCode: string): CallRule | undefined => (Object.hasOwn(rules, forumCode) ? rules[forumCode] : undefined)

/** Nobody there to call, or somebody that the portal cannot reach: shown on the board, never skipped in silence. */
export type Gap = 'no_contact_point' | 'no_channel'

export type CallableActor = { id: string; isDesignated: boolean }
export type CallableContact = { id: string; actorId: string; functionCode: string; label: string; isDeputy: boolean; email: string | null }

/** Actors a forum calls when nobody has chosen otherwise. */
export const calledByDefault = <A extends CallableActor>(rule: CallRule, actors: readonly A[]): A[] =>
  actors.filter((actor) => rule.actors === 'all' || (rule.actors === 'designated' && actor.isDesignated))

/** One forum and the actors to call into it. */
export type Call = { activationId: string; functions: readonly string[]; actorIds: readonly string[] }

/** One contact point to reach, or the lack of one, and every forum it is called to in this press. */
export type Recipient = {
  actorId: string
  functionCode: string
  contact: CallableContact | null
  /** Contact points that the same letter reaches, because they have the same mailbox. */
  also: CallableContact[]
  gap: Gap | null
  activationIds: string[]
}

/** One mailbox that stands for several contact points of an actor gets one letter, which names every forum that any of them is called to. */
const oneLetterEach = (recipients: readonly Recipient[]): Recipient[] => {
  const letters = new Map<string, Recipient>()
  return recipients.filter((recipient) => {
    const { actorId, contact } = recipient
    if (!contact?.email) return true
    const key = `${actorId} ${mailboxOf(contact.email)}`
    const first = letters.get(key)
    if (!first) return letters.set(key, recipient)
    first.also.push(contact)
    first.activationIds.push(...recipient.activationIds.filter((id) => !first.activationIds.includes(id)))
    return false
  })
}

/**
 * Whom to write to: each contact point once, even when it is called to several forums. Deputies are not called first;
 * with `deputies` they are the only ones. Contact points with one mailbox share a letter. A function that nobody holds a contact point for is a recipient with a gap.
 */
export const recipientsOf = (calls: readonly Call[], contacts: readonly CallableContact[], deputies = false): Recipient[] => {
  const held = new Map<string, CallableContact[]>()
  for (const contact of contacts) {
    if (contact.isDeputy !== deputies) continue
    const key = `${contact.actorId} ${contact.functionCode}`
    held.set(key, [...(held.get(key) ?? []), contact])
  }
  const recipients = new Map<string, Recipient>()
  const add = (key: string, activationId: string, fresh: Omit<Recipient, 'activationIds' | 'also'>): void => {
    const known = recipients.get(key)
    if (known) known.activationIds.push(activationId)
    else recipients.set(key, { ...fresh, also: [], activationIds: [activationId] })
  }
  for (const { activationId, functions, actorIds } of calls) {
    for (const actorId of new Set(actorIds)) {
      for (const functionCode of functions) {
        const key = `${actorId} ${functionCode}`
        const found = held.get(key) ?? []
        if (found.length === 0) add(key, activationId, { actorId, functionCode, contact: null, gap: 'no_contact_point' })
        for (const contact of found)
          add(contact.id, activationId, { actorId, functionCode, contact, gap: contact.email === null ? 'no_channel' : null })
      }
    }
  }
  return oneLetterEach([...recipients.values()])
}

/**
 * The gap of an actor in one forum: none as soon as one of its contacts can be reached. Answered from one walk through the recipients, so that a
 * press on as many actors as a country has costs what each of them costs.
 */
export const gapsIn = (recipients: readonly Recipient[]): ((actorId: string, activationId: string) => Gap | null) => {
  const gaps = new Map<string, Gap | null>()
  for (const { actorId, activationIds, gap } of recipients)
    for (const activationId of activationIds) {
      const key = `${actorId} ${activationId}`
      const before = gaps.get(key)
      // Reached is better than no channel, which is better than nobody.
      if (before === undefined || (before !== null && (gap === null || before === 'no_contact_point'))) gaps.set(key, gap)
    }
  return (actorId, activationId) => {
    const gap = gaps.get(`${actorId} ${activationId}`)
    return gap === undefined ? 'no_contact_point' : gap
  }
}
