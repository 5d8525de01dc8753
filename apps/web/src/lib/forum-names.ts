import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react'
import { useLanguage } from './language.tsx'

/** What people call the forums that can be activated; the official name is too long for a ring or a chip. */
const short: Record<string, MessageDescriptor> = {
  'regionalt-samordnande-forum': msg`Samordnande`,
  'regionalt-inriktande-forum': msg`Inriktande`,
  kommunikationssamordningskonferens: msg`Kommunikation`,
  samverkansstab: msg`Samverkansstab`,
  operatorskluster: msg`Operatörskluster`,
}

/** The short word of a forum, or its official name when it has none. */
export function useForumShort(): (forum: { code: string; nameSv: string; nameEn: string }) => string {
  const { _ } = useLingui()
  const language = useLanguage()
  return ({ code, nameSv, nameEn }) => {
    const word = short[code]
    if (word) return _(word)
    return language === 'en' ? nameEn : nameSv
  }
}
export const forumOf = (activation: { forumCode: string; forumSv: string; forumEn: string }) => ({
  code: activation.forumCode,
  nameSv: activation.forumSv,
  nameEn: activation.forumEn,
})
