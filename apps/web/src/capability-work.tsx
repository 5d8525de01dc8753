import { AssessmentPage } from './features/assessments/assessment-page.tsx'
import { HeatMapPage } from './features/assessments/heat-map-page.tsx'
import { GapMeasures } from './features/measures/gap-measures.tsx'
import { CellMeasures, GapWork } from './features/measures/gap-work.tsx'

/** Two features on one page meet here: the assessment, and what is done about what it shows. */
export const AssessmentWithMeasures = () => <AssessmentPage Measures={GapMeasures} />
export const HeatMapWithMeasures = () => <HeatMapPage Work={GapWork} Measures={CellMeasures} />
