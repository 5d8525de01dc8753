import { statfs } from 'node:fs/promises'
import { Problem } from './problem.ts'

/** `unknown`: the database is on another machine, or its disk cannot be asked. Then nothing is refused before Postgres does. */
export type Room = 'unknown' | 'enough' | 'low' | 'scarce'

/** How much room there is where the database lies. */
export type Storage = {
  room: () => Room
  /** Megabytes; null when it is not known. */
  free: () => number | null
  /** Asks at once; never throws. */
  look: () => Promise<void>
  stop: () => void
}

export const unknownStorage: Storage = { room: () => 'unknown', free: () => null, look: async () => {}, stop: () => {} }

type Watch = {
  /** A folder on the disk in question. */
  folder: string
  /** Megabytes that are kept for call-outs and their answers. */
  reserve: number
  onChange: (room: Room, free: number | null) => void
  every?: number
  bytesFree?: (folder: string) => Promise<number>
}

const mega = 1_048_576
/** An administrator is told while there is still this much more than the reserve: a working day of writing, and time to act. */
const toldAt = 5
/** A disk that goes up and down around a limit is not told of each time. */
const slack = 1.1

const freeOn = async (folder: string): Promise<number> => {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

const roomOf = (free: number, reserve: number, before: Room): Room => {
  const isUnder = (limit: number, isSo: boolean): boolean => free < limit * (isSo ? slack : 1)
  if (isUnder(reserve, before === 'scarce')) return 'scarce'
  return isUnder(reserve * toldAt, before === 'low' || before === 'scarce') ? 'low' : 'enough'
}

/** Looks every few seconds. A disk fills up over hours, or within a minute when something else on the machine runs wild. */
export const watchStorage = ({ folder, reserve, onChange, every = 5_000, bytesFree = freeOn }: Watch): Storage => {
  let room: Room = 'unknown'
  let free: number | null = null
  const look = async (): Promise<void> => {
    const bytes = await bytesFree(folder).catch(() => null)
    const seen = bytes === null ? 'unknown' : roomOf(bytes / mega, reserve, room)
    free = bytes === null ? null : Math.floor(bytes / mega)
    if (seen === room) return
    // That there is enough is no news at the start.
    const isNews = seen !== 'enough' || room !== 'unknown'
    room = seen
    if (isNews) onChange(room, free)
  }
  const timer = setInterval(() => void look(), every).unref()
  return { room: () => room, free: () => free, look, stop: () => clearInterval(timer) }
}

const retryAfterSeconds = 60

/** Before work that nobody needs tonight: what is left of the disk is for call-outs and their answers. */
export const refuseWhenScarce = (storage: Storage): void => {
  if (storage.room() === 'scarce') throw new Problem('storage-low', { retryAfterSeconds })
}
