import { createHash } from 'node:crypto'

/** A statement whose values can only travel as parameters (security.md E3). */
export type Sql = { text: string; values: unknown[]; name: string }

const fragmentMark = Symbol('fragment')
/** A piece of a statement, to be composed into another with `${...}`; its values become parameters there. */
export type Fragment = { [fragmentMark]: true; strings: readonly string[]; values: readonly unknown[] }

const isFragment = (value: unknown): value is Fragment => typeof value === 'object' && value !== null && fragmentMark in value

const names = new Map<string, string>()
const nameOf = (text: string): string => {
  const known = names.get(text)
  if (known) return known
  const name = createHash('sha1').update(text).digest('base64url')
  names.set(text, name)
  return name
}

const flatten = (strings: readonly string[], given: readonly unknown[], values: unknown[]): string => {
  let text = strings[0] ?? ''
  for (const [i, value] of given.entries()) {
    if (isFragment(value)) text += flatten(value.strings, value.values, values)
    else {
      values.push(value)
      text += `$${values.length}`
    }
    text += strings[i + 1] ?? ''
  }
  return text
}

/** `sql\`select … where id = ${id}\`` – a statement with parameters, prepared once per connection under a name of its text. */
export const sql = (strings: TemplateStringsArray, ...given: unknown[]): Sql => {
  const values: unknown[] = []
  const text = flatten(strings, given, values)
  return { text, values, name: nameOf(text) }
}
export const fragment = (strings: TemplateStringsArray, ...values: unknown[]): Fragment => ({
  [fragmentMark]: true,
  strings: [...strings],
  values,
})
export const nothing = fragment``
