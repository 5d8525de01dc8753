/**
 * Does work grow with what it is given, or with the square of it? Judged by the processor time of this thread, as nothing else can be told on a
 * machine that does other things at the same time. What takes less than `floorMs` at full length is not judged: nobody waits for it.
 */
const floorMs = 12
/** Twice as much may take two and a half times as long. */
const steepest = 2.5
/** Some kernels count processor time in steps of 4 ms: work is repeated until a step more or less makes no difference. */
const worthMs = 80
const tries = 3

const spent = async (work: () => unknown, times = 1): Promise<number> => {
  const before = process.threadCpuUsage()
  for (let i = 0; i < times; i += 1) await work()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1_000 / times
}

type Work = (length: number) => unknown
type Growth = { full: number; half: number }
/** Null when it does not grow too steeply; milliseconds when it did so each time that it was tried. */
const steepness = async (work: Work, length: number): Promise<Growth | null> => {
  const once = await spent(() => work(length))
  const times = Math.ceil(worthMs / Math.max(once, 4))
  let [full, half] = [0, 0]
  for (let i = 0; i < tries; i += 1) {
    full = await spent(() => work(length), times)
    half = await spent(() => work(length / 2), times * 2)
    if (full <= Math.max(half * steepest, floorMs)) return null
  }
  return { full, half }
}

/**
 * Those of these works that take more than two and a half times as long when what they are given is twice as long, with their milliseconds. All are
 * first done once: only where they took their time together is each looked at by itself, so that a thousand of them are looked through in seconds.
 */
export const steepAmong = async (works: Record<string, Work>, length: number): Promise<string[]> => {
  const all = async (n: number): Promise<void> => {
    for (const work of Object.values(works)) await work(n)
  }
  const together = await spent(() => all(length))
  if (together <= floorMs * 3 || together <= (await spent(() => all(length / 2))) * steepest) return []
  const steep: string[] = []
  for (const [name, work] of Object.entries(works)) {
    const found = await steepness(work, length)
    if (found) steep.push(`${name}: ${found.half.toFixed(1)} → ${found.full.toFixed(1)} ms`)
  }
  return steep
}
