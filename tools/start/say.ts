import { logWriter } from '../../apps/api/src/lib/log-writer.ts'

// The terminal may be a file on a disk that is full: whoever keeps everything else running does not die of it.
const tell = (lines: number, code: string) => `! ${lines === 1 ? 'En rad' : `${lines} rader`} i loggen kunde inte skrivas (${code}).`
const out = logWriter(1, { tell })
const err = logWriter(2, { tell })

/** What the person at the terminal reads: plain Swedish, one line per thing that is done. */
export const say = (text: string) => out.write(`· ${text}\n`)

/** Several lines as they are. */
export const show = (lines: string[]) => out.write(`${lines.join('\n')}\n`)

export const warn = (text: string) => err.write(`! ${text}\n`)

/** Tells after a while what we are waiting for, so that nobody wonders whether it hangs. */
export async function patiently<T>(work: Promise<T>, text: string, afterMs = 4_000): Promise<T> {
  const timer = setTimeout(() => say(text), afterMs)
  try {
    return await work
  } finally {
    clearTimeout(timer)
  }
}
