import { isIPv4, isIPv6 } from 'node:net'

/** The eight words of an IPv6 address, written out. */
const wordsOf = (address: string): string[] => {
  const [before = '', after] = address.split('::', 2)
  const [front, back] = [before, after ?? ''].map((part) => part.split(':').filter(Boolean))
  const words = front ?? []
  if (after === undefined) return words
  return [...words, ...Array.from({ length: Math.max(0, 8 - words.length - (back?.length ?? 0)) }, () => '0'), ...(back ?? [])]
}

/**
 * Who shares a bucket: one IPv4 address, or the /64 that a single IPv6 subscriber is given and may number as they like. On loopback the peer is the demo
 * or a proxy that nobody named: not the client's own address, so null, and nobody shares a bucket with anybody for it (security.md A7).
 */
export const networkOf = (ip: string | undefined): string | null => {
  const address = (ip ?? '').split('%', 1)[0]?.toLowerCase() ?? ''
  const mapped = address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address
  if (isIPv4(mapped)) return mapped.startsWith('127.') ? null : mapped
  if (!isIPv6(address) || address === '::1') return null
  return `${wordsOf(address)
    .slice(0, 4)
    .map((word) => Number.parseInt(word, 16).toString(16))
    .join(':')}::/64`
}
