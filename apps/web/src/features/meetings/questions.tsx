import type { EarlierQuestion, Meeting, TakenQuestion } from '@samverkan/contract'
import { Trans } from '@lingui/react/macro'
import { useState } from 'react'
import { Link } from 'react-router'
import { clockToday, day } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { paths } from '../../paths.ts'
import { Panel } from '../../ui/panel.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { byId, StillList } from '../../ui/still-list.tsx'
import { AnswerDialog, DropDialog } from './question-dialogs.tsx'
import './notes.css'

/** Who took it home and where it stands: red only when its day has passed. */
function QuestionTag({ question }: { question: TakenQuestion }) {
  const now = useNow()
  const language = useLanguage()
  const due = day(`${question.dueOn}T12:00:00Z`, now, language)
  const owner = question.actor.name
  if (question.answer)
    return (
      <StateTag state="confirmed">
        <Trans>{owner}, besvarad</Trans>
      </StateTag>
    )
  return question.isOverdue ? (
    <StateTag state="overdue">
      <Trans>
        {owner}, svaret skulle ha kommit {due}
      </Trans>
    </StateTag>
  ) : (
    <StateTag state="waiting">
      <Trans>
        {owner}, svar senast {due}
      </Trans>
    </StateTag>
  )
}

/** One question with its answer, and what the viewer may do about it; `code` is the meeting where it was asked. */
export function Question({ code, question, mayDrop }: { code: string; question: TakenQuestion; mayDrop: boolean }) {
  const now = useNow()
  const language = useLanguage()
  const [dialog, setDialog] = useState<'answer' | 'drop' | null>(null)
  const { answer } = question
  const close = () => setDialog(null)
  return (
    <>
      <QuestionTag question={question} />
      {answer && (
        <blockquote className="wide" lang="sv">
          {answer.text}
          <small className="mut">
            {answer.answeredBy}, <span className="num">{clockToday(answer.answeredAt, now, language)}</span>
          </small>
        </blockquote>
      )}
      {(question.mayAnswer || (mayDrop && !answer)) && (
        <p className="note-meta t-meta mut no-print">
          {question.mayAnswer && (
            <button type="button" onClick={() => setDialog('answer')}>
              {answer ? <Trans>Ändra svaret</Trans> : <Trans>Svara</Trans>}
              <span className="aksel-sr-only">: {question.text}</span>
            </button>
          )}
          {mayDrop && !answer && (
            <button type="button" onClick={() => setDialog('drop')}>
              <Trans>Ta bort</Trans>
              <span className="aksel-sr-only">: {question.text}</span>
            </button>
          )}
        </p>
      )}
      {dialog === 'answer' && <AnswerDialog code={code} question={question} onClose={close} />}
      {dialog === 'drop' && <DropDialog code={code} question={question} onClose={close} />}
    </>
  )
}

const Week = ({ week }: { week: number }) => <Trans>v {week}</Trans>

/** What was taken home and is still out, or was asked last time: on the agenda of the meeting where it comes back. */
export function EarlierQuestions({ meeting }: { meeting: Meeting }) {
  const questions = meeting.earlierQuestions
  if (questions.length === 0) return null
  const answered = questions.filter(({ answer }) => answer !== null).length
  const total = questions.length
  const rank = (question: EarlierQuestion) => (question.isOverdue ? 0 : question.answer ? 2 : 1)
  return (
    <Panel
      className="notes"
      title={<Trans>Frågor som togs med hem</Trans>}
      aside={
        <span className="num">
          <Trans>
            {answered} av {total} besvarade
          </Trans>
        </span>
      }
    >
      <StillList className="note-list" rows={[...questions].sort((a, b) => rank(a) - rank(b))} keyOf={byId}>
        {(question) => (
          <li key={question.id} className="note-row">
            <Link className="num" to={paths.meeting(question.meeting.code)}>
              <span className="aksel-sr-only">
                <Trans>Mötet</Trans>{' '}
              </span>
              <Week week={question.meeting.isoWeek} />
            </Link>
            <div>
              <p className="t-statement wide" lang="sv">
                {question.text}
              </p>
              <Question code={question.meeting.code} question={question} mayDrop={false} />
            </div>
          </li>
        )}
      </StillList>
    </Panel>
  )
}
