import { act, cleanup, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { deviceReady, dropAllOf, lockDevice, unlockDevice } from './device.ts'
import { readDraft, useDraft, writeDraft } from './drafts.ts'

beforeEach(async () => {
  localStorage.clear()
  await deviceReady()
  lockDevice(null)
  for (const who of ['anna', 'bo']) unlockDevice(who, [{ version: 1, secret: btoa(who.padEnd(32)) }])
  vi.useFakeTimers({ now: new Date('2026-11-24T05:31:00Z') })
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})
const open = () => renderHook(() => useDraft('anna:activate', { title: '' })).result

test('what is typed is on the device a moment after the last key', async () => {
  const form = open()
  act(() => form.current.change({ title: 'Snöoväder' }))
  expect(readDraft('anna:activate')).toBeNull()
  await act(() => vi.advanceTimersByTimeAsync(300))
  expect(readDraft('anna:activate')?.value).toEqual({ title: 'Snöoväder' })
  expect(form.current.savedAt).not.toBeNull()
})
test('a page that goes away before that moment loses nothing', () => {
  const form = open()
  act(() => form.current.change({ title: 'Snöoväder' }))
  dispatchEvent(new Event('pagehide'))
  expect(readDraft('anna:activate')?.value).toEqual({ title: 'Snöoväder' })
})
test('a form that opens again begins where it was, and says since when', () => {
  const before = open()
  act(() => before.current.change({ title: 'Snöoväder' }))
  dispatchEvent(new Event('pagehide'))
  const after = open()
  expect(after.current.value).toEqual({ title: 'Snöoväder' })
  expect(after.current.restored).toBe(new Date('2026-11-24T05:31:00Z').getTime())
})
test('what has been sent is not kept', async () => {
  const form = open()
  act(() => form.current.change({ title: 'Snöoväder' }))
  act(() => form.current.clear())
  await act(() => vi.advanceTimersByTimeAsync(1_000))
  expect(readDraft('anna:activate')).toBeNull()
})
test('one person’s draft is not another’s', () => {
  const form = open()
  act(() => form.current.change({ title: 'Snöoväder' }))
  dispatchEvent(new Event('pagehide'))
  expect(renderHook(() => useDraft('bo:activate', { title: '' })).result.current.value).toEqual({ title: '' })
})
test('log-out removes what this person wrote and nothing else', () => {
  localStorage.setItem('theme', 'dark')
  writeDraft('anna:activate', 'x')
  writeDraft('bo:activate', 'y')
  dropAllOf('anna')
  expect([readDraft('anna:activate'), readDraft('bo:activate')?.value]).toEqual([null, 'y'])
  expect(localStorage.getItem('theme')).toBe('dark')
})
test('a device that refuses storage still lets one type', async () => {
  vi.stubGlobal('localStorage', {
    getItem: () => null,
    setItem: () => {
      throw new Error('full')
    },
  })
  const form = open()
  act(() => form.current.change({ title: 'Snöoväder' }))
  await act(() => vi.advanceTimersByTimeAsync(300))
  expect(form.current.value.title).toBe('Snöoväder')
  expect(form.current.savedAt).toBeNull()
  vi.unstubAllGlobals()
})
