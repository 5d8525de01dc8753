import { randomInt, randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { present } from './time.ts'

const forum = 'regional-samverkanskonferens'

/**
 * A meeting with the conference's agenda that begins within the hour, so that it may be opened. An exercise, and asking for no reports
 * unless told to: it is nobody's next conference and waits for nobody in other tests.
 */
export async function planDueMeeting(tib: Page, origin: string, { asksReports = false } = {}): Promise<string> {
  for (;;) {
    const at = new Date(present().getTime() + randomInt(2, 58) * 60_000)
    const [localDate, time = ''] = at.toLocaleString('sv-SE', { timeZone: 'Europe/Stockholm' }).split(' ')
    const answer = await tib.request.post('/api/meetings', {
      headers: { origin, 'idempotency-key': randomUUID() },
      data: {
        forumCode: forum,
        title: '',
        localDate,
        localTime: time.slice(0, 5),
        minutes: 60,
        channel: 'video',
        place: '',
        dialIn: '',
        isExercise: true,
        asksReports,
      },
    })
    if (answer.status() === 201) {
      const { code } = (await answer.json()) as { code: string }
      const { startsAt } = (await (await tib.request.get(`/api/meetings/${code}`)).json()) as { startsAt: string }
      // In the hour that comes twice 02:40 may be meant an hour later.
      if (Date.parse(startsAt) - present().getTime() < 60 * 60_000) return code
      continue
    }
    // Another test has taken that minute.
    const problem = await answer.text()
    if (!problem.includes('meeting-exists')) throw new Error(problem)
  }
}
