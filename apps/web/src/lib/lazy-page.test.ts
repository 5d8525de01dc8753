import { afterEach, expect, test, vi } from 'vitest'
import { fetchAhead, fetchLostStyles, page, patiently } from './lazy-page.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('a style sheet that did not arrive is asked for again, and the page waits for it', async () => {
  const link = document.createElement('link')
  link.rel = 'stylesheet'
  document.head.append(link)
  link.dispatchEvent(new Event('error'))
  const done = vi.fn<() => void>()
  const fetched = fetchLostStyles().then(done)
  const again = document.head.querySelector('link')
  expect(again).not.toBe(link)
  expect(done).not.toHaveBeenCalled()
  again?.dispatchEvent(new Event('load'))
  await fetched
  expect(done).toHaveBeenCalledOnce()
})

test('a page can be fetched before it is drawn, and what fails then is told when it is', async () => {
  const load = vi.fn<() => Promise<never>>(() => Promise.reject(new Error('gone')))
  const Page = page(load as never, 'Page')
  expect(load).not.toHaveBeenCalled()
  void fetchAhead(Page)
  expect(load).toHaveBeenCalledOnce()
  void fetchAhead({})
})

test('a page asked for while the server is being started anew comes when it answers', async () => {
  vi.useFakeTimers()
  const answers = vi
    .fn<() => Promise<{ ok: boolean }>>()
    .mockRejectedValueOnce(new TypeError('refused'))
    .mockResolvedValueOnce({ ok: false })
    .mockResolvedValue({ ok: true })
  vi.stubGlobal('fetch', answers)
  const load = vi.fn<() => Promise<string>>().mockRejectedValueOnce(new Error('Unable to preload CSS')).mockResolvedValue('the board')
  const coming = patiently(load)
  await vi.runAllTimersAsync()
  expect(await coming).toBe('the board')
  expect([load.mock.calls.length, answers.mock.calls.length]).toEqual([2, 3])
})

test('a page that does not come though the server answers is of an older release, and that is told', async () => {
  vi.stubGlobal('fetch', () => Promise.resolve({ ok: true }))
  const load = vi.fn<() => Promise<never>>(() => Promise.reject(new TypeError('Failed to fetch dynamically imported module')))
  await expect(patiently(load)).rejects.toThrow('dynamically imported')
  expect(load).toHaveBeenCalledTimes(2)
})
