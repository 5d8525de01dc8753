import { expect, test } from 'vitest'
import { withoutSchemas } from '../../browser-contract.ts'

test('schemas go, whatever stands in them, and what is around them stays', () => {
  expect(withoutSchemas("const a = z.strictObject({ b: z.string().regex(/^[)'(]$/u), c: z.literal(')') }).nullable()\nconst d = 1")).toBe(
    'const a = z\nconst d = 1',
  )
  expect(withoutSchemas("route({ path: '/api/x', body: z\n  .string()\n  // it's (so\n  .min(1), ok: 201 })")).toBe(
    "route({ path: '/api/x', body: z\n  // it's (so\n  .min(1), ok: 201 })",
  )
  expect(withoutSchemas('type A = z.infer<typeof a>; const x = page(z.string()); fizz.z.string()')).toBe(
    'type A = z.infer<typeof a>; const x = page(z); fizz.z.string()',
  )
})

test('what the browser asks of the contract works without them', async () => {
  const contract = await import('@samverkan/contract')
  expect(contract.listMeetings.path).toBe('/api/meetings')
})
