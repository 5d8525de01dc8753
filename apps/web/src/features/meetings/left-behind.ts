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

/** A change of an item, half made: its name also says on which version. */
const isChangeOf = (code: string, id: string, rest: string): boolean => rest.startsWith(`agenda-item:${code}:${id}:`)
/** The item it was written under, if it belongs to this meeting. */
export const itemOf = ({ agenda, code }: Meeting, rest: string): AgendaItem | undefined =>
  agenda.find((item) => isUnder(item)(rest) || isChangeOf(code, item.id, rest))

/** Was this written for the agenda? What is written under its items can still be saved once it is set. */
export const isForAgenda = ({ code }: Meeting, rest: string): boolean => rest.startsWith(`agenda-item:${code}:`)
/** Was this written for the meeting: under an item, as a change of one, or as the report of one's own actor? */
export const isForMeeting = (meeting: Meeting, rest: string): boolean =>
  isForAgenda(meeting, rest) ||
  itemOf(meeting, rest) !== undefined ||
  rest === `report-lines:${meeting.code}` ||
  rest.endsWith(`:report:${meeting.code}`)
