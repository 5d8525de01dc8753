/** Codes of the functions that carry rights in the portal; the full list is reference data (roles.json and our own four). */
export const dutyOfficer = 'lst-tib'

/** Who is looking: a person acting as one function at one actor. `scope` decides the rows, `functionCode` the actions. */
export type Viewer = {
  userId: string | null
  actorId: string | null
  functionCode: string | null
  scope: Scope
}
/** 'actor': rows of the own actor and everything common; 'region': all rows; 'system': before anybody is known. */
export type Scope = 'actor' | 'region' | 'system'

const office = ['samordningschef', 'koordinator']
const onCall = [dutyOfficer, 'rsib', 'rkk']
const regional = [...onCall, ...office, 'system-admin']
/** Functions that may speak for their actor in a call-out. */
const speaksForActor = [
  'contact-function',
  'communicator',
  'rep-directing',
  'rep-coordinating',
  'rep-executing',
  'staff-liaison',
  'operator',
  dutyOfficer,
]

/** Functions that are called, and so can have contact points: those that speak for an actor, but the duty officer who calls. */
export const contactFunctions = [
  'contact-function',
  'communicator',
  'rep-directing',
  'rep-coordinating',
  'rep-executing',
  'staff-liaison',
  'operator',
] as const

export const scopeOf = (functionCode: string): Scope => (regional.includes(functionCode) ? 'region' : 'actor')

type Subject = {
  actorId?: string | null
  /** A meeting that the duty functions run (meetings/rights.ts); the office runs the others. */
  dutyRun?: boolean
}
type Rule = (viewer: Viewer, subject?: Subject) => boolean

const holds =
  (codes: readonly string[]): Rule =>
  (viewer) =>
    viewer.functionCode !== null && codes.includes(viewer.functionCode)
const signedIn: Rule = (viewer) => viewer.userId !== null && viewer.functionCode !== null
/** A meeting is run by these duty functions where they lead it, otherwise by the office. */
const runs =
  (codes: readonly string[]): Rule =>
  (viewer, subject) =>
    (holds(codes)(viewer) && subject?.dutyRun !== false) || (holds(office)(viewer) && subject?.dutyRun !== true)
const ofOwnActor = (viewer: Viewer, subject?: Subject): boolean => !!subject && !!subject.actorId && subject.actorId === viewer.actorId

/**
 * Every action in the portal and who may take it. Deny by default: an action that is not here cannot be named.
 * Without a subject the answer is "may anybody with this function ever do it" (used per route); with one it is exact.
 * Source: processes.md 0.3 (who may do what), P-01.
 */
