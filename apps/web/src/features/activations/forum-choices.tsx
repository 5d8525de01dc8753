import { Trans } from '@lingui/react/macro'
import { useId } from 'react'
import { clock, span } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useForumShort } from '../../lib/forum-names.ts'
import { StateTag } from '../../ui/state-tag.tsx'
import type { Form, Preview } from './form.ts'

type Props = { form: Form; preview: Preview; now: number; onToggle: (forumCode: string) => void; error: boolean }

/** Which forums to call, each with its clock; one that is already active in the incident cannot be called twice. */
export function ForumChoices({ form, preview, now, onToggle, error }: Props) {
  const forumShort = useForumShort()
  const id = useId()
  const taken = preview.openIncidents.find((incident) => incident.code === form.incidentCode)?.openForums ?? []
  return (
    <fieldset className="fields" data-field="forums" aria-describedby={error ? id : undefined}>
      <legend>
        <Trans>Forum</Trans>
      </legend>
      <div className="forum-options">
        {preview.forums.map((forum) => {
          const isTaken = taken.includes(forum.forumCode)
          return (
            <label key={forum.forumCode} className="forum-option">
              <input
                type="checkbox"
                checked={!isTaken && form.forums.some(({ code }) => code === forum.forumCode)}
                disabled={isTaken}
                onChange={() => onToggle(forum.forumCode)}
              />
              <span>{forumShort({ code: forum.forumCode, nameSv: forum.nameSv, nameEn: forum.nameEn })}</span>
              <small className="num">
                {isTaken ? (
                  <Trans>redan aktivt</Trans>
                ) : (
                  <Limit minutes={forum.responseMinutes} designated={forum.rule === 'designated'} now={now} />
                )}
              </small>
            </label>
          )
        })}
      </div>
      {error && (
        <p className="field-error" id={id}>
          <Trans>Välj minst ett forum.</Trans>
        </p>
      )}
    </fieldset>
  )
}

/** A forum without a stated limit is due at once; our own threshold for a late answer must not look like its rule. */
const Limit = ({ minutes, designated, now }: { minutes: number | null; designated: boolean; now: number }) => {
  const language = useLanguage()
  if (!minutes) return <Trans>direkt</Trans>
  const within = span(minutes * 60_000)
  const at = clock(now + minutes * 60_000, language)
  // The two hours of the staff are said of those designated for it, and of nobody else.
  if (designated)
    return (
      <Trans>
        utpekade inom {within} · {at}
      </Trans>
    )
  return (
    <Trans>
      inom {within} · {at}
    </Trans>
  )
}

/** A new incident, or one that is already going on. */
export function IncidentChoice({ form, preview, onChoose }: { form: Form; preview: Preview; onChoose: (code: string | null) => void }) {
  const name = useId()
  if (preview.openIncidents.length === 0)
    return (
      <p className="row wrap t-data mut incident-none">
        <b className="strong">
          <Trans>Ny händelse</Trans>
        </b>
        <span>
          <Trans>Inget annat är igång att koppla ihop med</Trans>
        </span>
      </p>
    )
  return (
    <fieldset className="fields">
      <legend>
        <Trans>Händelse</Trans>
      </legend>
      <div className="incident-options">
        <label>
          <input type="radio" name={name} checked={form.incidentCode === null} onChange={() => onChoose(null)} />
          <span>
            <Trans>Ny händelse</Trans>
          </span>
        </label>
        {preview.openIncidents.map((incident) => (
          <label key={incident.code}>
            <input type="radio" name={name} checked={form.incidentCode === incident.code} onChange={() => onChoose(incident.code)} />
            <span>
              {incident.title} <small className="num">{incident.code}</small>
            </span>
            {incident.isExercise && (
              <StateTag state="exercise" bare>
                <Trans>Övning</Trans>
              </StateTag>
            )}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
