import { useLingui } from '@lingui/react/macro'
import { Select } from '@navikt/ds-react'
import { useQuery } from '@tanstack/react-query'
import { office, ownersQuery } from '../lib/measures.ts'

type Props = {
  value: string
  onChange: (value: string) => void
  label?: string
  error?: string | undefined
  /** Only these may own it: the office and one actor, for a measure about that actor's gap. */
  only?: { id: string; name: string }
}

/** Exactly one owner: an actor or the office. A forum cannot be chosen, because a forum answers for nothing. */
export function OwnerSelect({ value, onChange, label, error, only }: Props) {
  const { t } = useLingui()
  const owners = useQuery({ ...ownersQuery, enabled: only === undefined })
  const actors = only ? [only] : (owners.data ?? [])
  return (
    <Select size="small" label={label ?? t`Vem ansvarar?`} value={value} error={error} onChange={(event) => onChange(event.target.value)}>
      {value === '' && <option value="">{t`Välj aktör eller kansliet`}</option>}
      <option value={office}>{t`Samordningskansliet`}</option>
      {actors.map((actor) => (
        <option key={actor.id} value={actor.id}>
          {actor.name}
        </option>
      ))}
    </Select>
  )
}
