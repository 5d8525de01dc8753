import { Trans } from '@lingui/react/macro'
import { tickWords } from '../../ui/tick-words.tsx'
import { marks } from './marks-out.ts'

export const markWords = tickWords(marks, ({ body }) => body.presence === 'present', <Trans>Visa mötet</Trans>)
