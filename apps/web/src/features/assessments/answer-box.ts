import type { AssessmentAnswer } from '@samverkan/contract'
import type { Said } from '@samverkan/domain'
import type * as drafts from '../../lib/draft-box.ts'

export type AnswerBox = drafts.DraftBox<Said, AssessmentAnswer>
export type Entry = drafts.Entry<Said, AssessmentAnswer>
export type Refusal = drafts.Refusal<AssessmentAnswer>
export type Kept = drafts.Kept<Said>

export const isSameAnswer = (a: Said, b: Said): boolean =>
  a.value === b.value && a.notApplicable === b.notApplicable && a.comment === b.comment
