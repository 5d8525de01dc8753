import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { ItemKind } from '@samverkan/contract'
import type { HolidayCode, MeetingState } from '@samverkan/domain'
import type { State } from '../../ui/state-tag.tsx'

/** Where a meeting stands, with the look that says the same (P-09). */
export const stateWords: Record<MeetingState, MessageDescriptor> = {
  planned: msg`Planerad`,
  agenda_set: msg`Dagordningen är satt`,
  open: msg`Pågår`,
  closed: msg`Avslutad`,
  documented: msg`Dokumenterad`,
  distributed: msg`Utskickad`,
  cancelled: msg`Inställd`,
}
export const stateLooks: Record<MeetingState, State> = {
  planned: 'neutral',
  agenda_set: 'confirmed',
  open: 'info',
  closed: 'waiting',
  documented: 'confirmed',
  distributed: 'confirmed',
  cancelled: 'none',
}
/** Still to be written and sent, or done with. */
export const isAhead = (state: MeetingState): boolean => state === 'planned' || state === 'agenda_set'
export const isOver = (state: MeetingState): boolean => state === 'closed' || state === 'documented' || state === 'distributed'

/** Days the region keeps free: asked about, never cancelled by themselves. */
export const holidayWords: Record<HolidayCode, MessageDescriptor> = {
  'new-years-day': msg`nyårsdagen`,
  epiphany: msg`trettondedag jul`,
  'good-friday': msg`långfredagen`,
  'easter-day': msg`påskdagen`,
  'easter-monday': msg`annandag påsk`,
  'may-day': msg`första maj`,
  'ascension-day': msg`Kristi himmelsfärdsdag`,
  pentecost: msg`pingstdagen`,
  'national-day': msg`nationaldagen`,
  'midsummer-eve': msg`midsommarafton`,
  'midsummer-day': msg`midsommardagen`,
  'all-saints-day': msg`alla helgons dag`,
  'christmas-eve': msg`julafton`,
  'christmas-day': msg`juldagen`,
  'boxing-day': msg`annandag jul`,
  'new-years-eve': msg`nyårsafton`,
}

/** What an item is for. None is a decision: the network decides nothing jointly. */
export const itemKindWords: Record<ItemKind, MessageDescriptor> = {
  roll_call: msg`Upprop`,
  reports: msg`Aktörsrapportering`,
  information: msg`Information`,
  analysis: msg`Analys`,
  situational_picture: msg`Lägesbild`,
  communication: msg`Kommunikation`,
  measures: msg`Åtgärder`,
  next_meeting: msg`Nästa möte`,
  other: msg`Övrigt`,
}
