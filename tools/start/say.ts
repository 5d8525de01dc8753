/** What the person at the terminal reads: plain Swedish, one line per thing that is done. */
export const say = (text: string) => process.stdout.write(`· ${text}\n`)

export const warn = (text: string) => process.stderr.write(`! ${text}\n`)

/** Tells after a while what we are waiting for, so that nobody wonders whether it hangs. */
export async function patiently<T>(work: Promise<T>, text: string, afterMs = 4_000): Promise<T> {
  const timer = setTimeout(() => say(text), afterMs)
  try {
    return await work
  } finally {
    clearTimeout(timer)
  }
}
