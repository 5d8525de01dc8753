import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { MeasureState } from '@samverkan/domain'

// Apart from who can own a measure: Läget shows measures, and the first page shall not carry the list of actors for them.
export const measureStateWords: Record<MeasureState, MessageDescriptor> = {
  open: msg`Inte påbörjad`,
  in_progress: msg`Pågår`,
  done: msg`Klar`,
  cancelled: msg`Avbruten`,
}
export const measureStateLooks = { open: 'neutral', in_progress: 'info', done: 'confirmed', cancelled: 'none' } as const
