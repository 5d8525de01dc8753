/** What clings to an address that was copied out of a sentence, or made a link with the sentence's own signs; no address of ours ends with any. */
const clinging = /[\s\p{Cf}.,;:!?)\]}>"'´`*”’»›…]/u

/**
 * The same address without what clings to its end (`/k/abc.` → `/k/abc`), or null when nothing does. `path` is as the browser sent it,
 * without the query; so is the answer, and it always stays on this site.
 */
export const withoutSigns = (path: string): string | null => {
  let plain: string
  try {
    plain = decodeURIComponent(path)
  } catch {
    return null
  }
  let end = plain.length
  while (end > 1 && clinging.test(plain[end - 1] ?? '')) end -= 1
  if (end === plain.length) return null
  const kept = plain.slice(0, end).split('/').map(encodeURIComponent).join('/')
  // Two slashes would be another host.
  return /^\/(?![/\\])/.test(kept) ? kept : null
}

/** Is this a person's browser that opens an address, rather than a page that asks for a file? */
export const opensPage = (accept: string | undefined): boolean => (accept ?? '').slice(0, 400).includes('text/html')

/**
 * Is this request for the API? Said by the route that Fastify has found, never by how the address is written: `/%61pi/portal` is the same
 * route as `/api/portal`. What reached no route of the API is judged by its first word, read as the router reads it.
 */
export const isForApi = (request: { routeOptions: { url?: string | undefined }; url: string }): boolean => {
  const { url } = request.routeOptions
  if (url !== undefined && url !== '/*') return url.startsWith('/api/')
  const first = request.url.slice(1).split(/[/?#]/, 1)[0] ?? ''
  try {
    return decodeURIComponent(first).toLowerCase() === 'api'
  } catch {
    return false
  }
}
