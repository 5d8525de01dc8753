/** A level of a scale. The scale is data (A-25: none is stated); ours is 0 ej uppfylld, 1 delvis, 2 uppfylld, or ej tillämplig. */
export type ScaleLevel = { value: number | null; isNotApplicable: boolean }
/** What is said about one indicator. Neither a value nor not applicable: not answered, though it may hold a comment. */
export type Said = { value: number | null; notApplicable: boolean; comment: string }

export const isAnswered = (said: Pick<Said, 'value' | 'notApplicable'>): boolean => said.value !== null || said.notApplicable

/** Is there such a level in the scale? Nothing chosen fits every scale. */
export const fitsScale = (levels: readonly ScaleLevel[], said: Pick<Said, 'value' | 'notApplicable'>): boolean => {
  if (said.value !== null && said.notApplicable) return false
  if (said.notApplicable) return levels.some((level) => level.isNotApplicable)
  return said.value === null || levels.some((level) => level.value === said.value)
}

export const isSameAnswer = (a: Said, b: Said): boolean =>
  a.value === b.value && a.notApplicable === b.notApplicable && a.comment === b.comment

type Asked = { assessedByActor: boolean; audience: 'all_actors' | 'designated_actors' | 'common_function' }
/** I-18: never what concerns a common function (RSIB, A-26); what designated actors are asked only when the actor is one. */
export const isAsked = (indicator: Asked, isDesignated: boolean): boolean =>
  indicator.assessedByActor && (indicator.audience === 'all_actors' || (indicator.audience === 'designated_actors' && isDesignated))
