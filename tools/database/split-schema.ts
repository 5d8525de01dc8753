/** Tables whose feature their name does not begin with. */
const OTHERWISE: Record<string, string> = {
  functions: 'users',
  settings: 'platform',
  idempotency_keys: 'platform',
  worker_heartbeats: 'platform',
  viewer: 'users',
  journal: 'journal',
  outbox: 'outbox',
}

/** `actor_aliases` belongs to actors: the word before the first underscore that is a feature, in the plural. */
const FEATURES = [
  'actors',
  'users',
  'rosters',
  'forums',
  'incidents',
  'activations',
  'call-outs',
  'capabilities',
  'assessments',
  'target-visions',
  'adoptions',
  'plans',
  'meetings',
  'situational-pictures',
  'notices',
  'measures',
  'directions',
  'messages',
  'resources',
  'learning',
  'training',
]

export function featureOf(table: string): string {
  const own = OTHERWISE[table] ?? OTHERWISE[table.split('_')[0]!]
  if (own) return own
  const matching = FEATURES.filter((feature) => {
    const plural = feature.replaceAll('-', '_')
    const singular = plural.replace(/ies$/, 'y').replace(/s$/, '')
    return table === plural || table.startsWith(`${singular}_`) || table.startsWith(`${plural}_`)
  })
  return matching.toSorted((a, b) => b.length - a.length)[0] ?? table.split('_')[0]!
}

/** What introspection prints, as one text per feature. */
export function splitSchema(introspected: string): Map<string, string> {
  const models = [...introspected.matchAll(/^(?:model|enum|view) (\w+) \{\n[\s\S]*?\n\}/gm)].map((match) => ({
    name: match[1]!,
    text: match[0],
  }))
  const named = shortNames(models.map(({ text }) => text).join('\n\n'))
  const texts = new Map<string, string>()
  for (const [index, text] of named.split(/\n\n(?=(?:model|enum|view) )/).entries()) {
    const feature = featureOf(models[index]!.name)
    texts.set(feature, texts.has(feature) ? `${texts.get(feature)}\n\n${text}` : text)
  }
  return new Map([...texts].map(([feature, text]) => [feature, `${text}\n`]))
}

/**
 * Introspection names a relation after both tables and every column of its key. The names exist in this map alone, so they are cut
 * to what tells them apart: the table and the first column of the key.
 */
function shortNames(text: string): string {
  let named = text
  const relations = [...text.matchAll(/@relation\("(\w+)", fields: \[([^\]]+)\]/g)]
  for (const [, long, columns] of relations) {
    const short = `${columns!.split(', ')[0]!}_of_${modelAround(text, long!)}`
    // Both sides of the relation carry its name in theirs, after the table.
    named = named.replace(new RegExp(`\\b(\\w+_)?${long}\\b`, 'g'), short)
  }
  return toMany(named)
}

const modelAround = (text: string, relation: string) => {
  const before = text.slice(0, text.indexOf(`@relation("${relation}", fields:`))
  return before.slice(before.lastIndexOf('model ')).split(/\s+/)[1]!
}

/** A key whose first part is unique already makes introspection call it one-to-one; Prisma accepts that only with a unique of the whole. */
function toMany(text: string): string {
  let fixed = text
  for (const [, relation, columns] of text.matchAll(/@relation\("(\w+)", fields: \[([^\]]+, [^\]]+)\]/g)) {
    const model = text.slice(0, text.indexOf(`@relation("${relation}", fields:`))
    const body = text.slice(model.lastIndexOf('model '), text.indexOf('\n}', model.length))
    if (body.includes(`@@unique([${columns}]`) || body.includes(`@@id([${columns}]`)) continue
    fixed = fixed.replace(new RegExp(`(\\w+)\\?(\\s+@relation\\("${relation}"\\))`), '$1[]$2')
  }
  return fixed
}
