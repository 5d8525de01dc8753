import { settingKeys } from '@samverkan/domain'
import { z } from 'zod'
import { route } from './route.ts'
import { id, instant, phone } from './shapes.ts'

/** A whole number, or a telephone number; nothing takes it away. */
const settingValue = z.union([z.int(), phone, z.literal('')])
export const setting = z.strictObject({
  id,
  key: z.enum(settingKeys),
  /** Whose limit it is, where each forum has its own. */
  forum: z.strictObject({ code: z.string(), nameSv: z.string(), nameEn: z.string() }).nullable(),
  /** Minutes, days or actors as its key says; a number to dial for `tib_phone`. */
  value: z.union([z.int(), z.string()]),
  version: z.int(),
  /** Null until somebody has changed it here. */
  changedAt: instant.nullable(),
})
export type Setting = z.infer<typeof setting>

export const listSettings = route({
  method: 'GET',
  path: '/api/settings',
  access: 'settings.read',
  summary: 'The limits, reminders and numbers that are the portal’s own',
  response: z.strictObject({ items: z.array(setting), mayChange: z.boolean() }),
})
export const changeSetting = route({
  method: 'PUT',
  path: '/api/settings/:id',
  access: 'settings.change',
  summary: 'Change one of them, on the version that was on the screen',
  params: z.strictObject({ id }),
  body: z.strictObject({ value: settingValue, version: z.int() }),
  response: setting,
  problems: ['not-found', 'stale-version'],
})
export const settingRoutes = [listSettings, changeSetting]
