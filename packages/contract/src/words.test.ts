import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { routes } from './index.ts'
import { email, line, personName, phone, text, wordKinds } from './shapes.ts'

type Found = { where: string; schema: z.core.$ZodType }
/** Every string that a schema takes, with the path to it; a schema of a kind this walk does not know stops it. */
const stringsOf = (schema: z.core.$ZodType, where: string): Found[] => {
  const def = schema._zod.def as unknown as Record<string, unknown> & { type: string }
  const inner = (key: string): z.core.$ZodType => def[key] as z.core.$ZodType
  switch (def.type) {
    case 'string':
      return [{ where, schema }]
    case 'object':
      return Object.entries((schema as z.ZodObject).shape as Record<string, z.core.$ZodType>).flatMap(([name, one]) =>
        stringsOf(one, `${where}/${name}`),
      )
    case 'array':
      return stringsOf(inner('element'), `${where}/*`)
    case 'union':
      return (def['options'] as z.core.$ZodType[]).flatMap((one) => stringsOf(one, where))
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'nonoptional':
      return stringsOf(inner('innerType'), where)
    case 'pipe':
      return [...stringsOf(inner('in'), where), ...stringsOf(inner('out'), where)]
    case 'enum':
    case 'literal':
    case 'number':
    case 'boolean':
    case 'undefined':
    case 'null':
    case 'transform':
      return []
    default:
      throw new Error(`${where}: what is written in a ${def.type}? Say it here.`)
  }
}
/** A string that cannot be words: its form is fixed by a format or by a pattern of ASCII letters. */
const published = (schema: z.core.$ZodType) =>
  z.toJSONSchema(schema, { io: 'input' }) as { maxLength?: number; format?: string; pattern?: string }
const isFixed = (schema: z.core.$ZodType): boolean => {
  const { format, pattern } = published(schema)
  return format !== undefined || pattern !== undefined
}
/** Strings of the portal itself, that nobody writes as words, and what is only held against what is kept (`looked`, word by word as it stands there). */
const machine =
  /(?:body\/(?:token|password|incidentCode|despite\/\*|looked\/\*\/text)|query\/(?:cursor|incidentCode|canLogIn|matters|open|mine|overdue))$/

const taken = routes.flatMap((route) =>
  (['body', 'query', 'params'] as const).flatMap((part) =>
    stringsOf(route[part], `${route.method} ${route.path} ${part}`).map((found) => ({ ...found, part })),
  ),
)

describe('every string that comes in', () => {
  test('W7 · is of a kind that tidies it, or has a fixed form', () => {
    expect(taken.length).toBeGreaterThan(100)
    const undecided = taken
      .filter(({ schema, part, where }) => part !== 'params' && !wordKinds.get(schema) && !isFixed(schema) && !machine.test(where))
      .map(({ where }) => where)
    expect(undecided).toEqual([])
  })

  test('W5 · of words has a greatest length, said in the published document', () => {
    const open = taken.filter(({ schema }) => !['address', undefined].includes(wordKinds.get(schema)?.kind))
    expect(open.length).toBeGreaterThan(60)
    for (const { schema, where } of open) expect([where, published(schema).maxLength]).toEqual([where, expect.any(Number)])
  })
})

describe('words', () => {
  const codes = (schema: z.ZodType, given: unknown): unknown => {
    const result = schema.safeParse(given)
    return result.success ? result.data : result.error.issues.map(({ code }) => code)
  }
  test('W7 · a tab in a one-line field becomes a space', () => {
    expect(codes(line(100), 'Elavbrott\tNacka\t12 300 kunder')).toBe('Elavbrott Nacka 12 300 kunder')
    expect(codes(line(100).min(1), '\t\u200b\n')).toEqual(['too_small'])
    expect(codes(text(100), ' a\r\nb\u2028c\td ')).toBe('a\nb\nc\td')
  })
  test('W5 · as many characters as the database counts, and one more is refused', () => {
    expect(codes(line(3), '🔥🔥🔥')).toBe('🔥🔥🔥')
    expect(codes(line(3), '🔥🔥🔥🔥')).toEqual(['too_big'])
    expect(codes(text(3), '  abc \n')).toBe('abc')
  })
  test('W8 · an address and a name lose what cannot be seen, and what then is no address is refused', () => {
    expect(codes(email, '\u202aulla@demo.example\u202c')).toBe('ulla@demo.example')
    expect(codes(email, 'vak\u00adt@nacka.example\u200b')).toBe('vakt@nacka.example')
    expect(email.safeParse('vakt..4@nacka.example').error?.issues).toMatchObject([{ code: 'custom', params: { fault: 'dots' } }])
    expect(codes(personName(20), 'Ulla\u200b So\u00adfia')).toBe('Ulla Sofia')
    expect(codes(phone, '\u202a+46\u00a070\u2011123 45 67\u202c')).toBe('+46 70-123 45 67')
  })
})
