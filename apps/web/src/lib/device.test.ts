import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type * as Device from './device.ts'

const keyOf = (who: string, version = 1) => ({ version, secret: btoa(`${who}${version}`.padEnd(32)) })
const at = Date.parse('2026-11-30T03:10:00Z')
const day = 86_400_000

/** Another tab, or the same page after a reload: the same device, and a memory of its own. */
async function openTab(who: string | null = 'anna'): Promise<typeof Device> {
  vi.resetModules()
  const tab = await import('./device.ts')
  await tab.deviceReady()
  if (who) tab.unlockDevice(who, [keyOf(who)])
  return tab
}
const everything = () =>
  Object.entries({ ...localStorage })
    .flat()
    .join('\n')

/** A device that takes nothing more. */
const full = (storage: Storage) =>
  new Proxy(storage, {
    get: (target, name) => {
      if (name === 'setItem')
        return () => {
          throw new DOMException('full', 'QuotaExceededError')
        }
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })

beforeEach(() => localStorage.clear())
afterEach(() => vi.unstubAllGlobals())

test('W2 · what waits for one person is on the device for the next, who can neither read it nor throw it away', async () => {
  const anna = await openTab('anna')
  expect(anna.writeKept('anna:later:reports:1', { text: 'tre skolor utan värme' }, at)).toBe(true)
  expect(everything()).not.toContain('skolor')
  const bo = await openTab('bo')
  expect(bo.readKept('anna:later:reports:1')).toBeNull()
  expect(bo.piecesOf('anna')).toMatchObject([{ at, value: undefined }])
  bo.writeKept('bo:activate', 'egen', at)
  bo.dropAllOf('bo')
  bo.lockDevice(null)
  const back = await openTab('anna')
  expect(back.readKept('anna:later:reports:1')).toEqual({ at, value: { text: 'tre skolor utan värme' } })
})

test('W2 · a moment with parts of a millisecond is read back like any other', async () => {
  const tab = await openTab('anna')
  tab.writeKept('anna:activate', 'x', at + 0.25)
  expect(tab.readKept('anna:activate')).toEqual({ at, value: 'x' })
})

test('W2 · a page of somebody who has gone writes nothing more for them', async () => {
  const tab = await openTab('anna')
  tab.writeKept('anna:activate', 'kvar', at)
  tab.dropAllOf('anna')
  tab.lockDevice('bo')
  expect(tab.writeKept('anna:activate', 'kvar', at)).toBe(false)
  expect([everything(), tab.hasPageOnly()]).toEqual(['', false])
})

test('W2 · a key that is no longer given out: said to be unreadable, and not silently gone', async () => {
  const before = await openTab('anna')
  before.writeKept('anna:activate', 'x', at)
  const after = await openTab(null)
  after.unlockDevice('anna', [keyOf('anna', 2)])
  expect(after.readKept('anna:activate')).toBeNull()
  expect(after.piecesOf('anna')).toMatchObject([{ name: 'anna:activate', at, value: undefined }])
  after.unlockDevice('anna', [keyOf('anna', 1), keyOf('anna', 2)])
  expect(after.readKept('anna:activate')?.value).toBe('x')
})

test('W2 · what was written is bound to its place: moved to another form it opens nothing', async () => {
  const tab = await openTab('anna')
  tab.writeKept('anna:activate', 'x', at)
  const raw = localStorage.getItem('draft:anna:activate') ?? ''
  localStorage.setItem('draft:anna:request', raw)
  localStorage.setItem('draft:anna:invite', raw.replace(String(at), String(at + day)))
  expect([tab.readKept('anna:request'), tab.readKept('anna:invite')]).toEqual([null, null])
})

test('W2 · what nobody has come back for in 30 days goes, whosever it is; the day before it stays', async () => {
  const anna = await openTab('anna')
  anna.writeKept('anna:activate', 'x', at)
  const bo = await openTab('bo')
  bo.dropOld(at + 30 * day)
  expect(bo.piecesOf('anna')).toHaveLength(1)
  bo.dropOld(at + 30 * day + 1)
  expect(bo.piecesOf('anna')).toHaveLength(0)
})

test('W2 · an answer link is its own key, and only its beginning is on the device', async () => {
  const token = 'AbCdEfGh0123456789_-AbCdEfGh0123456789_-xyz'
  const tab = await openTab(null)
  expect(tab.writeKept(`link:${token}`, { person: 'Nils' }, at)).toBe(true)
  expect(everything()).not.toContain(token)
  expect(everything()).not.toContain('Nils')
  const again = await openTab(null)
  expect(again.readKept(`link:${token}`)?.value).toEqual({ person: 'Nils' })
  const other = await openTab(null)
  expect(other.readKept(`link:${token.slice(0, 8)}${'x'.repeat(35)}`)).toBeNull()
})

test('W3 · what one tab sends takes nothing that another has written: both are there after a reload', async () => {
  const one = await openTab()
  one.writeKept('anna:assessment:a:1.1.1', 'text från flik ett', at)
  const two = await openTab()
  // Opened before the other wrote: it has read nothing.
  two.writeKept('anna:assessment:a:1.1.1', 'text från flik två', at + 1)
  two.forgetKept('anna:assessment:a:1.1.1')
  const reloaded = await openTab()
  expect(reloaded.readKept('anna:assessment:a:1.1.1')?.value).toBe('text från flik ett')
})

test('W3 · both unsent: neither writes over the other, and the second is found when the first has been sent', async () => {
  const one = await openTab()
  const two = await openTab()
  two.readKept('anna:activate')
  one.writeKept('anna:activate', 'ett', at)
  two.writeKept('anna:activate', 'två', at + 1)
  one.writeKept('anna:activate', 'ett igen', at + 2)
  const later = await openTab()
  expect(later.readKept('anna:activate')?.value).toBe('ett igen')
  expect(later.piecesOf('anna').map(({ value }) => value)).toEqual(['ett igen', 'två'])
  later.forgetKept('anna:activate')
  expect(later.readKept('anna:activate')?.value).toBe('två')
  later.forgetKept('anna:activate')
  expect(later.readKept('anna:activate')).toBeNull()
})

test('W3 · the same words in two tabs are one piece', async () => {
  const one = await openTab()
  one.writeKept('anna:activate', 'samma', at)
  const two = await openTab()
  two.writeKept('anna:activate', 'samma', at + 1)
  expect(two.piecesOf('anna')).toHaveLength(1)
  one.forgetKept('anna:activate')
  expect(two.readKept('anna:activate')?.value).toBe('samma')
})

test('W1 · a full device: the page has it, says so, and gives it to the device when there is room', async () => {
  const tab = await openTab()
  tab.writeKept('anna:activate', 'före', at)
  vi.stubGlobal('localStorage', full(localStorage))
  expect(tab.writeKept('anna:activate', 'efter', at + 1)).toBe(false)
  expect([tab.hasPageOnly(), tab.isOnDevice('anna:activate'), tab.readKept('anna:activate')?.value]).toEqual([true, false, 'efter'])
  const leaving = new Event('beforeunload', { cancelable: true })
  dispatchEvent(leaving)
  expect(leaving.defaultPrevented).toBe(true)
  vi.unstubAllGlobals()
  tab.writeKept('anna:request', 'annat', at + 2)
  tab.forgetKept('anna:request')
  expect([tab.hasPageOnly(), tab.isOnDevice('anna:activate')]).toEqual([false, true])
  tab.forgetKept('anna:activate')
  expect(everything()).toBe('')
})

test('W1 · no storage at all: everything works from memory, and nothing is said to be on the device', async () => {
  const tab = await openTab()
  vi.stubGlobal(
    'localStorage',
    new Proxy(
      {},
      {
        get: () => {
          throw new DOMException('denied', 'SecurityError')
        },
        ownKeys: () => {
          throw new DOMException('denied', 'SecurityError')
        },
      },
    ),
  )
  expect(tab.writeKept('anna:later:reports:1', 'x', at)).toBe(false)
  expect([tab.keptNames(), tab.readKept('anna:later:reports:1')?.value, tab.hasPageOnly()]).toEqual([['anna:later:reports:1'], 'x', true])
  tab.forgetKept('anna:later:reports:1')
  expect([tab.keptNames(), tab.hasPageOnly()]).toEqual([[], false])
  vi.unstubAllGlobals()
})
