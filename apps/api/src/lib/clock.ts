/** The only place that asks what time it is. Tests give their own. */
export type Clock = { now: () => Date }

export const systemClock: Clock = { now: () => new Date() }
