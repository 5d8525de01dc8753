import type { AgendaItem, Meeting } from '@samverkan/contract'

/** Is this where something was written under this item? `rest`: the name of a draft without its owner. */
export const isUnder =
  ({ id, questions }: Pick<AgendaItem, 'id' | 'questions'>) =>
  (rest: string): boolean =>
    rest === `note-field:${id}` ||
    rest === `outcome:${id}` ||
    rest === `question:${id}` ||
    rest.startsWith(`note:${id}:`) ||
    questions.some((question) => rest === `answer-to:${question.id}`)

/** The item it was written under, if it belongs to this meeting. */
export const itemOf = ({ agenda }: Meeting, rest: string): AgendaItem | undefined => agenda.find((item) => isUnder(item)(rest))
