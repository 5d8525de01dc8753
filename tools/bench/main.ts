import { inspect, parseArgs } from 'node:util'
import { openEnvironment } from './environment.ts'
import { loaded } from './loaded/main.ts'
import { measures as onEmpty } from './measures/list.ts'
import { isMet, type Outcome } from './outcome.ts'
import { printTable } from './table.ts'

// npm run bench: what the portal costs beside the barest program that does the same thing, in the same run on the same machine.
const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    loaded: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
// --loaded: the same endpoints nearly empty and with ten years in the database.
const measures = values.loaded ? [{ name: 'loaded', run: loaded }] : onEmpty
const wanted = (values.only ?? []).flatMap((names) => names.split(','))
const unknown = wanted.filter((name) => !measures.some((measure) => measure.name === name))
if (values.help || unknown.length > 0) {
  if (unknown.length > 0) process.stderr.write(`There is no measurement called ${unknown.join(', ')}.\n`)
  process.stdout.write(
    `npm run bench -- [--only name[,name]] [--loaded] [--profile]\n\nNames: ${measures.map(({ name }) => name).join(', ')}\n--profile writes a CPU profile of the API and says where.\n`,
  )
  process.exit(values.help ? 0 : 2)
}

const environment = await openEnvironment({ profile: values.profile })
let closing: Promise<void> | undefined
const close = (): Promise<void> => (closing ??= environment.close())
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void close().finally(() => process.exit(130)))

const outcomes: Outcome[] = []
const unmeasured: string[] = []
try {
  for (const measure of measures) {
    if (wanted.length > 0 && !wanted.includes(measure.name)) continue
    environment.say(`${measure.name} …`)
    try {
      outcomes.push(...(await measure.run(environment)))
    } catch (error) {
      if (closing) break
      unmeasured.push(measure.name)
      process.stderr.write(`! ${measure.name} could not be measured: ${inspect(error)}\n`)
    }
  }
  if (!closing) printTable(outcomes, unmeasured, environment.machine)
} finally {
  await close()
}
process.exitCode = unmeasured.length > 0 || !outcomes.every(isMet) ? 1 : 0
