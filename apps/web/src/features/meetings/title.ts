import type { MeetingListItem } from '@samverkan/contract'
import { useWording } from '../../lib/session.tsx'

/** The title somebody has given it, or the name of its forum in the language shown. */
export function useTitle(): (meeting: Pick<MeetingListItem, 'title' | 'forum'>) => string {
  const wording = useWording()
  return ({ title, forum }) => (title === '' || title === forum.nameSv ? wording(forum) : title)
}
