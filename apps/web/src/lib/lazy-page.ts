import { type ComponentType, lazy } from 'react'

type Load<Name extends string> = () => Promise<Record<Name, ComponentType>>

const loads = new Set<() => Promise<unknown>>()

/** Without a network a page is not broken but late: it comes when the network does. */
async function patiently<Module>(load: () => Promise<Module>): Promise<Module> {
  try {
    return await load()
  } catch (error) {
    if (navigator.onLine) throw error
    await new Promise((back) => addEventListener('online', back, { once: true }))
    return load()
  }
}

/** A page that is fetched when somebody goes there, or soon after the first page stands. */
export function page<Name extends string>(load: Load<Name>, name: Name) {
  loads.add(load)
  return lazy(async () => ({ default: (await patiently(load))[name] }))
}

/**
 * Fetches all pages, one after the other, once the first one stands: whoever loses the network a minute later can still
 * open them. Not where the reader has asked for little traffic.
 */
export async function fetchPages(): Promise<void> {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } }
  if (connection?.saveData) return
  for (const load of loads) await load().catch(() => undefined)
}
