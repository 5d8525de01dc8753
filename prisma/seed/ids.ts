import { v5 } from 'uuid'

/** Our own namespace: the same code gives the same id in every installation, so that corrections find their row. */
const NAMESPACE = '8f1d9c52-3b0e-5f6a-9c1d-5a4d7a1e2b60'

/** The id of a reference or demo row, from what it is and its stable code. */
export const stableId = (kind: string, code: string): string => v5(`${kind}/${code}`, NAMESPACE)
