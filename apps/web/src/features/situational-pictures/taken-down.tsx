import type { TakenDown } from '@samverkan/contract'
import { useLingui } from '@lingui/react/macro'

/** How a report came that somebody wrote down for its actor: "per telefon till TiB". */
export function useMeansWords(): (from: TakenDown) => string {
  const { t } = useLingui()
  return ({ means, functionSv }) => {
    const to = functionSv ?? t`samverkan`
    if (means === 'phone') return t`per telefon till ${to}`
    return means === 'rakel' ? t`per Rakel till ${to}` : t`på annat sätt till ${to}`
  }
}

/** Whose words these are: the person who wrote the report, or who said it and how it came. */
export function useReporterWords(): (of: { reportedBy: string; takenDown?: TakenDown | null }) => string {
  const means = useMeansWords()
  return ({ reportedBy, takenDown }) =>
    // A version kept on the device from an earlier day of the portal has no such word.
    takenDown ? [takenDown.givenBy, `${means(takenDown)} (${reportedBy})`].filter(Boolean).join(', ') : reportedBy
}
