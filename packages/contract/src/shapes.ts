import {
  addressFault,
  charactersIn,
  phonePattern,
  textLimits,
  tidyAddress,
  tidyLine,
  tidyName,
  tidyPhone,
  tidyText,
} from '@samverkan/domain'
import { z } from 'zod'

/** An instant with offset, as Postgres and Date write it. */
export const instant = z.iso.datetime({ offset: true })
export const id = z.uuid()
export const code = z.string().regex(/^[a-z0-9-]{2,60}$/)
/**
 * Most characters, counted as the database and the browser count them (domain/texts); zod's own `max` counts 🔥 twice. It stands in the
 * published document as `maxLength`, which counts alike.
 */
const most = (max: number) => {
  const check = z.check((given: z.core.ParsePayload<string>) => {
    if (charactersIn(given.value) > max)
      given.issues.push({ code: 'too_big', origin: 'string', maximum: max, inclusive: true, input: given.value, continue: true })
  })
  check._zod.onattach.push((schema) => {
    schema._zod.bag['maximum'] = max
  })
  return check
}

/** What a string holds: words that people wrote for others to read are asked about (security.md D3), a name or an address is not. */
export type WordKind = 'words' | 'name' | 'address' | 'search'
export const wordKinds: z.core.$ZodRegistry<{ kind: WordKind }> = z.registry()
const kindOf = (schema: z.ZodString, kind: WordKind): z.ZodString => {
  wordKinds.add(schema, { kind })
  return schema
}

/**
 * Words in one line. What was pasted with tabs or line breaks has spaces there, what shows nothing is left out, letters have one spelling:
 * nobody is refused for what they cannot see. NUL and lone surrogates are refused before any schema runs, with their place.
 */
export const line = (max: number) => kindOf(z.string().overwrite(tidyLine).check(most(max)), 'words')
/** Words in several lines; a tab stays. */
export const text = (max: number) => kindOf(z.string().overwrite(tidyText).check(most(max)), 'words')
/** Who somebody is: a line without the unseen characters that only tell two equal names apart. */
export const personName = (max: number) => kindOf(z.string().overwrite(tidyName).check(most(max)), 'name')
/** What is looked for; kept nowhere. */
export const sought = (max: number) => kindOf(z.string().overwrite(tidyLine).check(most(max)), 'search')

/** Actors in one press: more than the municipalities, regions and authorities of any country that this is made for. */
export const actorsAtMost = 4_000

/** A list counts no further: a total of one more stands for all that are more. */
export const countedAtMost = 1_000
/** A page of a list: items, where the next page begins (null when this was the last) and how many match in all. */
export const page = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), nextCursor: z.string().nullable(), total: z.int() })
export const paging = {
  search: sought(textLimits.search).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
}

/** An address as somebody gives it to find an account: tidied like one that is entered, and never told what is wrong with it. */
export const typedAddress = kindOf(z.string().overwrite(tidyAddress).min(1).max(320), 'address')
/** An address that letters will go to; refused with the reason as its code (domain/texts/addresses.ts, security.md E4). */
export const email = kindOf(
  z
    .string()
    .overwrite(tidyAddress)
    .check(
      z.check((given: z.core.ParsePayload<string>) => {
        const fault = addressFault(given.value)
        if (fault) given.issues.push({ code: 'custom', params: { fault }, input: given.value, continue: false })
      }),
    ),
  'address',
)
export const phone = kindOf(z.string().overwrite(tidyPhone).regex(phonePattern), 'address')
