import { type ComponentType, lazy } from 'react'

type Load<Name extends string> = () => Promise<Record<Name, ComponentType>>

const loads = new Set<() => Promise<unknown>>()
const loadOf = new WeakMap<object, () => Promise<unknown>>()

/** Style sheets that did not arrive. The bundler asks for each only once, so the page that needs one would stand unstyled. */
const lost = new Set<HTMLLinkElement>()
addEventListener(
  'error',
  ({ target }) => {
    if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') lost.add(target)
  },
  true,
)

export async function fetchLostStyles(): Promise<void> {
  await Promise.all(
    [...lost].map(async (link) => {
      lost.delete(link)
      const again = link.cloneNode() as HTMLLinkElement
      await new Promise((arrived, failed) => {
        again.addEventListener('load', arrived, { once: true })
        again.addEventListener('error', () => failed(new Error(`${link.href} did not arrive`)), { once: true })
        link.replaceWith(again)
      })
    }),
  )
}

/** When the server answers again: it may have been started anew in the very moment in which somebody came here. */
async function answersAgain(): Promise<true> {
  for (let wait = 500; ; wait = Math.min(wait * 2, 5_000)) {
    const isThere = await fetch('/healthz', { cache: 'no-store' }).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isThere) return true
    await new Promise((later) => setTimeout(later, wait))
  }
}

/**
 * Without a network, or with a server that is just being started, a page is not broken but late: it comes when they do. One that does not
 * come though the server answers belongs to an older release.
 */
export async function patiently<Module>(load: () => Promise<Module>): Promise<Module> {
  let answered = false
  for (;;) {
    try {
      const module = await load()
      await fetchLostStyles()
      return module
    } catch (error) {
      if (answered) throw error
      if (navigator.onLine) answered = await answersAgain()
      else await new Promise((back) => addEventListener('online', back, { once: true }))
    }
  }
}

/** A page that is fetched when somebody goes there, or soon after the first page stands. */
export function page<Name extends string>(load: Load<Name>, name: Name) {
  loads.add(load)
  const Page = lazy(async () => ({ default: (await patiently(load))[name] }))
  loadOf.set(Page, load)
  return Page
}

/** Begins to fetch a page before anything draws it. What fails here is asked for again, and told, when it is drawn. */
export const fetchAhead = async (Page: object): Promise<void> => {
  await loadOf
    .get(Page)?.()
    .catch(() => undefined)
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
