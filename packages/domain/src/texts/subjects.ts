import { shortened, tidyLine } from './characters.ts'
import { textLimits } from './limits.ts'

/** A subject is one line that fits, whatever somebody has typed into the title it is made of. */
export const mailSubject = (text: string): string => shortened(tidyLine(text.replace(/\s+/gu, ' ')), textLimits.subject)
