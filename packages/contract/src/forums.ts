import { leaderParts } from '@samverkan/domain'
import { z } from 'zod'
import { route } from './route.ts'
import { code, id, page, paging } from './shapes.ts'

export const levels = ['owner', 'directing', 'coordinating', 'executing'] as const
export const modes = ['ordinary', 'activated', 'both'] as const
/** A part in leading a forum, and the function that has it. */
export const forumLeader = z.strictObject({
  part: z.enum(leaderParts),
  function: z.strictObject({ code: z.string(), nameSv: z.string(), shortSv: z.string().nullable(), nameEn: z.string() }),
})
export type ForumLeader = z.infer<typeof forumLeader>
export const forumListItem = z.strictObject({
  id,
  code: z.string(),
  nameSv: z.string(),
  nameEn: z.string(),
  kind: z.string(),
  level: z.enum(levels).nullable(),
  mode: z.enum(modes),
  permanence: z.string(),
  responseMinutes: z.int().nullable(),
  lateAfterMinutes: z.int().nullable(),
  /** Open activations of this forum right now. */
  activeIn: z.array(z.strictObject({ incidentCode: z.string(), title: z.string(), isExercise: z.boolean() })),
})
/** `facts` is the official record as it stands in the sources; keys are those of the reference data. */
export const forum = forumListItem.extend({
  /** `quote` is where it is said, in the source's own words. */
  leaders: z.array(forumLeader.extend({ quote: z.string(), section: z.string() })),
  facts: z.record(z.string(), z.unknown()),
  sourceRef: z.string(),
})
export type ForumListItem = z.infer<typeof forumListItem>
export type Forum = z.infer<typeof forum>

export const listForums = route({
  method: 'GET',
  path: '/api/forums',
  access: 'forums.read',
  summary: 'The forums, by level and mode',
  query: z.strictObject({ ...paging, level: z.enum([...levels, 'none']).optional(), mode: z.enum(modes).optional() }),
  response: page(forumListItem),
})
export const readForum = route({
  method: 'GET',
  path: '/api/forums/:code',
  access: 'forums.read',
  summary: 'One forum with its record',
  params: z.strictObject({ code }),
  response: forum,
  problems: ['not-found'],
})
export const forumRoutes = [listForums, readForum]
