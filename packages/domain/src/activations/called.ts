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
export const callRule = (forumCode: string): CallRule | undefined => rules[forumCode]
