import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { ForumListItem } from '@samverkan/contract'

export type Level = NonNullable<ForumListItem['level']> | 'none'

/** In the order in which the levels are described; forums outside the levels come last. */
export const levelWords: Record<Level, MessageDescriptor> = {
  owner: msg`Ägarforum`,
  directing: msg`Inriktande nivå`,
  coordinating: msg`Samordnande nivå`,
  executing: msg`Verkställande nivå`,
  none: msg`Utanför nivåerna`,
}
export const modeWords: Record<ForumListItem['mode'], MessageDescriptor> = {
  ordinary: msg`I ordinarie läge`,
  activated: msg`Aktiveras vid behov`,
  both: msg`I båda lägena`,
}
/** What sort of structure it is; unknown kinds show nothing rather than a code. */
export const kindWords: Record<string, MessageDescriptor> = {
  forum: msg`Forum`,
  forum_type: msg`Slag av forum`,
  theme_area: msg`Temaområde`,
  network: msg`Nätverk`,
  working_group: msg`Arbetsgrupp`,
  co_location: msg`Samlokalisering`,
  support_office: msg`Stödfunktion`,
  event_type: msg`Mötesslag`,
}
