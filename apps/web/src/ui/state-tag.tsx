import {
  CheckmarkCircleFillIcon,
  CircleIcon,
  EyeFillIcon,
  HourglassIcon,
  InformationSquareFillIcon,
  MegaphoneSpeakingFillIcon,
  MinusCircleIcon,
  TestFlaskFillIcon,
  XMarkOctagonFillIcon,
} from '@navikt/aksel-icons'
import type { ReactNode } from 'react'
import './state-tag.css'

/** What colour is allowed to say (design-language.md, "Tokens"). Nothing turns red before somebody is late. */
export type State = 'active' | 'overdue' | 'waiting' | 'confirmed' | 'info' | 'follows' | 'exercise' | 'neutral' | 'none'

const looks = {
  active: ['danger', MegaphoneSpeakingFillIcon],
  overdue: ['danger', XMarkOctagonFillIcon],
  waiting: ['warning', HourglassIcon],
  confirmed: ['success', CheckmarkCircleFillIcon],
  info: ['info', InformationSquareFillIcon],
  follows: ['info', EyeFillIcon],
  exercise: ['meta-purple', TestFlaskFillIcon],
  neutral: ['neutral', CircleIcon],
  none: ['neutral', MinusCircleIcon],
} as const satisfies Record<State, readonly [string, typeof CircleIcon]>

/** Icon, word and tint together; `bare` in rows, where the tint would shout. */
export function StateTag({ state, children, bare }: { state: State; children: ReactNode; bare?: boolean }) {
  const [colour, Icon] = looks[state]
  return (
    <span className={bare ? 'state-tag is-bare' : 'state-tag'} data-color={colour}>
      <Icon aria-hidden />
      {children}
    </span>
  )
}
