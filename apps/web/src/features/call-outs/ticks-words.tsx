import { Trans } from '@lingui/react/macro'
import { tickWords as wordsOf } from '../../ui/tick-words.tsx'
import { ticks } from './ticks-out.ts'

export const tickWords = wordsOf(ticks, ({ body }) => body.connected, <Trans>Visa tavlan</Trans>)
