import type { Outcome } from '@samverkan/domain'

export type Letter = { subject: string; text: string }

/**
 * A way to reach a person. `send` never throws and always answers before the deadline: what it cannot know is `unknown`
 * (reliability.md, 3). E-mail has no receipts and no replies that we can read; a channel that has them says so here.
 */
export type Channel = {
  readonly name: 'email'
  send: (attemptId: string, destination: string, letter: Letter, deadline: Date) => Promise<Outcome>
  /** The attempt a receipt is about, and what it says; null when it is not one of ours. */
  parseReceipt?: (body: unknown) => { attemptId: string; outcome: 'delivered' | 'failed' } | null
  parseReply?: (body: unknown) => { from: string; text: string } | null
  /** Does the provider answer at all? Asks nothing of anybody's mailbox. */
  health: () => Promise<boolean>
  close: () => void
}

/** Did anything come to the provider? What was refused here, before anybody heard of it, says nothing about how the provider is. */
export const hasReached = (outcome: Outcome): boolean => !(outcome.kind === 'rejected' && outcome.code === null)

/** The provider itself did not answer, in contrast to a refusal of one letter: what the circuit breaker counts. */
export const isChannelFault = (outcome: Outcome): boolean =>
  outcome.kind === 'unknown' || (outcome.kind === 'retry' && (outcome.code === null || outcome.code === 421))
