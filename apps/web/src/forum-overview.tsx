import { ForumPage } from './features/forums/forum-page.tsx'
import { ForumMeetings } from './features/meetings/forum-meetings.tsx'

/** Two features on one page meet here: the forum and its meetings. */
export const ForumOverview = () => <ForumPage Meetings={ForumMeetings} />
