/**
 * Numbers that Post- och telestyrelsen keeps free for fiction: 08-465 004 00–99 and 070-174 06 05–99. They reach nobody.
 */
const pair = (n: number): string => String(n).padStart(2, '0')

export function fictionalLandline(n: number): string {
  if (n < 0 || n > 99) throw new RangeError(`There is no fictional landline number ${n}`)
  return `08-465 004 ${pair(n)}`
}

export function fictionalMobile(n: number): string {
  if (n < 5 || n > 99) throw new RangeError(`There is no fictional mobile number ${n}`)
  return `070-174 06 ${pair(n)}`
}

/** Landlines: 00–11 conferences and offices, 12 the duty officer, 20–56 contact functions, 57–93 directing level. */
export const dutyOfficerPhone = fictionalLandline(12)
export const contactPhone = (actorIndex: number): string => fictionalLandline(20 + actorIndex)
export const directingPhone = (actorIndex: number): string => fictionalLandline(57 + actorIndex)
/** Mobiles: 05–41 deputies, 42–78 communicators, 79–99 people on duty. */
export const deputyPhone = (actorIndex: number): string => fictionalMobile(5 + actorIndex)
export const communicatorPhone = (actorIndex: number): string => fictionalMobile(42 + actorIndex)
export const onCallPhone = (n: number): string => fictionalMobile(79 + n)
