import { z } from 'zod'

/** An instant with offset, as Postgres and Date write it. */
export const instant = z.iso.datetime({ offset: true })
export const id = z.uuid()
export const code = z.string().regex(/^[a-z0-9-]{2,60}$/)
/** Single-line text: trimmed, no control characters. NUL and lone surrogates are refused before any schema runs. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .regex(/^[^\p{Cc}]*$/u)
export const text = (max: number) => z.string().trim().max(max)

/** A page of a list: items, where the next page begins (null when this was the last) and how many match in all. */
export const page = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), nextCursor: z.string().nullable(), total: z.int() })
export const paging = {
  search: line(100).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
}

/** Stricter than any standard, as the outbox is: what does not look like one plain address is refused (security.md E4). */
export const email = z
  .string()
  .trim()
  .max(254)
  .regex(/^[^\s@<>(),;:"[\]\\\p{Cc}]{1,64}@[^\s@<>(),;:"[\]\\\p{Cc}.]+(\.[^\s@<>(),;:"[\]\\\p{Cc}.]+)+$/u)
export const phone = z
  .string()
  .trim()
  .regex(/^\+?[0-9][0-9 ()/-]{3,28}[0-9]$/)
