import { scopeOf, type Viewer } from './permissions.ts'

/**
 * Who hands a function out: the actor's own administrator, the system administrator, or nobody, because it is no person's but an
 * organisation's. Ours: no source says who administers the portal. What sees the whole region is never an actor's to give.
 */
export type Giver = 'actor' | 'system' | 'nobody'
export const giverOf: Readonly<Record<string, Giver>> = {
  landshovding: 'system',
  'rcg-chair': 'system',
  lansoverdirektor: 'system',
  samhallsbyggnadsdirektor: 'system',
  samordningschef: 'system',
  koordinator: 'system',
  rsib: 'system',
  rkk: 'system',
  'lst-tib': 'system',
  lansstyrelsen: 'nobody',
  'contact-function': 'actor',
  'rep-owner': 'actor',
  'rep-directing': 'actor',
  'rep-coordinating': 'actor',
  'rep-executing': 'actor',
  'staff-liaison': 'actor',
  communicator: 'actor',
  operator: 'actor',
  'wis-admin': 'actor',
  'directing-contact-person': 'actor',
  registrar: 'actor',
  'planning-group-convener': 'system',
  'samordningsgrupp-host': 'system',
  'designated-actor': 'nobody',
  'adopting-body': 'nobody',
  'actor-admin': 'actor',
  assessor: 'actor',
  'system-admin': 'system',
  reader: 'actor',
}

/** A function as reference data has it: held for the region without an actor, or at one actor. */
export type Giveable = { functionCode: string; scope: 'regional' | 'actor'; actorId: string | null }

/** May this viewer hand this function out, change its dates, and take it back? */
export const mayGive = (viewer: Viewer, { functionCode, scope, actorId }: Giveable): boolean => {
  const giver = giverOf[functionCode] ?? 'nobody'
  if (giver === 'nobody' || viewer.userId === null || (scope === 'regional') !== (actorId === null)) return false
  if (viewer.functionCode === 'system-admin') return true
  return (
    viewer.functionCode === 'actor-admin' &&
    giver === 'actor' &&
    scopeOf(functionCode) !== 'region' &&
    viewer.actorId !== null &&
    actorId === viewer.actorId
  )
}
