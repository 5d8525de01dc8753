import { Trans } from '@lingui/react/macro'
import { MinusIcon, PlusIcon } from '@navikt/aksel-icons'
import { useId } from 'react'
import { clockField, day, relative } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { readClock } from '../../lib/read-clock.ts'
import { type Start, startsAt } from './form.ts'

const step = 5

/** When the meeting begins, always 24 hours: so many minutes from the press, or a clock time of one's own. */
export function StartField({
  start,
  now,
  onChange,
  error,
}: {
  start: Start
  now: number
  onChange: (start: Start) => void
  error: 'clock' | 'skipped-hour' | null
}) {
  const language = useLanguage()
  const label = useId()
  const help = useId()
  const at = startsAt(start, now)
  const later = (minutes: number) => {
    if (start.kind === 'lead') return onChange({ kind: 'lead', minutes: Math.max(0, start.minutes + minutes) })
    const stepped = Math.max(now, at.getTime() + minutes * 60_000)
    onChange({ kind: 'clock', time: clockField(stepped), from: stepped })
  }
  const minutes = start.kind === 'lead' ? start.minutes : 0
  const sameDay = day(at, now) === day(now, now)
  return (
    <div className="fields" data-field="clock">
      <span className="label" id={label}>
        <Trans>Start</Trans>
      </span>
      <div className="start-field" role="group" aria-labelledby={label}>
        <button type="button" onClick={() => later(-step)}>
          <MinusIcon aria-hidden />
          <span className="aksel-sr-only">
            <Trans>5 minuter tidigare</Trans>
          </span>
        </button>
        <span className="start-when" id={help}>
          {start.kind === 'lead' ? (
            <Trans>nu + {minutes} min</Trans>
          ) : readClock(start.time) === null ? (
            ''
          ) : sameDay ? (
            relative(at, now, language)
          ) : (
            day(at, now, language)
          )}
        </span>
        <label>
          <span className="aksel-sr-only">
            <Trans>Klockslag, 24 timmar</Trans>
          </span>
          <input
            type="text"
            inputMode="numeric"
            className="num"
            size={5}
            autoComplete="off"
            aria-describedby={help}
            aria-invalid={error !== null || undefined}
            value={start.kind === 'lead' ? clockField(at) : start.time}
            onChange={(event) => onChange({ kind: 'clock', time: event.target.value })}
            onBlur={() => {
              const read = start.kind === 'clock' ? readClock(start.time) : null
              if (read) onChange({ kind: 'clock', time: read })
            }}
          />
        </label>
        <button type="button" onClick={() => later(step)}>
          <PlusIcon aria-hidden />
          <span className="aksel-sr-only">
            <Trans>5 minuter senare</Trans>
          </span>
        </button>
      </div>
      {error && (
        <p className="field-error">
          {error === 'clock' ? (
            <Trans>Skriv klockslaget som 03:28.</Trans>
          ) : (
            <Trans>Klockan ställs fram från 02 till 03 den natten. Välj ett klockslag före 02 eller från 03.</Trans>
          )}
        </p>
      )}
    </div>
  )
}
