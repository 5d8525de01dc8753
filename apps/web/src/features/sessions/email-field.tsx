import { useLingui } from '@lingui/react/macro'
import { TextField } from '@navikt/ds-react'

type Props = {
  value: string
  onChange: (email: string) => void
  /** What is wrong with it, once somebody has gone on. */
  fault: string | undefined
  /** The server would not have it as it stands. What it said stands at the button. */
  isRefused?: boolean
}

/** Whose log-in it is; the browser's own list of passwords knows it by this name. */
export function EmailField({ value, onChange, fault, isRefused = false }: Props) {
  const { t } = useLingui()
  return (
    <TextField
      label={t`E-post i tjänsten`}
      type="email"
      name="email"
      autoComplete="username"
      value={value}
      onChange={(event) => onChange(event.target.value)}
      error={fault ?? isRefused}
    />
  )
}
