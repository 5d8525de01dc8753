import { useNow } from './now.ts'

/** The present by the server's clock: what counts down to somebody being late must not trust a phone's. `readAt` is when `at` arrived. */
export const useServerNow = (at: string, readAt: number): number => useNow() + (Date.parse(at) - readAt)
