import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openapiDocument } from './openapi-document.ts'

const path = join(import.meta.dirname, '../../../docs/openapi.json')
writeFileSync(path, await openapiDocument())