const rules = {
  'actors.read': signedIn,
  'actors.read-channels': (v, s) => signedIn(v) && (s === undefined || v.scope === 'region' || ofOwnActor(v, s)),
  // Who is reminded to keep a call list fresh: the actor's own contacts and administrator.
  'actors.keep-contacts': (v, s) =>
    holds([...speaksForActor, 'actor-admin'])(v) && v.scope === 'actor' && v.actorId !== null && (s === undefined || ofOwnActor(v, s)),
  'actors.review-contacts': holds([dutyOfficer, ...office]),
  // No source says who designates actors for the staff; the office keeps the list.
  'actors.designate-staff': holds(office),
  'forums.read': signedIn,
  'incidents.read': signedIn,
  'journal.read': signedIn,
  'search.read': signedIn,
  'home.read': signedIn,
  'rosters.read': signedIn,
  'capabilities.read': signedIn,
  'target-visions.read': signedIn,
  // Results are for the own actor and the office; everybody sees the region compiled without names.
  'assessments.read': (v, s) => signedIn(v) && (s === undefined || holds(office)(v) || ofOwnActor(v, s)),
  'assessments.manage': holds(office),
  'assessments.answer': (v, s) => holds(['assessor'])(v) && v.actorId !== null && (s === undefined || ofOwnActor(v, s)),
  // The sources name nobody who signs: our reading is whoever speaks at directing level (P-12 [D]).
  'assessments.sign': (v, s) => holds(['rep-directing'])(v) && v.actorId !== null && (s === undefined || ofOwnActor(v, s)),
  'assessments.reopen': holds(office),
  'situational-pictures.read': signedIn,
  // What an actor has reported is its own and the region's until it has been lifted and published.
  'situational-pictures.follow': holds([...onCall, ...office]),
  'situational-pictures.report': (v, s) => holds(speaksForActor)(v) && v.actorId !== null && (s === undefined || ofOwnActor(v, s)),
  // An actor that phones or radios in is written down by whoever leads the picture (P-03 [D], as for a call-out's answer).
  'situational-pictures.report-for-others': holds([dutyOfficer]),
  // By its actor; where it was written down for it, by the duty officer too (the report decides which it is).
  'situational-pictures.withdraw': (v, s) =>
    holds([dutyOfficer])(v) || (holds(speaksForActor)(v) && v.actorId !== null && (s === undefined || ofOwnActor(v, s))),
  // TiB documents, RSIB develops the analysis, RKK the communication (P-03, 002:1113-1116); TiB alone publishes.
  'situational-pictures.write': holds(onCall),
  'situational-pictures.publish': holds([dutyOfficer]),
  'situational-pictures.acknowledge': (v, s) => holds(speaksForActor)(v) && v.actorId !== null && (s === undefined || ofOwnActor(v, s)),
  'activations.activate': holds([dutyOfficer]),
  'activations.close': holds([dutyOfficer]),
  // Any actor may request on its own; a duty function may relay or enter it for somebody outside (002:1106-1109, A-03).
  'activations.request': (v) => holds([...speaksForActor, 'rsib', 'rkk'])(v) && v.actorId !== null,
  // TiB enters it for an outside party, RSIB and RKK may relay it; an actor asks for itself.
  'activations.request-for-others': (v) => holds(onCall)(v) && v.actorId !== null,
  'activations.take-request': holds([dutyOfficer]),
  // They are told once the duty officer has taken it (P-01 [D]).
  'activations.follow-requests': holds(['rsib', 'rkk']),
  'activations.withdraw-request': (v, s) => holds(speaksForActor)(v) && (s === undefined || ofOwnActor(v, s)),
  'call-outs.call-again': holds([dutyOfficer]),
  'call-outs.mark-reached': holds([dutyOfficer, 'rsib']),
  'call-outs.answer': (v, s) => holds(speaksForActor)(v) && v.actorId !== null && (s === undefined || ofOwnActor(v, s)),
  'meetings.read': signedIn,
  // Forums other than the weekly conference have no stated convener: ours.
  'meetings.plan': holds([dutyOfficer, 'rsib', ...office]),
  // Nothing is cancelled by itself; the office is asked about holidays, and whoever may cancel may answer.
  'meetings.reschedule': holds([dutyOfficer, 'rsib', ...office]),
  'meetings.answer-holidays': holds(office),
  // "Regional samverkanskoordinator i beredskap inriktar mötets agenda och summerar åtgärder" (002:1016-1018).
  'meetings.direct': runs(['rsib']),
  'meetings.host': runs([dutyOfficer]),
  'meetings.run': runs([dutyOfficer, 'rsib']),
  'meetings.keep-template': holds(['rsib', ...office]),
  'meetings.report': (v, s) => holds(speaksForActor)(v) && v.actorId !== null && (s === undefined || ofOwnActor(v, s)),
  // Åtgärder: everybody reads those of incidents and meetings; those about an actor's gap only it and the office.
  'measures.read': signedIn,
  'measures.read-gap': (v, s) => signedIn(v) && (s === undefined || holds(office)(v) || ofOwnActor(v, s)),
  // Route level; the rights below are asked with the measure at hand (measures/rights.ts).
  'measures.create': holds([...onCall, ...office, 'assessor', 'rep-directing']),
  'measures.change': holds([...onCall, ...office, ...speaksForActor, 'assessor']),
  'measures.create-in-incident': holds([...onCall, ...office]),
  'measures.create-in-meeting': holds([dutyOfficer, 'rsib', ...office]),
  'measures.create-for-gap': (v, s) =>
    holds(office)(v) || (holds(['assessor', 'rep-directing'])(v) && v.actorId !== null && (s === undefined || ofOwnActor(v, s))),
  'measures.create-free': holds(office),
  'measures.carry-out': (v, s) => holds(speaksForActor)(v) && v.actorId !== null && (s === undefined || ofOwnActor(v, s)),
  'measures.carry-out-gap': (v, s) =>
    holds([...speaksForActor, 'assessor'])(v) && v.actorId !== null && (s === undefined || ofOwnActor(v, s)),
  'measures.carry-out-office': holds(office),
  'outbox.read': (v) => holds([...regional, ...speaksForActor, 'actor-admin'])(v),
  // What a restore held: whoever answers for the call-outs knows whether they shall leave again, whoever runs the portal was there.
  'outbox.release': holds([dutyOfficer, 'system-admin']),
  'users.read': (v, s) =>
    holds(['system-admin', 'actor-admin', ...office])(v) && (s === undefined || v.scope === 'region' || ofOwnActor(v, s)),
  // People at home at the actor; the system administrator everybody. Nobody else, not even the office, gives a function.
  'users.manage': (v, s) =>
    holds(['system-admin'])(v) || (holds(['actor-admin'])(v) && v.actorId !== null && (s === undefined || ofOwnActor(v, s))),
  'users.subscribe': signedIn,
  // Our own limits and numbers: who works for the region sees them, whoever administers the portal changes them.
  'settings.read': holds(regional),
  'settings.change': holds(['system-admin']),
  'sessions.own': signedIn,
  'docs.read': signedIn,
} satisfies Record<string, Rule>

export type Action = keyof typeof rules
export const actions = Object.keys(rules) as Action[]

/** May this viewer do this to this subject? The only policy function of the portal. */
export const can = (viewer: Viewer, action: Action, subject?: Subject): boolean => rules[action](viewer, subject)
