import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react'
import type { BoardAnswer, BoardRow } from '@samverkan/contract'
import { answerState, answerWords } from '../../lib/answers.ts'
import { attemptWords, gapWords } from '../../lib/delivery.ts'
import { clock } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import type { State } from '../../ui/state-tag.tsx'
import { type Group, isMixed, leadingAnswer } from './board-order.ts'

export const groupWords: Record<Group, MessageDescriptor> = {
  late: msg`Ej svar`,
  gap: msg`Nås inte`,
  waiting: msg`Väntar`,
  done: msg`Klara`,
  silent: msg`Svarade inte`,
}
export const groupState: Record<Group, State> = { late: 'overdue', gap: 'waiting', waiting: 'waiting', done: 'confirmed', silent: 'none' }
export const meansWords: Record<NonNullable<BoardAnswer['means']>, MessageDescriptor> = {
  phone: msg`telefon`,
  rakel: msg`Rakel`,
  other: msg`annat sätt`,
}

const lateWord = msg`sent`
const changedWord = msg`ändrat`
const mixedWord = msg`olika svar`
/** The last of the four words of an actor on the board (architecture.md, Delivery). */
export const connectedWord = msg`Ansluten`
const retry = msg`nytt försök`
const notCalled = msg`Inte kallad`

/** How an answer came about, when it was not simply given in time by the link: late, changed, or taken by phone. */
export function useMarks(): (row: BoardRow) => string {
  const { _ } = useLingui()
  return (row) => {
    const asked = row.activationIds.length
    const joined = row.connected.length
    const given = row.activationIds.filter((id) => row.answers.some((answer) => answer.activationId === id)).length
    const marks = [
      isMixed(row) ? _(mixedWord) : '',
      given > 0 && given < asked ? _(msg`${given} av ${asked} forum`) : '',
      joined > 0 && joined < asked ? _(msg`ansluten till ${joined} av ${asked} forum`) : '',
      ...new Set(row.answers.map((answer) => (answer.via === 'manual' && answer.means ? _(meansWords[answer.means]) : ''))),
      row.answers.some((answer) => answer.isLate) ? _(lateWord) : '',
      row.answers.some((answer) => answer.earlier > 0) ? _(changedWord) : '',
    ]
    return marks.filter(Boolean).join(', ')
  }
}

/** State, word and time of a strip: the answer, or for who has not answered how far the message has come. */
export function useStripWords(): (row: BoardRow, urgency: Group) => { state: State; word: string; at: string } {
  const language = useLanguage()
  const { _ } = useLingui()
  const latest = useLatest()
  return (row, urgency) => {
    const answer = leadingAnswer(row)
    // Joined to several conferences it has been with them all since the last one; each has its own line when the row is opened.
    const joined = row.connected.reduce<string | null>((last, { at }) => (last && Date.parse(last) >= Date.parse(at) ? last : at), null)
    if (urgency === 'done' && joined) return { state: 'confirmed', word: _(connectedWord), at: clock(joined, language) }
    if (urgency === 'done' && answer)
      return { state: answerState[answer.answer], word: _(answerWords[answer.answer]), at: clock(answer.answeredAt, language) }
    if (urgency === 'silent') return { state: 'none', word: _(groupWords.silent), at: '' }
    if (urgency === 'gap') return { state: groupState.gap, word: _(groupWords.gap), at: '' }
    if (urgency === 'late') return { state: 'overdue', word: _(groupWords.late), at: '' }
    return {
      state: groupState[urgency],
      word: row.contacts === null ? _(groupWords[urgency]) : (latest(row) ?? _(groupWords[urgency])),
      at: '',
    }
  }
}

/** The last thing that happened on the way to this actor, in the words of the attempt; null to a viewer who may not see it. */
export function useLatest(): (row: BoardRow) => string | null {
  const language = useLanguage()
  const { _ } = useLingui()
  const capital = (words: string) => words.charAt(0).toLocaleUpperCase('sv') + words.slice(1)
  return (row) => {
    if (row.gap) {
      // Reached for one forum and not for another: then it matters which of its contacts is missing.
      // A deputy that is not listed says nothing about the contact itself.
      const asked = row.contacts?.filter((contact) => contact.callOutKind !== 'deputy') ?? []
      const missing = asked.filter((contact) => contact.gap !== null)
      const isPart = missing.length > 0 && missing.length < asked.length
      const names = [...new Set(missing.map((contact) => contact.functionSv))]
      return isPart ? `${_(gapWords[row.gap])}: ${names.join(', ')}` : _(gapWords[row.gap])
    }
    if (row.contacts === null) return null
    const contacts = row.contacts
    const attempts = contacts.flatMap((contact) => contact.attempts).toSorted((a, b) => a.at.localeCompare(b.at))
    const last = attempts.at(-1)
    const retryAt = contacts.find((contact) => contact.messageState === 'queued' && contact.nextAt && contact.attempts.length > 0)?.nextAt
    if (retryAt) return `${capital(_(retry))} ${clock(retryAt, language)}`
    if (!last) return contacts.length === 0 ? _(notCalled) : capital(_(attemptWords.queued))
    // One hand-over that worked is what counts, whatever happened to the others.
    const best = attempts.some((attempt) => attempt.state === 'sent' || attempt.state === 'delivered')
    return capital(_(attemptWords[best && last.state === 'failed' ? 'sent' : last.state]))
  }
}
