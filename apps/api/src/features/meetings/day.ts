import { dayFault } from '@samverkan/domain'
import { Problem } from '../../lib/problem.ts'

/** Nothing is planned for a day that is over, or for a year that nobody means. */
export const checkDay = (localDate: string, now: Date): void => {
  const fault = dayFault(localDate, now)
  if (fault) throw new Problem('invalid', { errors: [{ pointer: '/body/localDate', code: fault }] })
}
/** Two who take the same time at once: the second is told as if it had come later. */
export const unlessTaken = <T>(work: Promise<T>): Promise<T> =>
  work.catch((error: Error & { code?: string; constraint?: string }) => {
    if (error.code === '23505' && error.constraint?.startsWith('meetings_')) throw new Problem('meeting-exists', { cause: error })
    throw error
  })
