import { type ChildProcess, spawn } from 'node:child_process'
import { DEEP_STAGES, ROOT, STAGES, type Stage, type Step } from './stages.ts'

// npm test: every stage, in order. npm run check: lint and types. Arguments after `--` go to the last stage that was named.
// npm run test:deep: the stages of DEEP_STAGES; a part of it by name (npm run test:deep -- e2e-dates), one moment by MOMENT.
const isDeep = process.argv[2] === '--deep'
const all = isDeep ? DEEP_STAGES : STAGES
const [named, passedOn] = readArguments(process.argv.slice(isDeep ? 3 : 2))
const stages = named.length > 0 ? all.filter(({ name }) => named.includes(name)) : all
const CLOSING_LINES = 8

type Outcome = { stage: Stage; ok: boolean; seconds: number; closing: string[] }

let isStopped = false
let running: ChildProcess | undefined
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    running?.kill(signal)
    process.exitCode = 130
    isStopped = true
  })
}

const outcomes: Outcome[] = []
for (const stage of stages) {
  if (isStopped) break
  process.stdout.write(`\n━━ ${stage.title} (${stage.name}) ${'━'.repeat(Math.max(3, 70 - stage.title.length))}\n`)
  const from = performance.now()
  const { ok, closing } = await runStage(stage)
  outcomes.push({ stage, ok, seconds: (performance.now() - from) / 1000, closing })
}
summarize()

async function runStage(stage: Stage): Promise<{ ok: boolean; closing: string[] }> {
  let ok = true
  let closing: string[] = []
  let steps: Step[] = []
  try {
    steps = stage.steps((line) => process.stdout.write(`· ${line}\n`))
  } catch (error) {
    process.stderr.write(`! ${(error as Error).message}\n`)
    return { ok: false, closing: [(error as Error).message] }
  }
  // All steps of a stage run even when one fails: whoever mends wants to see everything at once.
  for (const [index, step] of steps.entries()) {
    const getsWords = step.label !== undefined || index === steps.length - 1
    if (step.label) process.stdout.write(`\n── ${step.label}\n`)
    const result = await run(getsWords ? { ...step, command: [...step.command, ...passedOn] } : step)
    if (step.label) closing.push(`${result.ok ? 'Godkänt ' : 'UNDERKÄNT'} ${step.label}: ${result.closing.at(-1)?.trim() ?? ''}`)
    else if (!result.ok || closing.length === 0 || ok) closing = result.closing
    ok &&= result.ok
  }
  return { ok, closing }
}

function run({ command: [program, ...args], cwd = ROOT, env = {} }: Step): Promise<{ ok: boolean; closing: string[] }> {
  return new Promise((resolve) => {
    const child = spawn(program!, args, { cwd, env: { ...process.env, FORCE_COLOR: '0', ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    running = child
    let tail = ''
    for (const [stream, target] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ] as const) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        target.write(text)
        tail = (tail + text).slice(-4_000)
      })
    }
    child.once('error', (error) => resolve({ ok: false, closing: [error.message] }))
    child.once('close', (code) => {
      const lines = tail.split('\n').filter((line) => line.trim() !== '')
      resolve({ ok: code === 0, closing: lines.slice(-CLOSING_LINES) })
    })
  })
}

function summarize(): void {
  process.stdout.write(`\n━━ Sammanfattning ${'━'.repeat(60)}\n`)
  for (const { stage, ok, seconds, closing } of outcomes) {
    process.stdout.write(`${ok ? 'Godkänt ' : 'UNDERKÄNT'} ${stage.title} (${stage.name}), ${seconds.toFixed(1)} s\n`)
    for (const line of closing) process.stdout.write(`    ${line}\n`)
  }
  const failed = outcomes.filter(({ ok }) => !ok)
  process.stdout.write(
    failed.length === 0 ? '\nAllt är godkänt.\n' : `\nUnderkänt: ${failed.map(({ stage }) => stage.title).join(', ')}.\n`,
  )
  if (failed.length > 0) process.exitCode = 1
}

function readArguments(given: string[]): [string[], string[]] {
  const names = new Set(all.map(({ name }) => name))
  const stages = given.filter((arg, index) => names.has(arg) && given.slice(0, index).every((before) => names.has(before)))
  return [stages, given.slice(stages.length).filter((arg) => arg !== '--')]
}
