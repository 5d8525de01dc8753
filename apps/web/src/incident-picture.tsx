import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { incidentQuery } from './features/incidents/queries.ts'
import { IncidentPicturePage } from './features/situational-pictures/incident-picture-page.tsx'

/** Two features on one page meet here: the incident, whose room this is, and its lägesbild. */
export function IncidentPicture() {
  const { code = '' } = useParams()
  const incident = useQuery(incidentQuery(code))
  return <IncidentPicturePage key={code} code={code} isEnded={incident.data?.state === 'closed'} />
}
