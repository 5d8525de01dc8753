import type { Viewer } from '@samverkan/domain'
import type { Database, Tx } from '../../lib/db.ts'
import { append } from '../../lib/journal.ts'
import { archive, openWeekly } from '../situational-pictures/service.ts'
import { toWrite } from './access.ts'
import * as store from './picture-store.ts'

/** The week's lägesbild of a conference: opened once, whoever presses, with the screens of an incident's (AC8). */
export const open = (db: Database, viewer: Viewer, code: string, now: Date): Promise<{ id: string; title: string }> =>
  db.inViewer(viewer, async (tx) => {
    const meeting = await toWrite(tx, code, 'picture', now, 'change')
    const before = await store.pictureOf(tx, meeting.id)
    if (before) return { id: before.id, title: before.title }
    const { isoYear, isoWeek, isExercise, startsAt } = meeting
    // What is reported before the conference is there when it begins.
    const due = startsAt.getTime() > now.getTime() ? { cutOffAt: startsAt } : {}
    const { id } = await openWeekly(tx, { meetingId: meeting.id, isoYear, isoWeek, isExercise, ...due }, now)
    await store.joinPicture(tx, meeting.id, id)
    const title = (await store.pictureOf(tx, meeting.id))?.title ?? ''
    await append(tx, {
      at: now,
      type: 'meetings.picture-opened',
      subject: { type: 'meeting', id: meeting.id, version: meeting.version },
      data: { pictureId: id },
    })
    return { id, title }
  })

/** With the documentation out, nobody is asked any more for a picture that has been published; one still being written is left alone. */
export const closePicture = async (tx: Tx, meetingId: string, now: Date): Promise<void> => {
  const picture = await store.pictureOf(tx, meetingId)
  if (picture?.isPublished) await archive(tx, picture.id, now)
}
