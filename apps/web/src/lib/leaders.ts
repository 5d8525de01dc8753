import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { ForumLeader } from '@samverkan/contract'

/** What a function does in leading a forum; the forum's record says which has which part. */
export const leaderWords: Record<ForumLeader['part'], MessageDescriptor> = {
  chair: msg`Ordförande`,
  host: msg`Värd`,
  leader: msg`Leder arbetet`,
  director: msg`Inriktar mötet`,
  presenter: msg`Föredragande`,
}
