import { useSyncExternalStore } from 'react'
import type * as Sealed from './sealed.ts'

/**
 * Where words lie that the server does not have: on the device, sealed with the key of whoever wrote them, or – when the device takes no more, or
 * none at all – in the memory of this page, which is said. Everything kept belongs to somebody: a name begins with its owner.
 *
 * Several tabs write under the same name. Each remembers what it last read or wrote there; what another tab has put there since is never written
 * over and never removed: the second text lies beside the first under a name of its own, until its own tab, or a later page, has sent it.
 */
export type Kept<Value> = { at: number; value: Value }

/**
 * The cipher comes as a file of its own, beside the first page and not in it. Until it is here nothing can be read and everything written stays in
 * memory, so whoever tells a page who is there waits for it first. One that does not come is asked for again.
 */
let cipher: typeof Sealed | null = null
export async function deviceReady(): Promise<void> {
  try {
    cipher ??= await import('./sealed.ts')
    again()
  } catch {
    // As long as it is not here the page has the words, and says so.
  }
}
const prefix = 'draft:'
const beside = '~'
/** Own words that were never sent (ADR 0018). */
export const keptDays = 30

const tab = crypto.randomUUID().slice(0, 8)
/** What this page has and the device would not take. */
const pageOnly = new Map<string, string>()
/** What this tab last read or wrote under each name, and where. */
const mine = new Map<string, { slot: string; stored: string | null }>()
const keysOf = new Map<string, readonly Sealed.DeviceKey[]>()
/** Who was here and has gone: what a page that is just being left would still write for them is written for nobody. */
const gone = new Set<string>()
const listeners = new Set<() => void>()
let turn = 0
const tell = (): void => {
  turn += 1
  for (const listener of listeners) listener()
}

function ask<Answer>(what: () => Answer, otherwise: Answer): Answer {
  try {
    return what()
  } catch {
    return otherwise
  }
}
const stored = (slot: string): string | null => ask(() => localStorage.getItem(slot), null)
const put = (slot: string, raw: string): boolean => ask(() => (localStorage.setItem(slot, raw), stored(slot) === raw), false)
const remove = (slot: string): void => ask(() => localStorage.removeItem(slot), undefined)
/** Every name on the device or in the memory of this page. */
const slots = (): string[] => [
  ...new Set([...ask(() => Object.keys(localStorage), []).filter((slot) => slot.startsWith(prefix)), ...pageOnly.keys()]),
]
const nameOf = (slot: string): string => {
  const end = slot.indexOf(beside)
  return slot.slice(prefix.length, end < 0 ? undefined : end)
}

/** Whoever has an answer link is its owner: the link itself is the key, and only its beginning is on the device. */
const linkShown = 8
const shown = (name: string): string => name.replace(/^(link:[^:]{8})[^:]+/u, '$1')
const linkKeys = new Map<string, readonly Sealed.DeviceKey[]>()
function keysFor(name: string): readonly Sealed.DeviceKey[] {
  const [owner = '', token = ''] = name.split(':', 2)
  if (owner !== 'link') return keysOf.get(owner) ?? []
  if (token.length > linkShown) linkKeys.set(token.slice(0, linkShown), [{ version: 1, secret: token.padEnd(43, 'A').slice(0, 43) }])
  return linkKeys.get(token.slice(0, linkShown)) ?? []
}

/** The keys of whoever is logged in, the newest last. From here on what they kept can be read, and what they write can be kept. */
export function unlockDevice(owner: string, keys: readonly Sealed.DeviceKey[]): void {
  if (JSON.stringify(keysOf.get(owner)) === JSON.stringify(keys)) return
  keysOf.set(owner, keys)
  gone.delete(owner)
  again()
  tell()
}
/** Somebody else is here now: what the others wrote stays where it lies and cannot be read. */
export function lockDevice(but: string | null): void {
  for (const owner of keysOf.keys())
    if (owner !== but) {
      keysOf.delete(owner)
      gone.add(owner)
    }
  linkKeys.clear()
  for (const name of mine.keys()) if (!name.startsWith(`${but}:`)) mine.delete(name)
  tell()
}

/** When it was written; null for what was never sealed here. */
const sealedAt = (sealed: string): number | null => {
  const at = /^\d+\.(\d+)\./u.exec(sealed)?.[1]
  return at === undefined ? null : Number(at)
}
/** What was never sealed is of an earlier release, or of a page that had no key. */
const open = (name: string, raw: string): Kept<unknown> | null => {
  if (raw.startsWith('{')) return ask(() => JSON.parse(raw) as Kept<unknown>, null)
  const value = cipher?.unseal(keysFor(name), shown(name), raw)
  return value === undefined ? null : { at: sealedAt(raw) ?? 0, value }
}
const writtenAt = (raw: string): number | null => (raw.startsWith('{') ? (open('', raw)?.at ?? null) : sealedAt(raw))
/** As it lies on the device; null where nobody's key is known. */
const closed = (name: string, { at, value }: Kept<unknown>): string | null => {
  const key = keysFor(name).at(-1)
  return key && cipher ? ask(() => cipher?.seal(key, shown(name), at, value) ?? null, null) : null
}

