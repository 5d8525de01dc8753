import { AsyncLocalStorage } from 'node:async_hooks'
import { type Route, wordKinds } from '@samverkan/contract'
import { type SecretMark, secretMarksIn } from '@samverkan/domain'
import { z } from 'zod'
import { Problem } from './problem.ts'

/** One text of a request that carries a marking: where it stands in the body, what it says, and which kinds of marking. */
export type MarkedWords = { pointer: string; text: string; marks: SecretMark[] }
type Words = { pointer: string; text: string }

/** Schemas that hold another one and add nothing to where it stands. */
const holders = ['innerType', 'in'] as const
const innerOf = (schema: z.core.$ZodType): z.core.$ZodType | undefined => {
  const def = schema._zod.def as unknown as Record<string, z.core.$ZodType>
  for (const holder of holders) if (def[holder]) return def[holder]
  return undefined
}

/** Does anything that people write for others to read stand in a body of this shape? */
export const holdsWords = (schema: z.core.$ZodType): boolean => {
  if (wordKinds.get(schema)?.kind === 'words') return true
  if (schema instanceof z.ZodObject) return Object.values(schema.shape as Record<string, z.core.$ZodType>).some(holdsWords)
  if (schema instanceof z.ZodArray) return holdsWords(schema.element as z.core.$ZodType)
  if (schema instanceof z.ZodUnion) return (schema.options as z.core.$ZodType[]).some(holdsWords)
  const inner = innerOf(schema)
  return inner !== undefined && holdsWords(inner)
}

/** Those words, with the place of each. A union is walked along every branch: what fits none of them has been refused before. */
const wordsIn = (schema: z.core.$ZodType, value: unknown, pointer: string): Words[] => {
  if (typeof value === 'string') {
    if (wordKinds.get(schema)?.kind === 'words') return [{ pointer, text: value }]
  } else if (typeof value !== 'object' || value === null) return []
  if (schema instanceof z.ZodObject) {
    const shape = schema.shape as Record<string, z.core.$ZodType>
    return Object.entries(shape).flatMap(([name, one]) => wordsIn(one, (value as Record<string, unknown>)[name], `${pointer}/${name}`))
  }
  if (schema instanceof z.ZodArray)
    return Array.isArray(value) ? value.flatMap((one, at) => wordsIn(schema.element as z.core.$ZodType, one, `${pointer}/${at}`)) : []
  if (schema instanceof z.ZodUnion) return (schema.options as z.core.$ZodType[]).flatMap((one) => wordsIn(one, value, pointer))
  const inner = innerOf(schema)
  return inner === undefined ? [] : wordsIn(inner, value, pointer)
}

/** A route with an answer of its own in its body (a lägesbild: `notSecret`, `despite`) asks by itself, about what readers of it would see. */
const asksItself = (body: z.core.$ZodType): boolean =>
  body instanceof z.ZodObject && ['notSecret', 'despite'].some((name) => name in body.shape)

/** Must a route be asked about the words that come with it (security.md D3)? Every one that takes words, unless it asks by itself. */
export const isAskedAbout = ({ body }: Pick<Route, 'body'>): boolean => holdsWords(body) && !asksItself(body)

type PassedOver = { marks: SecretMark[]; fields: string[]; isNoted: boolean }
const passedOver = new AsyncLocalStorage<PassedOver>()

/** What was let through although it carries a marking, for the first journal row of this request; told once. */
export const takePassedOver = (): Omit<PassedOver, 'isNoted'> | null => {
  const over = passedOver.getStore()
  if (!over || over.isNoted) return null
  over.isNoted = true
  return { marks: over.marks, fields: over.fields }
}

/**
 * Stops and asks when words of the body carry a marking (409 with the passages in `current.asked`), until whoever sends them says in the
 * header `not-secret` that they are none. Then it is done, and the journal says so beside what was done.
 */
export const askAbout = <T>(body: z.core.$ZodType, given: unknown, saysNotSecret: boolean, work: () => Promise<T>): Promise<T> => {
  const asked = new Map<string, MarkedWords>()
  for (const { pointer, text } of wordsIn(body, given, '')) {
    const marks = secretMarksIn(text)
    if (marks.length > 0) asked.set(pointer, { pointer, text, marks })
  }
  if (asked.size === 0) return work()
  if (!saysNotSecret) throw new Problem('looks-secret', { current: { asked: [...asked.values()] } })
  const marks = [...new Set([...asked.values()].flatMap((one) => one.marks))]
  // Names of fields, never which of several or what they say.
  const fields = [...new Set([...asked.keys()].map((pointer) => pointer.replace(/\/\d+/g, '')))]
  return passedOver.run({ marks, fields, isNoted: false }, work)
}
