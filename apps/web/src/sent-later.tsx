import { answerWords } from './features/assessments/answers-out-words.tsx'
import { reachedWords } from './features/call-outs/reached-words.tsx'
import { tickWords } from './features/call-outs/ticks-words.tsx'
import { markWords } from './features/meetings/marks-words.tsx'
import { reportWords } from './features/situational-pictures/reports-out-words.tsx'
import { takenBackWords } from './features/situational-pictures/withdrawn-words.tsx'
import { takenDownWords } from './features/situational-pictures/taken-down-words.tsx'
import { useSession } from './lib/session.tsx'
import { type LeaverWords, SentLaterNotice } from './ui/sent-later-notice.tsx'

/** Everything that is sent later (`lib/sent-later.ts`): here the features meet. Another kind is one more line, and its name in `laterNames`. */
const kinds = [
  reportWords,
  answerWords,
  reachedWords,
  tickWords,
  markWords,
  takenDownWords,
  takenBackWords,
] as unknown as readonly LeaverWords[]

export function SentLater() {
  const { user, actingAs } = useSession()
  return (
    <SentLaterNotice who={{ userId: user.id, actorId: actingAs.actor?.id ?? null, functionCode: actingAs.functionCode }} kinds={kinds} />
  )
}
