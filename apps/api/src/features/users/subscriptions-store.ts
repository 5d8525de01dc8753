import type { SubscriptionTopic } from '@samverkan/domain'
import type { Tx } from '../../lib/db.ts'
import { sql } from '../../lib/sql.ts'

export type Subscriber = { userId: string; actorId: string | null; email: string }

/** Everybody to write to about this now, whichever actor they are at: active, with a function, and asked for by themselves. */
export const subscribers = (tx: Tx, topic: SubscriptionTopic, now: Date): Promise<Subscriber[]> =>
  tx.many(sql`SELECT user_id AS "userId", actor_id AS "actorId", email FROM user_subscribers(${topic}, ${now})`)

export const topicsOf = async (tx: Tx, userId: string): Promise<SubscriptionTopic[]> =>
  (
    await tx.many<{ topic: SubscriptionTopic }>(sql`SELECT topic FROM user_subscriptions WHERE user_id = ${userId} AND channel = 'email'`)
  ).map((row) => row.topic)

/** True when it was not so already. */
export const subscribe = async (tx: Tx, userId: string, topic: SubscriptionTopic, now: Date): Promise<boolean> =>
  (await tx.run(
    sql`INSERT INTO user_subscriptions (user_id, topic, channel, created_at) VALUES (${userId}, ${topic}, 'email', ${now}) ON CONFLICT DO NOTHING`,
  )) === 1
export const unsubscribe = async (tx: Tx, userId: string, topic: SubscriptionTopic): Promise<boolean> =>
  (await tx.run(sql`DELETE FROM user_subscriptions WHERE user_id = ${userId} AND topic = ${topic} AND channel = 'email'`)) === 1
