import { expect, test, vi } from 'vitest'
import { fetchAhead, fetchLostStyles, page } from './lazy-page.ts'

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
