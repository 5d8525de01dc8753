import { textLimits } from '../texts/limits.ts'

/** Most characters of each text of a call-out, and of the reason of a request for one. What is longer is kept and said, never cut off in silence. */
export const activationLimits = {
  title: textLimits.title,
  description: 5000,
  narrowingReason: 500,
  subject: textLimits.subject,
  body: 4000,
  requestReason: 2000,
} as const
