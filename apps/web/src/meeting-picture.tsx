import { MeetingPicturePage } from './features/meetings/meeting-picture-page.tsx'
import { PictureById } from './features/situational-pictures/picture-by-id.tsx'

/** Two features on one page meet here: the conference and its weekly lägesbild. */
export const MeetingPicture = () => <MeetingPicturePage Picture={PictureById} />
