import type { AssessmentLine, AssessmentRound, ScaleLevel } from '@samverkan/contract'
import type { HeatCell, Said } from '@samverkan/domain'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Language } from '../../lib/formats.ts'
import type { State } from '../../ui/state-tag.tsx'

const stateWords: Record<AssessmentLine['state'], readonly [State, MessageDescriptor]> = {
  not_started: ['none', msg`Ej påbörjad`],
  in_progress: ['neutral', msg`Pågår`],
  ready_for_sign_off: ['waiting', msg`Väntar på underskrift`],
  submitted: ['confirmed', msg`Undertecknad`],
  reopened: ['waiting', msg`Öppnad igen`],
}
/** In a round that is over nobody goes on and nothing waits: what was not signed stays so. */
export const stateIn = (state: AssessmentLine['state'], isOpen: boolean): readonly [State, MessageDescriptor] =>
  isOpen || state === 'submitted' || state === 'not_started' ? stateWords[state] : ['none', msg`Ej undertecknad`]
export const roundWords: Record<AssessmentRound['state'], MessageDescriptor> = {
  prepared: msg`Förberedd`,
  open: msg`Öppen`,
  closed: msg`Stängd`,
  compiled: msg`Sammanställd`,
  reported: msg`Rapporterad`,
}
export const roundActionWords: Record<'open' | 'close' | 'reopen' | 'compile' | 'report', MessageDescriptor> = {
  open: msg`Öppna omgången`,
  close: msg`Stäng omgången`,
  reopen: msg`Öppna omgången igen`,
  compile: msg`Markera som sammanställd`,
  report: msg`Markera som rapporterad`,
}
export const cellWords: Record<HeatCell, readonly [glyph: string, MessageDescriptor]> = {
  all: ['✓', msg`Uppfylld`],
  some: ['◐', msg`Delvis uppfylld`],
  none: ['✕', msg`Ej uppfylld`],
  not_applicable: ['–', msg`Ej tillämplig`],
  unanswered: ['', msg`Ej besvarad`],
}

/** Two sub-capabilities carry the same number in edition 2019: a word of ours under it tells them apart where only the number fits. */
export const sameNumber: Readonly<Record<string, string>> = { '2.7a': 'WIS', '2.7b': 'egen' }

/** Where the long words of the official names may be parted in a narrow head. */
export const softly = (name: string): string =>
  name.replace('aktörsgemensamt', 'aktörs\u00adgemen\u00adsamt').replace('Informationsdela', 'Informations\u00addela')

/** Where one answer stands on the page of its step; what leads to it points here. */
export const answerId = (code: string): string => `svar-${code}`
export const levelName = (level: ScaleLevel, language: Language): string => (language === 'en' ? level.nameEn : level.nameSv)
export const levelOf = (scale: readonly ScaleLevel[], said: Pick<Said, 'value' | 'notApplicable'>): ScaleLevel | undefined =>
  said.notApplicable
    ? scale.find((level) => level.isNotApplicable)
    : said.value === null
      ? undefined
      : scale.find((level) => level.value === said.value)
