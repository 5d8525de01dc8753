import { instantOf } from '@samverkan/domain'
import { clock, type Language } from '../../lib/formats.ts'

/** A time on the wall as it is told: the one that the meeting means, in the hour that comes twice. */
export const wallClock = (date: string, time: string, language: Language): string => clock(instantOf(date, time), language)
