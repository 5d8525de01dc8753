// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAst } from 'vite'
import { expect, test } from 'vitest'
import { pureNames } from '../pure-names.ts'

type Node = { type: string; [key: string]: unknown }
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value
const children = (node: Node): Node[] => Object.values(node).flat().filter(isNode)

/** The name that a call hangs on: `page` of `page.sent()` and of `page(…).sent()`. */
const rootOf = (node: Node): string | null => {
  const inner = [node['callee'], node['object'], node['expression'], node['argument']].find(isNode)
  return node.type === 'Identifier' ? (node['name'] as string) : inner ? rootOf(inner) : null
}
/** What a statement does last: the calls whose answers nobody uses. */
const unused = (node: Node): Node[] => {
  const parts = ['expression', 'argument', 'right', 'consequent', 'alternate'].map((key) => node[key]).filter(isNode)
  if (node.type === 'CallExpression') return [node]
  return /^(Unary|Await|Chain|Logical|Conditional)Expression$/.test(node.type) ? parts.flatMap(unused) : []
}
const dropped = (code: string): string[] => {
  const walk = (node: Node): Node[] => [
    ...(node.type === 'ExpressionStatement' ? unused(node['expression'] as Node) : []),
    ...children(node).flatMap(walk),
  ]
  return walk(parseAst(code, { lang: 'tsx' }) as unknown as Node)
    .map(rootOf)
    .filter((name): name is string => name !== null && pureNames.includes(name))
}

test('nothing that a page does is called by a name that the build leaves out', () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file),
  )
  expect(files.length).toBeGreaterThan(100)
  const found = files.flatMap((file) => dropped(readFileSync(join(import.meta.dirname, file), 'utf8')).map((name) => `${file}: ${name}`))
  expect(found).toEqual([])
})

test.each([
  ['page.sent()', 1],
  ['page()', 1],
  ['void text.save()', 1],
  ['async () => { await line?.close() }', 1],
  ['if (open) route(1).go()', 1],
  ['open && page.sent()', 1],
  ['open ? page.sent() : text.sent()', 2],
  ['const said = page.sent()', 0],
  ['pages.sent(page.title())', 0],
])('%s', (code, times) => expect(dropped(code)).toHaveLength(times))
