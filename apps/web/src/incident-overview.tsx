import { CloseActivation } from './features/activations/close-activation.tsx'
import { IncidentPage } from './features/incidents/incident-page.tsx'
import { OpenInIncident } from './features/measures/open-in-incident.tsx'
import { PictureSummary } from './features/situational-pictures/picture-summary.tsx'

/** Four features on one page meet here: the incident's overview, its latest lägesbild, its open measures and the way to end an activation. */
export const IncidentOverview = () => <IncidentPage Close={CloseActivation} Picture={PictureSummary} Measures={OpenInIncident} />
