import { expect, test, vi } from 'vitest'
import { fetchLostStyles } from './lazy-page.ts'

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
