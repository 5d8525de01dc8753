import { activationRoutes } from './activations.ts'
import { actorRoutes } from './actors.ts'
import { assessmentRoutes } from './assessments.ts'
import { callOutRoutes } from './call-outs.ts'
import { forumRoutes } from './forums.ts'
import { homeRoutes } from './home.ts'
import { incidentRoutes } from './incidents.ts'
import { measureRoutes } from './measures.ts'
import { meetingRoutes } from './meetings.ts'
import { outboxRoutes } from './outbox.ts'
import { referenceRoutes } from './reference.ts'
import type { Route } from './route.ts'
import { sessionRoutes } from './sessions.ts'
import { settingRoutes } from './settings.ts'
import { pictureDraftRoutes } from './situational-picture-drafts.ts'
import { pictureVersionRoutes } from './situational-picture-versions.ts'
import { situationalPictureRoutes } from './situational-pictures.ts'
import { userRoutes } from './users.ts'

export * from './activations.ts'
export * from './actors.ts'
export * from './assessments.ts'
export * from './call.ts'
export * from './call-outs.ts'
export * from './forums.ts'
export * from './home.ts'
export * from './incidents.ts'
export * from './meeting-agenda.ts'
export * from './meeting-conduct.ts'
export * from './meeting-questions.ts'
export * from './meeting-shapes.ts'
export * from './meetings.ts'
export * from './measures.ts'
export * from './outbox.ts'
export * from './reference.ts'
export * from './route.ts'
export * from './sessions.ts'
export * from './settings.ts'
export * from './shapes.ts'
export * from './situational-picture-drafts.ts'
export * from './situational-picture-shapes.ts'
export * from './situational-picture-versions.ts'
export * from './situational-pictures.ts'
export * from './users.ts'

/** Every route of the portal but those of the demo, which exist only there. */
export const routes: readonly Route[] = [
  ...sessionRoutes,
  ...userRoutes,
  ...actorRoutes,
  ...forumRoutes,
  ...settingRoutes,
  ...incidentRoutes,
  ...activationRoutes,
  ...callOutRoutes,
  ...outboxRoutes,
  ...homeRoutes,
  ...referenceRoutes,
  ...assessmentRoutes,
  ...measureRoutes,
  ...situationalPictureRoutes,
  ...pictureDraftRoutes,
  ...pictureVersionRoutes,
  ...meetingRoutes,
] as unknown as readonly Route[]
