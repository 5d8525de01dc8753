import { capabilities } from './permissions/capabilities.ts'
import { incidents } from './permissions/incidents.ts'
import { meetings } from './permissions/meetings.ts'
import { people } from './permissions/people.ts'
import { situationalPictures } from './permissions/pictures.ts'
import type { Row } from './permissions/row.ts'

/** Every route and who gets what. A route that is not here fails a test; "not yours" answers as "not there" (security.md C1, C2). */
export const matrix: readonly Row[] = [...people, ...incidents, ...capabilities, ...situationalPictures, ...meetings]
