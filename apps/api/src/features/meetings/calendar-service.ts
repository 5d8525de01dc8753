import { calendar, type CalendarMeeting, markedTitle, type Viewer } from '@samverkan/domain'
import type { Config } from '../../config.ts'
import { type Database, systemViewer } from '../../lib/db.ts'
import { gate } from '../../lib/gate.ts'
import { newToken, sha256 } from '../../lib/ids.ts'
import { append } from '../../lib/journal.ts'
import { found, Problem } from '../../lib/problem.ts'
import * as store from './calendar-store.ts'

type Feed = { feed: store.Feed | null }
export const readFeed = (db: Database, viewer: Viewer): Promise<Feed> =>
  db.inViewer(viewer, async (tx) => ({ feed: (await store.readFeed(tx)) ?? null }))

/** The address is told once; the database holds its hash (security.md B2). */
export const makeFeed = (db: Database, viewer: Viewer, config: Config, now: Date): Promise<{ url: string }> =>
  db.inViewer(viewer, async (tx) => {
    const token = newToken()
    await store.saveFeed(tx, sha256(token), now)
    await append(tx, {
      at: now,
      type: 'meetings.calendar-made',
      subject: { type: 'user', id: viewer.userId ?? '' },
      audience: viewer.actorId ? [viewer.actorId] : [],
      data: {},
    })
    return { url: `${config.publicUrl}/api/meetings/calendar/${token}.ics` }
  })

export const revokeFeed = (db: Database, viewer: Viewer, now: Date): Promise<null> =>
  db.inViewer(viewer, async (tx) => {
    if ((await store.deleteFeed(tx)) > 0)
      await append(tx, {
        at: now,
        type: 'meetings.calendar-revoked',
        subject: { type: 'user', id: viewer.userId ?? '' },
        audience: viewer.actorId ? [viewer.actorId] : [],
        data: {},
      })
    return null
  })

const shown = (row: store.CalendarRow, config: Config): CalendarMeeting => ({
  ...row,
  // An exercise says so wherever it is read (I-26).
  title: markedTitle(row.title, row.isExercise),
  url: `${config.publicUrl}/moten/${row.code}`,
})
const asCalendar = (rows: readonly store.CalendarRow[], config: Config): string =>
  calendar(
    rows.map((row) => shown(row, config)),
    new URL(config.publicUrl).hostname,
    'Samverkan Stockholmsregionen – möten',
  )

const feedFile = /^([A-Za-z0-9_-]{43})\.ics$/
/** Two are written at a time, one for each reader: a program that asks without end waits for itself. */
const written = gate(2, { each: 1, patience: 20 })
/** What a calendar program fetches without a session. A wrong address, an ended one and a disabled account's answer the same. */
export const readByFeed = async (db: Database, file: string, config: Config, now: Date): Promise<string> => {
  const token = feedFile.exec(file)?.[1]
  const reader = token ? await db.inViewer(systemViewer, (tx) => store.feedReader(tx, sha256(token), now)) : null
  if (!reader) throw new Problem('not-found')
  return written(reader, () => db.inViewer(systemViewer, async (tx) => asCalendar(await store.calendarMeetings(tx, now), config)))
}

export const readOne = (db: Database, viewer: Viewer, code: string, config: Config): Promise<string> =>
  db.inViewer(viewer, async (tx) => asCalendar([found(await store.calendarMeeting(tx, code))], config))