/** What was kept under this name, and since when; null also when it cannot be read. */
export function readKept<Value>(name: string): Kept<Value> | null {
  const base = prefix + shown(name)
  const own = mine.get(name)?.slot
  const first = own ? [own, base] : [base]
  for (const slot of [...first, ...(stored(base) === null ? slots().filter((one) => one.startsWith(base + beside)) : [])]) {
    const raw = pageOnly.get(slot) ?? stored(slot)
    const kept = raw === null ? null : open(name, raw)
    if (!kept) continue
    mine.set(name, { slot, stored: stored(slot) })
    return kept as Kept<Value>
  }
  return null
}

/** True when it lies on the device; false: this page alone has it. */
export function writeKept<Value>(name: string, value: Value, when: number): boolean {
  // The server's time comes with parts of a millisecond, and the moment stands between dots.
  const at = Math.round(when)
  if (gone.has(name.split(':', 1)[0] ?? '')) return false
  const base = prefix + shown(name)
  const before = mine.get(name) ?? { slot: base, stored: null }
  const lies = stored(before.slot)
  const isOthers = lies !== null && lies !== before.stored && JSON.stringify(open(name, lies)?.value) !== JSON.stringify(value)
  const slot = isOthers ? `${base}${beside}${tab}` : before.slot
  const raw = closed(name, { at, value })
  const isKept = raw !== null && put(slot, raw)
  if (isKept) pageOnly.delete(slot)
  else pageOnly.set(slot, raw ?? JSON.stringify({ at, value }))
  mine.set(name, { slot, stored: stored(slot) })
  tell()
  return isKept
}

/** The server has it, or its writer has thrown it away: removed where this tab read or wrote it, unless another has written there since. */
export function forgetKept(name: string): void {
  const before = mine.get(name) ?? { slot: prefix + shown(name), stored: null }
  pageOnly.delete(before.slot)
  if (before.stored !== null && stored(before.slot) === before.stored) remove(before.slot)
  mine.delete(name)
  again()
  tell()
}

/** There is room again: what only this page had goes to the device. */
function again(): void {
  for (const [slot, raw] of pageOnly) {
    const kept = raw.startsWith('{') ? open('', raw) : null
    const sealed = kept ? closed(nameOf(slot), kept) : raw
    if (sealed === null) continue
    if (!put(slot, sealed)) return
    pageOnly.delete(slot)
    for (const [name, one] of mine) if (one.slot === slot) mine.set(name, { slot, stored: sealed })
  }
}

/** The names under which something lies, of everybody's. */
export const keptNames = (): string[] => [...new Set(slots().map(nameOf))]
export const isOnDevice = (name: string): boolean => ![...pageOnly.keys()].some((slot) => nameOf(slot) === shown(name))

export type Piece = { slot: string; name: string; at: number | null; value: unknown; isOnDevice: boolean }
/** Everything of one person that lies here, the newest first; `value` is undefined where it cannot be read. */
export const piecesOf = (owner: string): Piece[] =>
  slots()
    .filter((slot) => slot.startsWith(`${prefix}${owner}:`))
    .map((slot) => {
      const raw = pageOnly.get(slot) ?? stored(slot) ?? ''
      const name = nameOf(slot)
      return { slot, name, at: writtenAt(raw), value: open(name, raw)?.value, isOnDevice: !pageOnly.has(slot) }
    })
    .sort((a, b) => (b.at ?? 0) - (a.at ?? 0))

/** Thrown away by its owner, from the list of what lies here. */
export function dropPiece(slot: string): void {
  pageOnly.delete(slot)
  remove(slot)
  for (const [name, one] of mine) if (one.slot === slot) mine.delete(name)
  tell()
}
export function dropAllOf(owner: string): void {
  for (const { slot } of piecesOf(owner)) dropPiece(slot)
}

/** What has lain for longer than anybody looks for it goes, whosever it is. `now` is the server's: a clock that jumps must not throw words away. */
export function dropOld(now: number): void {
  for (const slot of slots()) {
    const at = writtenAt(pageOnly.get(slot) ?? stored(slot) ?? '')
    if (at !== null && at < now - keptDays * 86_400_000) dropPiece(slot)
  }
}

export function subscribeDevice(listener: () => void): () => void {
  listeners.add(listener)
  addEventListener('storage', tell)
  return () => {
    listeners.delete(listener)
    removeEventListener('storage', tell)
  }
}
/** Something lies here that whoever is here wrote and the server does not have; where nobody is logged in, that somebody did. */
const hasWritten = (): boolean =>
  slots().some((slot) => {
    const [owner = ''] = nameOf(slot).split(':', 1)
    return owner === 'link' ? linkKeys.size > 0 : keysOf.size === 0 || keysOf.has(owner)
  })
export const useHasWritten = (): boolean => useSyncExternalStore(subscribeDevice, hasWritten)
/** Something lies on this page alone: a sentence says so wherever somebody writes. */
export const hasPageOnly = (): boolean => pageOnly.size > 0
export const usePageOnly = (): boolean => useSyncExternalStore(subscribeDevice, hasPageOnly)
/** Counts up whenever something was kept, forgotten or written by another tab. */
export const useDeviceTurn = (): number => useSyncExternalStore(subscribeDevice, () => turn)

// What only this page has would be gone with it: the browser asks first.
addEventListener('beforeunload', (event) => {
  again()
  if (pageOnly.size > 0) event.preventDefault()
})

void deviceReady()
