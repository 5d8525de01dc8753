import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

const server = Date.parse('2026-11-24T02:14:00Z')
const minutes = (n: number): number => n * 60_000
/** A page as it is loaded: what it has heard is its own. */
const load = async () => {
  vi.resetModules()
  return import('./now.ts')
}

beforeEach(() => void vi.useFakeTimers({ now: server }))
afterEach(() => void vi.useRealTimers())

describe('CT1 · CT2 · the time that a page sends is the server’s', () => {
  test.each([
    ['3 h ahead', 180],
    ['40 min behind', -40],
    ['right', 0],
  ])('on a device that is %s, from the first answer on', async (_what, wrong) => {
    vi.setSystemTime(server + minutes(wrong))
    const { askedNow, heardServerTime, serverNow } = await load()
    heardServerTime('2026-11-24T02:14:00.000Z', askedNow())
    expect(serverNow()).toBe(server)
    vi.advanceTimersByTime(minutes(7))
    expect(serverNow()).toBe(server + minutes(7))
  })

  test('a clock that is set back while the page is open changes nothing', async () => {
    const { askedNow, heardServerTime, serverNow } = await load()
    heardServerTime(server, askedNow())
    vi.setSystemTime(server - minutes(60))
    vi.advanceTimersByTime(1_000)
    expect(serverNow()).toBe(server + 1_000)
  })

  test('one that has gone ahead may have slept: that is believed until the server says otherwise, and the server is asked', async () => {
    const { askedNow, heardServerTime, onUnsure, serverNow } = await load()
    heardServerTime(server, askedNow())
    const ask = vi.fn<() => void>()
    onUnsure(ask)
    vi.setSystemTime(server + minutes(180))
    expect(serverNow()).toBe(server + minutes(180))
    expect(ask).toHaveBeenCalledOnce()
    // A question asked before is no bound; one asked after is.
    const asked = askedNow()
    vi.advanceTimersByTime(100)
    heardServerTime(server + 100, asked + 1)
    expect(serverNow()).toBe(server + 100 + 99)
  })

  test('a beat that has waited behind a dialog never puts the clock back', async () => {
    const { askedNow, heardServerTime, serverNow } = await load()
    heardServerTime(server, askedNow())
    vi.advanceTimersByTime(minutes(2))
    for (const waited of [15_000, 30_000, 45_000]) heardServerTime(server + waited)
    expect(serverNow()).toBe(server + minutes(2))
  })

  test('a server whose own clock is put right is followed, both ways', async () => {
    const { askedNow, heardServerTime, serverNow } = await load()
    heardServerTime(server, askedNow())
    vi.advanceTimersByTime(1_000)
    heardServerTime(server - minutes(60), askedNow())
    expect(serverNow()).toBe(server - minutes(60))
    heardServerTime(server + 5_000)
    expect(serverNow()).toBe(server + 5_000)
  })

  test('what is no time is not believed', async () => {
    const { heardServerTime, serverNow } = await load()
    heardServerTime('in a while')
    expect(serverNow()).toBe(server)
  })

  test('an instant that a library took from the device is told by the server’s clock', async () => {
    vi.setSystemTime(server + minutes(180))
    const { askedNow, heardServerTime, serverTimeOf } = await load()
    heardServerTime(server, askedNow())
    expect(serverTimeOf(Date.now() - minutes(5))).toBe(server - minutes(5))
  })
})
