import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { refuseWhenScarce, type Room, unknownStorage, watchStorage } from './storage.ts'

const mega = 1_048_576

const watched = (reserve = 200) => {
  const disk: { free: number | Error } = { free: 10_000 }
  const told: [Room, number | null][] = []
  const storage = watchStorage({
    folder: '/somewhere',
    reserve,
    onChange: (room, free) => told.push([room, free]),
    bytesFree: async () => {
      if (disk.free instanceof Error) throw disk.free
      return disk.free * mega
    },
  })
  const at = async (free: number | Error): Promise<Room> => {
    disk.free = free
    await storage.look()
    return storage.room()
  }
  return { storage, told, at }
}

test('below five times the reserve there is little room, below the reserve it is scarce; each is told once', async () => {
  const { storage, told, at } = watched()
  const seen = []
  for (const free of [10_000, 1_000, 999, 500, 200, 199, 3, 0]) seen.push(await at(free))
  expect(seen).toEqual(['enough', 'enough', 'low', 'low', 'low', 'scarce', 'scarce', 'scarce'])
  expect(told).toEqual([
    ['low', 999],
    ['scarce', 199],
  ])
  storage.stop()
})

test('it is not over before there is a tenth more than the limit: a disk around it is told of once', async () => {
  const { storage, told, at } = watched()
  for (const free of [199, 205, 199, 215]) expect(await at(free)).toBe('scarce')
  expect(await at(221)).toBe('low')
  expect(await at(1_050)).toBe('low')
  expect(await at(1_101)).toBe('enough')
  expect(told.map(([room]) => room)).toEqual(['scarce', 'low', 'enough'])
  storage.stop()
})

test('a disk that cannot be asked refuses nothing', async () => {
  const { storage, at } = watched()
  await at(1)
  expect(() => refuseWhenScarce(storage)).toThrow('storage-low')
  expect(await at(new Error('EACCES'))).toBe('unknown')
  expect([storage.free(), unknownStorage.room()]).toEqual([null, 'unknown'])
  for (const one of [storage, unknownStorage]) expect(() => refuseWhenScarce(one)).not.toThrow()
  storage.stop()
})

test('the machine answers for a folder that is there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'storage-'))
  const storage = watchStorage({ folder, reserve: 1, onChange: () => {} })
  await storage.look()
  expect(storage.free()).toBeGreaterThanOrEqual(0)
  expect(storage.room()).not.toBe('unknown')
  storage.stop()
  rmSync(folder, { recursive: true })
})
