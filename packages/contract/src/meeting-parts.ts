import { z } from 'zod'
import { id } from './shapes.ts'

/** What the routes of meetings are put together from; no part of what the package gives out. */
export const localDate = z.iso.date()
export const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
export const meetingCode = z.string().regex(/^[a-z0-9-]{2,80}$/)
export const minutes = z.int().min(5).max(600)
export const forum = z.strictObject({ code: z.string(), nameSv: z.string(), nameEn: z.string() })
export const actor = z.strictObject({ id, code: z.string(), name: z.string() })
export const params = z.strictObject({ code: meetingCode })
export const itemParams = z.strictObject({ code: meetingCode, itemId: id })
export const version = z.int().min(1)
export const writing = ['not-found', 'meeting-locked', 'meeting-cancelled'] as const
