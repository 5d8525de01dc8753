import { z } from 'zod'
import { route } from './route.ts'

/** The capability framework in its official wording (GF-2019). Codes are ours; `printedNumber` is what the document prints. */
export const framework = z.strictObject({
  code: z.string(),
  name: z.string(),
  introduction: z.string(),
  sourceRef: z.string(),
  basics: z.array(
    z.strictObject({
      code: z.string(),
      number: z.int(),
      name: z.string(),
      displayName: z.string(),
      nameVariants: z.array(z.string()),
      subs: z.array(
        z.strictObject({
          code: z.string(),
          printedNumber: z.string(),
          text: z.string(),
          comment: z.string().nullable(),
          provisional: z.boolean(),
          indicators: z.array(
            z.strictObject({
              code: z.string(),
              leadIn: z.string().nullable(),
              text: z.string(),
              audience: z.enum(['all_actors', 'designated_actors', 'common_function']),
            }),
          ),
        }),
      ),
    }),
  ),
})
export type Framework = z.infer<typeof framework>
export const readFramework = route({
  method: 'GET',
  path: '/api/capabilities/framework',
  access: 'capabilities.read',
  summary: 'Basic capabilities, sub-capabilities and indicators in official wording',
  response: framework,
})

export const targetVision = z.strictObject({
  code: z.string(),
  title: z.string(),
  fromYear: z.int(),
  toYear: z.int(),
  overallGoal: z.string().nullable(),
  complete: z.boolean(),
  goalAreas: z.array(
    z.strictObject({ code: z.string(), name: z.string(), statement: z.string().nullable(), clarifications: z.array(z.string()) }),
  ),
  foundationAreas: z.array(z.strictObject({ code: z.string(), text: z.string() })),
  sourceRef: z.string(),
})
export type TargetVision = z.infer<typeof targetVision>
export const listTargetVisions = route({
  method: 'GET',
  path: '/api/target-visions',
  access: 'target-visions.read',
  summary: 'The joint target visions (målbilder), newest first',
  response: z.strictObject({ items: z.array(targetVision) }),
})
export const referenceRoutes = [readFramework, listTargetVisions]
