import fc from 'fast-check'
import { z } from 'zod'

type Json = {
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  format?: string
  items?: Json
  properties?: Record<string, Json>
  required?: string[]
  anyOf?: Json[]
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
}

/** Text that has broken programs before, and plain text of any kind. */
const nastyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ maxLength: 300 }),
  fc.constantFrom(
    '',
    ' ',
    '\u0000',
    '\ud800',
    '‮',
    "'; DROP TABLE users; --",
    '%',
    '_',
    '\\',
    '../../etc/passwd',
    '{{svarslänk}}',
    '\r\nBcc: x@y.example',
    '<script>',
    'Ä'.repeat(5000),
    'null',
    'NaN',
    '1e309',
    '9999999999999999999',
    '0001-01-01T00:00:00Z',
    '-000001-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
  ),
)
const junk = fc.oneof(
  nastyText,
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.anything(), { maxLength: 3 }),
  fc.object({ maxDepth: 2 }),
)

const textOf = (schema: Json, known: readonly string[]): fc.Arbitrary<unknown> => {
  if (schema.format === 'uuid') return fc.oneof(fc.constantFrom(...known.filter((value) => value.length === 36)), fc.uuid())
  if (schema.format === 'date-time')
    return fc.oneof(
      fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }).map((date) => date.toISOString()),
      fc.constantFrom('0001-01-01T00:00:00Z', '9999-12-31T23:59:59+14:00'),
    )
  return fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...known) },
    {
      weight: 3,
      arbitrary: fc.string({ unit: 'grapheme', minLength: schema.minLength ?? 0, maxLength: Math.min(schema.maxLength ?? 80, 400) }),
    },
    { weight: 1, arbitrary: nastyText },
  )
}

/** Values that a schema describes, now and then wrong in one place. `known` are words that exist in the database under test. */
const fitting = (schema: Json, known: readonly string[]): fc.Arbitrary<unknown> => {
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => fitting(one, known)))
  const type = [schema.type].flat()[0]
  if (type === 'object') {
    const inner = Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, one]) => [name, mostly(fitting(one, known))]))
    return fc.record(inner, { requiredKeys: (schema.required ?? []) as never[] })
  }
  if (type === 'array') return fc.array(fitting(schema.items ?? {}, known), { maxLength: 4 })
  if (type === 'integer' || type === 'number')
    return fc.integer({ min: Math.max(schema.minimum ?? -5, -1_000_000), max: Math.min(schema.maximum ?? 1000, 1_000_000) })
  if (type === 'boolean') return fc.boolean()
  if (type === 'string') return textOf(schema, known)
  return junk
}
const mostly = (good: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 30, arbitrary: good }, { weight: 1, arbitrary: junk })

/** What may be sent where this shape is expected: usually right, sometimes not at all. */
export const given = (shape: z.ZodType, known: readonly string[]): fc.Arbitrary<unknown> => {
  const schema = z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }) as Json
  return fc.oneof({ weight: 12, arbitrary: fitting(schema, known) }, { weight: 1, arbitrary: junk })
}
