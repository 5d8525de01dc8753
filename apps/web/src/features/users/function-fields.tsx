import type { ResponseOf, giveableFunctions } from '@samverkan/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Checkbox, Select } from '@navikt/ds-react'
import { useWording } from '../../lib/session.tsx'
import { DateField } from '../../ui/date-field.tsx'

export type Giveable = ResponseOf<typeof giveableFunctions>
/** What is typed before it is given; empty dates mean from now and until further notice. */
export type FunctionDraft = { functionCode: string; actorCode: string; isDeputy: boolean; from: string; until: string }
export const emptyFunction = (actorCode: string): FunctionDraft => ({ functionCode: '', actorCode, isDeputy: false, from: '', until: '' })

/** The actor a function is given at: none for the region, the only one there is, or the one chosen. */
export const actorFor = (giveable: Giveable, draft: FunctionDraft): string | null => {
  const chosen = giveable.functions.find((one) => one.code === draft.functionCode)
  if (chosen?.scope === 'regional') return null
  return chosen?.onlyAt ?? (giveable.actors.length === 1 ? (giveable.actors[0]?.code ?? '') : draft.actorCode)
}
export const toGive = (giveable: Giveable, draft: FunctionDraft) => ({
  functionCode: draft.functionCode,
  actorCode: actorFor(giveable, draft),
  isDeputy: draft.isDeputy,
  from: draft.from || null,
  until: draft.until || null,
})
/** What is missing or turned around, by field. */
export const problemsOf = (giveable: Giveable, draft: FunctionDraft) => ({
  functionCode: draft.functionCode === '',
  actorCode: draft.functionCode !== '' && actorFor(giveable, draft) === '',
  until: draft.until !== '' && draft.from !== '' && draft.until < draft.from,
})
export const isReady = (giveable: Giveable, draft: FunctionDraft): boolean =>
  Object.values(problemsOf(giveable, draft)).every((wrong) => !wrong)

/** The day it is in Stockholm, as a date field writes it. */
export const today = (now: number): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(now)

type Props = { giveable: Giveable; draft: FunctionDraft; change: (part: Partial<FunctionDraft>) => void; strict: boolean; now: number }

/** One function to hold: which, where, as deputy or not, from a day and until a day. */
export function FunctionFields({ giveable, draft, change, strict, now }: Props) {
  const { t } = useLingui()
  const wording = useWording()
  const chosen = giveable.functions.find((one) => one.code === draft.functionCode)
  const wrong = problemsOf(giveable, draft)
  const groups = [
    [t`Hos en aktör`, giveable.functions.filter((one) => one.scope === 'actor')],
    [t`För regionen`, giveable.functions.filter((one) => one.scope === 'regional')],
  ] as const
  const asksActor = chosen?.scope === 'actor' && chosen.onlyAt === null && giveable.actors.length > 1
  return (
    <div className="function-fields">
      <Select
        size="small"
        label={t`Funktion`}
        value={draft.functionCode}
        error={strict && wrong.functionCode ? t`Välj en funktion.` : undefined}
        onChange={(event) => change({ functionCode: event.target.value })}
      >
        <option value="">{t`Välj`}</option>
        {groups.map(([label, functions]) =>
          functions.length === 0 ? null : (
            <optgroup key={label} label={label}>
              {functions.map((one) => (
                <option key={one.code} value={one.code}>
                  {wording(one)}
                </option>
              ))}
            </optgroup>
          ),
        )}
      </Select>
      {asksActor && (
        <Select
          size="small"
          label={t`Hos`}
          value={draft.actorCode}
          error={strict && wrong.actorCode ? t`Välj en aktör.` : undefined}
          onChange={(event) => change({ actorCode: event.target.value })}
        >
          <option value="">{t`Välj`}</option>
          {giveable.actors.map((actor) => (
            <option key={actor.code} value={actor.code}>
              {actor.name}
            </option>
          ))}
        </Select>
      )}
      <div className="function-days">
        <DateField
          required={false}
          label={<Trans>Från</Trans>}
          description={<Trans>Lämna tomt för från och med nu.</Trans>}
          value={draft.from}
          min={today(now)}
          onChange={(from) => change({ from })}
        />
        <DateField
          required={false}
          label={<Trans>Till och med</Trans>}
          description={<Trans>Lämna tomt för tills vidare.</Trans>}
          value={draft.until}
          min={draft.from || today(now)}
          error={wrong.until && <Trans>Sista dagen ligger före den första.</Trans>}
          onChange={(until) => change({ until })}
        />
      </div>
      <Checkbox size="small" checked={draft.isDeputy} onChange={(event) => change({ isDeputy: event.target.checked })}>
        <Trans>Som ersättare</Trans>
      </Checkbox>
    </div>
  )
}
