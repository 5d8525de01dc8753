import type { Tx } from '../../lib/db.ts'
import { sql } from '../../lib/sql.ts'

export const pictureOf = (tx: Tx, meetingId: string): Promise<{ id: string; title: string; isPublished: boolean } | undefined> =>
  tx.maybe(sql`SELECT p.id, p.title, EXISTS (SELECT FROM situational_picture_versions v WHERE v.picture_id = p.id) AS "isPublished"
    FROM situational_pictures p WHERE p.meeting_id = ${meetingId}`)
export const joinPicture = (tx: Tx, meetingId: string, pictureId: string): Promise<number> =>
  tx.run(sql`UPDATE situational_pictures SET meeting_id = ${meetingId} WHERE id = ${pictureId}`)
