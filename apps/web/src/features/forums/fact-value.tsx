import type { ReactNode } from 'react'

const unstated = /^not stated in the seeds/iu

/** Does the record say anything here? */
export function isStated(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return false
  if (typeof value === 'string') return !unstated.test(value)
  if (Array.isArray(value)) return value.some(isStated)
  if (typeof value === 'object') return Object.entries(value).some(([key, inner]) => key !== 'source' && isStated(inner))
  return true
}

/** A value of the reference record as it stands: text, list or a small record. */
export function FactValue({ value }: { value: unknown }): ReactNode {
  if (Array.isArray(value)) return <ul className="fact-list">{value.filter(isStated).map((item, index) => <li key={index}><FactValue value={item} /></li>)}</ul>
  if (value !== null && typeof value === 'object') {
    const parts = Object.entries(value).filter(([key, inner]) => key !== 'source' && isStated(inner) && typeof inner !== 'boolean')
    return parts.map(([key, inner]) => <div key={key}><FactValue value={inner} /></div>)
  }
  return String(value)
}
