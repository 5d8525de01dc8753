import { NewMeasure } from './new-measure.tsx'

type Props = {
  gap: { assessmentId: string; subCapability: string; printedNumber: string; text: string }
  /** Whose gap it is, and who owns the measure until somebody says otherwise. */
  actor: { id: string; name: string }
}

/** A new measure about a gap, which stands above its form. */
export const NewGapMeasure = ({ gap: { assessmentId, subCapability, printedNumber, text }, actor }: Props) => (
  <NewMeasure
    origin={{ kind: 'gap', assessmentId, subCapability }}
    daysAhead={30}
    only={actor}
    owner={actor.id}
    lead={
      <p className="t-data mut">
        <b className="num">{printedNumber}</b> <span lang="sv">{text}</span>
      </p>
    }
  />
)
