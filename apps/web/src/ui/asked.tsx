import { Trans } from '@lingui/react/macro'
import { charactersIn, cut, textLimits, tidyLine } from '@samverkan/domain'

/** What is looked for of what was typed: the server takes so many characters, and the field keeps them all and says so. */
export function askedOf(typed: string): { asked: string; isOver: boolean } {
  const words = tidyLine(typed)
  return { asked: cut(words, textLimits.search).trim(), isOver: charactersIn(words) > textLimits.search }
}

export function AskedWords() {
  const most = textLimits.search
  return <Trans>Söker på de första {most} tecknen. Allt du skrivit finns kvar.</Trans>
}
