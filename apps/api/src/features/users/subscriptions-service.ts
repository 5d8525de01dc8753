import { type SubscriptionTopic, subscriptionTopics, type Viewer } from '@samverkan/domain'
import type { Database } from '../../lib/db.ts'
import { append } from '../../lib/journal.ts'
import * as store from './subscriptions-store.ts'

/** Every topic, in the order of the list, whether I have asked for it, and how many letters go out about it now. */
export const mine = (db: Database, viewer: Viewer, now: Date) =>
  db.inViewer(viewer, async (tx) => {
    const topics = await store.topicsOf(tx, viewer.userId ?? '')
    const items: { topic: SubscriptionTopic; isOn: boolean; people: number }[] = []
    for (const topic of subscriptionTopics)
      items.push({ topic, isOn: topics.includes(topic), people: (await store.subscribers(tx, topic, now)).length })
    return { items }
  })

/** Setting what is already so changes nothing and says nothing. */
export const choose = (db: Database, viewer: Viewer, topic: SubscriptionTopic, isOn: boolean, now: Date) =>
  db.inViewer(viewer, async (tx) => {
    const userId = viewer.userId ?? ''
    const changed = isOn ? await store.subscribe(tx, userId, topic, now) : await store.unsubscribe(tx, userId, topic)
    if (changed)
      await append(tx, {
        at: now,
        type: 'users.subscribed',
        subject: { type: 'user', id: userId },
        audience: viewer.actorId ? [viewer.actorId] : [],
        data: { topic, isOn },
      })
    return { topic, isOn }
  })
