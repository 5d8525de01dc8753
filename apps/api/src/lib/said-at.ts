/** Nobody keeps for longer than an event's first days what they could not send. */
const keptHours = 72

/**
 * When something was said or done that could not be sent at once, by the server's clock as far as the device knew it: in the past, and not for ever
 * ago. Without a word of it: now.
 */
export const saidAt = (given: string | undefined, now: Date): Date => {
  const said = given === undefined ? now.getTime() : Date.parse(given)
  return new Date(Math.min(now.getTime(), Math.max(said, now.getTime() - keptHours * 3_600_000)))
}

/** Worth a word of its own in the log: what a network takes is a matter of seconds. */
export const isSentLater = (at: Date, now: Date): boolean => now.getTime() - at.getTime() >= 60_000
