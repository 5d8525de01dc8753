import { MutationObserver, onlineManager } from '@tanstack/react-query'
import { afterEach, expect, test } from 'vitest'
import { queryClient } from './query-client.ts'

afterEach(() => onlineManager.setOnline(true))

test('a press without a network fails at once, and is not sent behind anybody’s back when the network returns', async () => {
  onlineManager.setOnline(false)
  let sent = 0
  const press = new MutationObserver(queryClient, {
    mutationFn: async () => {
      sent += 1
      throw new TypeError('no network')
    },
  })
  const given = press.mutate().catch((error: Error) => error.message)
  expect(press.getCurrentResult().isPaused).toBe(false)
  expect(await given).toBe('no network')
  onlineManager.setOnline(true)
  await queryClient.resumePausedMutations()
  expect(sent).toBe(1)
})
