import { textLimits } from '@samverkan/domain'
import type { MeetingChannel } from '@samverkan/contract'
import { useLingui as useMessages } from '@lingui/react'
import { useLingui } from '@lingui/react/macro'
import { Select, TextField } from '@navikt/ds-react'
import { CountedField } from '../../ui/counted-field.tsx'
import { channelWords } from '../../lib/answers.ts'

type Field = { value: string; onChange: (value: string) => void }

/** What a meeting is told by, the same where it is planned and where it is changed. */
export function TitleField({ value, onChange }: Field) {
  const { t } = useLingui()
  return (
    <CountedField
      label={t`Rubrik`}
      description={t`Lämna tomt för forumets namn.`}
      size="small"
      value={value}
      most={textLimits.title}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

/** How many minutes were written, or null when it is no length of a meeting. */
export const minutesOf = (written: string): number | null => {
  const minutes = Number(written)
  return Number.isInteger(minutes) && minutes >= 5 && minutes <= 600 ? minutes : null
}
export function MinutesField({ value, onChange }: Field) {
  const { t } = useLingui()
  return (
    <TextField
      label={t`Minuter`}
      size="small"
      inputMode="numeric"
      value={value}
      onChange={(event) => onChange(event.target.value)}
      error={minutesOf(value) === null ? t`Mellan 5 och 600.` : undefined}
    />
  )
}

export function ChannelField({ value, onChange }: { value: MeetingChannel; onChange: (value: MeetingChannel) => void }) {
  const { t } = useLingui()
  const { _ } = useMessages()
  return (
    <Select label={t`Mötessätt`} size="small" value={value} onChange={(event) => onChange(event.target.value as MeetingChannel)}>
      {Object.entries(channelWords).map(([channel, words]) => (
        <option key={channel} value={channel}>
          {_(words)}
        </option>
      ))}
    </Select>
  )
}

type Where = { place: string; dialIn: string }
export function WhereFields({ value: { place, dialIn }, onChange }: { value: Where; onChange: (part: Partial<Where>) => void }) {
  const { t } = useLingui()
  return (
    <>
      <CountedField
        label={t`Plats`}
        size="small"
        value={place}
        most={textLimits.title}
        onChange={(event) => onChange({ place: event.target.value })}
      />
      <CountedField
        label={t`Anslutning`}
        description={t`Nummer och kod, eller länk`}
        size="small"
        value={dialIn}
        most={textLimits.dialIn}
        onChange={(event) => onChange({ dialIn: event.target.value })}
      />
    </>
  )
}
