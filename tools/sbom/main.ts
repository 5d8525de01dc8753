import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { billOf } from './bill.ts'

// npm run sbom – the bill of materials of this version, to keep beside a release.
const root = join(import.meta.dirname, '..', '..')
const bill = billOf(root)
mkdirSync(join(root, 'dist'), { recursive: true })
writeFileSync(join(root, 'dist', 'sbom.cdx.json'), `${JSON.stringify(bill, null, 2)}\n`)
process.stdout.write(`dist/sbom.cdx.json: ${bill.components.length} komponenter med version och kontrollsumma.\n`)
