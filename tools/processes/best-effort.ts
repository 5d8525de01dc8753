/** What a disk says that takes nothing more, or is broken. */
const ofDisk = new Set(['ENOSPC', 'EDQUOT', 'EIO', 'EROFS'])

export const isOfDisk = (error: unknown): boolean => ofDisk.has((error as NodeJS.ErrnoException).code ?? '')

/**
 * For records that make the next start more comfortable: what runs goes on without them. Answers undefined when the disk would not have it;
 * any other mistake is one.
 */
export function bestEffort<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (isOfDisk(error)) return undefined
    throw error
  }
}
