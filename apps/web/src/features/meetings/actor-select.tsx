import type { Meeting } from '@samverkan/contract'
import { Select } from '@navikt/ds-react'
import type { ReactNode } from 'react'

type Props = {
  meeting: Pick<Meeting, 'roll'>
  label: string
  hideLabel?: boolean
  value: string
  onChange: (code: string) => void
  error?: string | undefined
  /** What stands before the actors: nobody in particular, or an owner that is no actor. */
  children: ReactNode
}

/** One of the actors on the roll of the meeting, in its order. */
export const ActorSelect = ({ meeting, onChange, children, ...rest }: Props) => (
  <Select size="small" {...rest} onChange={(event) => onChange(event.target.value)}>
    {children}
    {meeting.roll.map(({ actor }) => (
      <option key={actor.code} value={actor.code}>
        {actor.name}
      </option>
    ))}
  </Select>
)
