import { CloseActivation } from './features/activations/close-activation.tsx'
import { IncidentPage } from './features/incidents/incident-page.tsx'

/** Two features on one page meet here: the incident's overview and the way to end an activation. */
export const IncidentOverview = () => <IncidentPage Close={CloseActivation} />
