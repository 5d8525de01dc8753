export type Schema = {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  format?: string
  pattern?: string
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  anyOf?: Schema[]
  additionalProperties?: boolean | Schema
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  default?: unknown
}
type Content = { content?: Record<string, { schema?: Schema }> }
type Operation = {
  summary?: string
  tags?: string[]
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema?: Schema }[]
  requestBody?: Content
  responses: Record<string, Content & { description?: string }>
  'x-access'?: string
  'x-problems'?: string[]
}
export type Document = { info: { title: string; version: string; description?: string }; paths: Record<string, Record<string, Operation>> }

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character] ?? '')

const limits = (schema: Schema): string => {
  const parts = [
    schema.format,
    schema.minLength === undefined ? undefined : `from ${schema.minLength}`,
    schema.maxLength === undefined ? undefined : `to ${schema.maxLength} characters`,
    schema.minimum === undefined ? undefined : `≥ ${schema.minimum}`,
    schema.maximum === undefined ? undefined : `≤ ${schema.maximum}`,
    schema.default === undefined ? undefined : `default ${JSON.stringify(schema.default)}`,
  ].filter((part) => part !== undefined)
  return parts.length > 0 ? ` (${parts.join(', ')})` : ''
}

/** A schema as a reader would write it down: names, types, limits. */
export const outline = (schema: Schema | undefined, indent = ''): string => {
  if (!schema) return 'anything'
  if (schema.$ref) return schema.$ref.split('/').at(-1) ?? ''
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(' | ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.anyOf) return schema.anyOf.map((one) => outline(one, indent)).join(' | ')
  if (schema.type === 'array') return `list of ${outline(schema.items, indent)}`
  if (schema.properties) {
    const deeper = `${indent}  `
    const lines = Object.entries(schema.properties).map(
      ([name, inner]) => `${deeper}${name}${schema.required?.includes(name) ? '' : '?'}: ${outline(inner, deeper)}`,
    )
    return lines.length > 0 ? `{\n${lines.join('\n')}\n${indent}}` : '{}'
  }
  return `${[schema.type ?? 'anything'].flat().join(' | ')}${limits(schema)}`
}

const part = (title: string, body: string): string => `<h3>${title}</h3>\n${body}\n`
const block = (schema: Schema | undefined): string => `<pre tabindex="0">${escape(outline(schema))}</pre>`

const parameters = (operation: Operation): string => {
  if (!operation.parameters?.length) return ''
  const rows = operation.parameters.map(
    (p) =>
      `<tr><th scope="row"><code>${escape(p.name)}</code></th><td>${escape(p.in)}</td><td>${p.required ? 'yes' : 'no'}</td><td>${escape(outline(p.schema))}${p.description ? ` ${escape(p.description)}` : ''}</td></tr>`,
  )
  return part(
    'Parameters',
    `<table><thead><tr><th scope="col">Name</th><th scope="col">In</th><th scope="col">Needed</th><th scope="col">What</th></tr></thead><tbody>${rows.join('')}</tbody></table>`,
  )
}

const operationHtml = (method: string, path: string, operation: Operation): string => {
  const done = Object.entries(operation.responses).find(([status]) => status.startsWith('2'))
  const body = operation.requestBody?.content?.['application/json']?.schema
  const answer = done?.[1].content?.['application/json']?.schema
  return `<details><summary><span class="method">${method.toUpperCase()}</span> <code>${escape(path)}</code> <span class="what">${escape(operation.summary ?? '')}</span></summary>
<p>Who may: <code>${escape(operation['x-access'] ?? '')}</code></p>
${parameters(operation)}${body ? part('Body', block(body)) : ''}${part(`Answer ${done?.[0] ?? ''}`, answer ? block(answer) : '<p>Nothing.</p>')}${part('Refusals', `<p>${(operation['x-problems'] ?? []).map((code) => `<code>${escape(code)}</code>`).join(' ')}</p>`)}</details>`
}

/** The whole page, in English like the document itself. */
export const docsPage = (document: Document): string => {
  const byTag = new Map<string, string[]>()
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const tag = operation.tags?.[0] ?? 'portal'
      byTag.set(tag, [...(byTag.get(tag) ?? []), operationHtml(method, path, operation)])
    }
  }
  const tags = [...byTag.keys()].sort()
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(document.info.title)} – API</title><link rel="stylesheet" href="/api/docs/style.css"></head>
<body><header><h1>${escape(document.info.title)} – API ${escape(document.info.version)}</h1>
<p>${escape(document.info.description ?? '')}</p>
<p>The same as OpenAPI 3.1: <a href="/api/openapi.json">/api/openapi.json</a>. What changes anything needs our own <code>Origin</code>; a write that may be repeated needs an <code>Idempotency-Key</code>.</p>
<nav aria-label="Parts">${tags.map((tag) => `<a href="#${escape(tag)}">${escape(tag)}</a>`).join(' ')}</nav></header>
<main>${tags.map((tag) => `<section id="${escape(tag)}"><h2>${escape(tag)}</h2>\n${byTag.get(tag)?.join('\n') ?? ''}</section>`).join('\n')}</main></body></html>`
}

export const docsStyle = `:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; --line: #8886; --quiet: light-dark(#4a5563, #b6c0cc); }
body { margin: 0 auto; max-width: 64rem; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.5rem; margin: 0 0 0.5rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 0.5rem; }
h3 { font-size: 0.9rem; margin: 1rem 0 0.25rem; color: var(--quiet); }
nav { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; }
nav a { padding: 0.25rem 0; }
details { border-top: 1px solid var(--line); padding: 0 0.25rem; }
details[open] { padding-bottom: 1rem; }
summary { cursor: pointer; padding: 0.5rem 0; min-height: 1.5rem; overflow-wrap: anywhere; }
:focus-visible { outline: 3px solid light-dark(#0b5c8f, #8ecbff); outline-offset: 2px; }
.method { display: inline-block; min-width: 4rem; font-weight: 700; }
.what { color: var(--quiet); }
code, pre { font-family: ui-monospace, monospace; font-size: 0.9em; }
pre { overflow-x: auto; padding: 0.75rem; border: 1px solid var(--line); border-radius: 4px; margin: 0; }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem; }
th, td { text-align: left; vertical-align: top; padding: 0.25rem 0.75rem 0.25rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
`
