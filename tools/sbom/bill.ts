import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

/** One entry of a CycloneDX 1.6 bill of materials. */
export type Component = {
  type: 'library' | 'platform'
  'bom-ref': string
  name: string
  version: string
  purl: string
  hashes: { alg: 'SHA-512'; content: string }[]
}
export type Bill = {
  bomFormat: 'CycloneDX'
  specVersion: '1.6'
  version: 1
  serialNumber: string
  metadata: { component: { type: 'application'; name: string; version: string; 'bom-ref': string } }
  components: Component[]
}

type Lockfile = { packages?: Record<string, { resolution?: { integrity?: string } }> }
type NpmLockfile = { packages: Record<string, { version?: string; integrity?: string }> }

/** npm's way of writing a hash, as the hex that CycloneDX wants. */
const hashesOf = (integrity: string | undefined): Component['hashes'] =>
  integrity?.startsWith('sha512-') ? [{ alg: 'SHA-512', content: Buffer.from(integrity.slice(7), 'base64').toString('hex') }] : []

const component = (name: string, version: string, integrity: string | undefined, type: Component['type']): Component => {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`
  return { type, 'bom-ref': purl, name, version, purl, hashes: hashesOf(integrity) }
}

/**
 * Everything that `npm start` may bring to a machine: each library of the lockfile with its hash, Node and pnpm themselves. Made from the
 * lockfiles alone, so it is the same wherever it is made; the serial number is a hash of what it holds.
 */
export function billOf(root: string): Bill {
  const read = (path: string): string => readFileSync(join(root, path), 'utf8')
  const own = JSON.parse(read('package.json')) as { name: string; version: string }
  const libraries = Object.entries((parse(read('pnpm-lock.yaml')) as Lockfile).packages ?? {}).map(([key, { resolution }]) => {
    const at = key.lastIndexOf('@')
    return component(key.slice(0, at), key.slice(at + 1), resolution?.integrity, 'library')
  })
  const platform = ['node', 'pnpm'].flatMap((folder) =>
    Object.entries((JSON.parse(read(`tools/bootstrap/${folder}/package-lock.json`)) as NpmLockfile).packages)
      .filter(([path]) => path !== '')
      .map(([path, { version = '', integrity }]) => component(path.replace(/^.*node_modules\//, ''), version, integrity, 'platform')),
  )
  const components = [...platform, ...libraries].toSorted((a, b) => (a.purl < b.purl ? -1 : 1))
  const hash = createHash('sha256')
    .update(JSON.stringify([own, components]))
    .digest('hex')
  const part = (from: number, to: number): string => hash.slice(from, to)
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    // The form of a uuid of version 8, which is for what is computed.
    serialNumber: `urn:uuid:${part(0, 8)}-${part(8, 12)}-8${part(13, 16)}-a${part(17, 20)}-${part(20, 32)}`,
    metadata: { component: { type: 'application', name: own.name, version: own.version, 'bom-ref': own.name } },
    components,
  }
}
