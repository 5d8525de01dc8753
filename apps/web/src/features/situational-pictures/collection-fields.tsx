import type { PictureCollection } from '@samverkan/contract'
import type { Handling } from '@samverkan/domain'
import { useLingui as useMessages } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Select, TextField } from '@navikt/ds-react'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { readClock } from '../../lib/read-clock.ts'
import { Segments } from '../../ui/segments.tsx'
import { daysFrom, inAbout, instantOf, isSkipped, type Moment, momentOf } from './moment.ts'
import type { CollectionBody } from './queries.ts'
import { handlingWords } from './words.ts'

export type CollectionForm = { cutOff: Moment; next: Moment | null; handling: Handling }

export const formOf = (collection: Pick<PictureCollection, 'cutOffAt' | 'nextUpdateAt' | 'handling'>): CollectionForm => ({
  cutOff: momentOf(collection.cutOffAt),
  next: collection.nextUpdateAt === null ? null : momentOf(collection.nextUpdateAt),
  handling: collection.handling,
})
/** What is proposed for the first one: three quarters of an hour to report, the next one two hours on. */
export const proposal = (now: number): CollectionForm => ({
  cutOff: momentOf(inAbout(now, 45)),
  next: momentOf(inAbout(now, 165)),
  handling: 'internal',
})
/** Null while a clock time cannot be read or does not exist that night. `now` is the server's. */
export function collectionOf({ cutOff, next, handling }: CollectionForm, now: number): CollectionBody | null {
  const cutOffAt = instantOf(cutOff, now)
  const nextUpdateAt = next && instantOf(next, now)
  if (!cutOffAt || (next && !nextUpdateAt)) return null
  return { cutOffAt: cutOffAt.toISOString(), nextUpdateAt: nextUpdateAt?.toISOString() ?? null, handling }
}

/** Until when the actors report, when the next one comes, and how it may be handled. */
export function CollectionFields({
  form,
  onChange,
  strict,
}: {
  form: CollectionForm
  onChange: (form: CollectionForm) => void
  strict: boolean
}) {
  const { t } = useLingui()
  const { _ } = useMessages()
  const now = useNow()
  return (
    <div className="picture-fields">
      <MomentField
        legend={t`Stopptid för rapporter`}
        moment={form.cutOff}
        strict={strict}
        onChange={(cutOff) => onChange({ ...form, cutOff })}
      />
      {form.next ? (
        <MomentField legend={t`Nästa lägesbild`} moment={form.next} strict={strict} onChange={(next) => onChange({ ...form, next })} />
      ) : null}
      <label className="picture-check">
        <input
          type="checkbox"
          checked={form.next === null}
          onChange={(event) => onChange({ ...form, next: event.target.checked ? null : momentOf(inAbout(now, 165)) })}
        />
        <Trans>Ingen nästa är bestämd</Trans>
      </label>
      <Segments
        legend={t`Spridning`}
        value={form.handling}
        options={[
          ['internal', _(handlingWords.internal)],
          ['open', _(handlingWords.open)],
        ]}
        onChange={(handling) => onChange({ ...form, handling })}
      />
      <p className="t-data mut">
        {form.handling === 'open' ? (
          <Trans>Sammanfattningen följer med i mejlet till dem som prenumererar.</Trans>
        ) : (
          <Trans>Mejlet säger bara att en ny lägesbild finns. Den läses inloggad.</Trans>
        )}{' '}
        <Trans>Sekretess hör inte hemma i portalen utan går en annan väg.</Trans>
      </p>
    </div>
  )
}

type FieldProps = { legend: string; moment: Moment; onChange: (moment: Moment) => void; strict: boolean }
function MomentField({ legend, moment, onChange, strict }: FieldProps) {
  const { t } = useLingui()
  const now = useNow()
  const language = useLanguage()
  return (
    <fieldset className="picture-moment">
      <legend>{legend}</legend>
      <Select label={t`Dag`} hideLabel value={moment.date} onChange={(event) => onChange({ date: event.target.value, time: moment.time })}>
        {daysFrom(now, moment.date, language).map(([date, words]) => (
          <option key={date} value={date}>
            {words}
          </option>
        ))}
      </Select>
      <TextField
        label={t`Klockslag, 24 timmar`}
        hideLabel
        htmlSize={5}
        inputMode="numeric"
        autoComplete="off"
        value={moment.time}
        error={
          strict &&
          (readClock(moment.time) === null
            ? t`Skriv klockslaget som 03:28.`
            : isSkipped(moment) && t`Klockan ställs fram från 02 till 03 den natten. Välj ett klockslag före 02 eller från 03.`)
        }
        onChange={(event) => onChange({ date: moment.date, time: event.target.value })}
        onBlur={() => {
          const read = readClock(moment.time)
          if (read && read !== moment.time) onChange({ date: moment.date, time: read })
        }}
      />
    </fieldset>
  )
}
