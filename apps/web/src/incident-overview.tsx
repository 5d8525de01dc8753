import { CloseActivation } from './features/activations/close-activation.tsx'
import { IncidentPage } from './features/incidents/incident-page.tsx'
import { PictureSummary } from './features/situational-pictures/picture-summary.tsx'

/** Three features on one page meet here: the incident's overview, its latest lägesbild and the way to end an activation. */
export const IncidentOverview = () => <IncidentPage Close={CloseActivation} Picture={PictureSummary} />
