import { call, saveAnswer } from '@samverkan/contract'
import { isForLater } from '../../lib/box-sending.ts'
import { draftKeys, draftsUnder, forgetDraft, readDraft } from '../../lib/drafts.ts'
import { serverNow } from '../../lib/now.ts'
import { problemOf } from '../../lib/problem.ts'
import { queryClient } from '../../lib/query-client.ts'
import { type Leaver, register, type Waiting } from '../../lib/sent-later.ts'
import { paths } from '../../paths.ts'
import type { Kept } from './answer-box.ts'

/**
 * Answers of a self-assessment that were written without a network, when the page where they were written is gone (`lib/sent-later.ts`). They lie
 * on the device as the page's own box left them, each on the version it was based on; while that page is open it sends them itself.
 */
type Place = { assessmentId: string; actorId: string | null; year: number }
/** What the box keeps of one answer, and whose it is. */
type Piece = Kept & { place?: Place }
/** What waits of one assessment, in the order of its indicators. */
export type Answers = Waiting & { place: Place; names: readonly string[] }
/** How many the server took; the others stay on the device for their page, which shows both sides. */
export type Sent = { count: number; refused: number }

export const answersName = (userId: string): string => `${userId}:assessment:`
const nameOf = (userId: string, assessmentId: string, code: string): string => `${answersName(userId)}${assessmentId}:${code}`
const parts = /^[^:]+:assessment:([^:]+):([^:]+)$/u

/** Assessments whose page is open in this tab, and names that this tab wrote. */
const open = new Map<string, number>()
const writtenHere = new Set<string>()
/** Words that the server would not have, as they were: asked again only when somebody has changed them, or the page is fetched anew. */
const refused = new Map<string, string>()
/** Another tab's box sends within moments of the last key: what is older than this waits for a network, or for nobody. */
const quiet = 10_000

/** The device side of the box of one assessment. */
export function answerDrafts(userId: string, place: Place) {
  const { read, write, forget } = draftsUnder<Piece>((code) => nameOf(userId, place.assessmentId, code))
  return {
    read,
    write: (code: string, kept: Kept): boolean => {
      writtenHere.add(nameOf(userId, place.assessmentId, code))
      return write(code, { said: kept.said, basedOn: kept.basedOn, place })
    },
    forget,
  }
}
/** The page of this assessment is open and sends for itself, until what is returned is called. */
export function openAnswers(assessmentId: string): () => void {
  open.set(assessmentId, (open.get(assessmentId) ?? 0) + 1)
  return () => {
    const left = (open.get(assessmentId) ?? 1) - 1
    if (left > 0) open.set(assessmentId, left)
    else open.delete(assessmentId)
  }
}

function waiting(userId: string): readonly Answers[] {
  const found = new Map<string, Answers>()
  for (const name of draftKeys()) {
    if (!name.startsWith(answersName(userId))) continue
    const [, assessmentId = ''] = parts.exec(name) ?? []
    const kept = assessmentId && !open.has(assessmentId) ? readDraft<Piece>(name) : null
    if (!kept || refused.get(name) === JSON.stringify(kept.value)) continue
    if (!writtenHere.has(name) && serverNow() - kept.at < quiet) continue
    const before = found.get(assessmentId)
    const place = kept.value.place ?? before?.place ?? { assessmentId, actorId: null, year: 0 }
    found.set(assessmentId, {
      key: assessmentId,
      at: Math.min(before?.at ?? kept.at, kept.at),
      page: paths.assessment(assessmentId),
      place,
      names: [...(before?.names ?? []), name].sort(),
    })
  }
  return [...found.values()].sort((a, b) => a.at - b.at)
}

async function send({ place, names }: Answers): Promise<Sent> {
  let count = 0
  let last: unknown
  for (const name of names) {
    const kept = readDraft<Piece>(name)?.value
    const [, , code = ''] = parts.exec(name) ?? []
    // Another tab has sent it meanwhile.
    if (!kept) continue
    const { said, basedOn } = kept
    try {
      await call(saveAnswer, {
        params: { id: place.assessmentId, code },
        body: { ...said, comment: said.comment.trim(), basedOn },
      })
      forgetDraft(name)
      count += 1
    } catch (error) {
      if (isForLater(problemOf(error).code)) throw error
      refused.set(name, JSON.stringify(kept))
      last = error
    }
  }
  if (count === 0 && last !== undefined) throw last
  return { count, refused: names.filter((name) => refused.has(name)).length }
}
const readAgain = (): void => {
  void queryClient.invalidateQueries({ queryKey: ['assessments'] })
  void queryClient.invalidateQueries({ queryKey: ['home'] })
}

export const answers: Leaver<Answers, Sent> = {
  kind: 'answers',
  waiting,
  // What an older page kept does not say whose it is: the server knows.
  fits: ({ place }, who) => who.functionCode === 'assessor' && (place.actorId === null || place.actorId === who.actorId),
  send,
  done: readAgain,
  // The words lie where they lay, and their page shows what became of each.
  back: readAgain,
}
register(answers)
