import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { UserState } from '@samverkan/contract'
import type { State } from '../../ui/state-tag.tsx'

/** How a person stands, in the list and on their page. */
export const stateWords: Record<UserState, MessageDescriptor> = {
  active: msg`Kan logga in`,
  'begins-later': msg`Börjar senare`,
  'without-function': msg`Utan funktion`,
  'without-login': msg`Ingen inloggning`,
  invited: msg`Inbjuden`,
  'invitation-expired': msg`Inbjudan har gått ut`,
  'invitation-withdrawn': msg`Inbjudan återtagen`,
  disabled: msg`Avstängd`,
}
export const stateTags: Record<UserState, State> = {
  active: 'confirmed',
  'begins-later': 'waiting',
  'without-function': 'none',
  'without-login': 'none',
  invited: 'waiting',
  'invitation-expired': 'waiting',
  'invitation-withdrawn': 'none',
  disabled: 'none',
}
