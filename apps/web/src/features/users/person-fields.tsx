import { textLimits } from '@samverkan/domain'
import { useLingui } from '@lingui/react/macro'
import { CountedField } from '../../ui/counted-field.tsx'
import { isAddress, isPhone, useAddressFault } from '../../lib/addresses.ts'

export type PersonDraft = { name: string; email: string; phone: string }

/** Which of the three cannot be saved as they stand. */
export const wrongIn = ({ name, email, phone }: PersonDraft) => ({
  name: name.trim().length < 2,
  email: !isAddress(email),
  phone: phone.trim() !== '' && !isPhone(phone),
})

type Props = {
  draft: PersonDraft
  set: (part: Partial<PersonDraft>) => void
  /** Somebody has tried to save: what is wrong is said. */
  strict: boolean
  /** What a changed e-mail address leads to. */
  aboutEmail?: string
}

/** Who somebody is and how they are reached. */
export function PersonFields({ draft, set, strict, aboutEmail }: Props) {
  const { t } = useLingui()
  const wrong = wrongIn(draft)
  const addressFault = useAddressFault()
  return (
    <>
      <CountedField
        size="small"
        label={t`Namn`}
        value={draft.name}
        most={textLimits.title}
        autoComplete="off"
        error={strict && wrong.name ? t`Skriv personens namn.` : undefined}
        onChange={(event) => set({ name: event.target.value })}
      />
      <CountedField
        size="small"
        label={t`E-post i tjänsten`}
        type="email"
        value={draft.email}
        most={textLimits.address}
        autoComplete="off"
        description={aboutEmail}
        error={strict ? addressFault(draft.email) : undefined}
        onChange={(event) => set({ email: event.target.value })}
      />
      <CountedField
        size="small"
        label={t`Telefon (frivilligt)`}
        type="tel"
        value={draft.phone}
        most={30}
        autoComplete="off"
        error={strict && wrong.phone ? t`Skriv bara siffror, mellanslag och streck.` : undefined}
        onChange={(event) => set({ phone: event.target.value })}
      />
    </>
  )
}
