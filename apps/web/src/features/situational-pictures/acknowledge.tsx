import type { Picture, PictureVersion } from '@samverkan/contract'
import { textLimits } from '@samverkan/domain'
import { Trans, useLingui } from '@lingui/react/macro'
import { CheckmarkIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { useEffect, useRef, useState } from 'react'
import { useDraft } from '../../lib/drafts.ts'
import { clockToday } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { problemOf } from '../../lib/problem.ts'
import { useSession } from '../../lib/session.tsx'
import { settle } from '../../lib/steady-hand.ts'
import { CountedField } from '../../ui/counted-field.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { AcknowledgementNote } from './acknowledgement-note.tsx'
import { useAcknowledge } from './queries.ts'
import { SecretQuestion } from './secret-notice.tsx'

/** The actor says that it has the picture, in one press; how it was spread at home may be said too (2:7b). */
export function Acknowledge({ version, picture }: { version: PictureVersion; picture: Picture }) {
  const { t } = useLingui()
  const { user } = useSession()
  const now = useNow()
  const language = useLanguage()
  const { pictureId, number, acknowledgement } = version
  const note = useDraft(`${user.id}:picture:${pictureId}:note:${number}`, '')
  const [hasNote, setHasNote] = useState(note.value !== '')
  const acknowledging = useAcknowledge(pictureId, number)
  const given = acknowledgement ?? (acknowledging.isSuccess ? acknowledging.data : null)
  const actor = picture.own?.actor.name
  const field = useRef<HTMLInputElement>(null)
  const receipt = useRef<HTMLParagraphElement>(null)
  const wanted = useRef<'field' | 'receipt' | null>(null)
  // Both presses take their own button away: whoever uses the keyboard goes on from what came instead.
  useEffect(() => {
    const next = wanted.current && { field, receipt }[wanted.current].current
    if (!next) return
    wanted.current = null
    next.focus({ preventScroll: true })
  })
  if (given)
    return (
      <div className="picture-acknowledge">
        <p className="picture-acknowledged row wrap" role="status" ref={receipt} tabIndex={-1}>
          <StateTag state="confirmed">
            <Trans>Kvitterad</Trans>
          </StateTag>
          <span className="t-data wide">
            {clockToday(given.at, now, language)} · {given.by}
            {given.note && ` · ${given.note}`}
            {given.note && given.notedBy !== given.by && ` (${given.notedBy})`}
          </span>
        </p>
        {given.mayChange && version.allowed.includes('acknowledge') && (
          <AcknowledgementNote key={`${pictureId} ${number}`} pictureId={pictureId} number={number} given={given} />
        )}
      </div>
    )
  if (!version.allowed.includes('acknowledge') || !actor) return null
  const give = (notSecret: boolean) => {
    wanted.current = 'receipt'
    acknowledging.mutate(
      { note: note.value.trim(), ...(notSecret ? { notSecret } : {}) },
      {
        onSuccess: () => {
          settle()
          note.clear()
        },
      },
    )
  }
  return (
    <div className="picture-acknowledge">
      <div className="row wrap">
        <Button icon={<CheckmarkIcon aria-hidden />} loading={acknowledging.isPending} onClick={() => give(false)}>
          <Trans>Kvittera för {actor}</Trans>
        </Button>
        {!hasNote && (
          <Button
            size="small"
            variant="tertiary"
            onClick={() => {
              wanted.current = 'field'
              setHasNote(true)
            }}
          >
            <Trans>Skriv hur ni spridit den</Trans>
          </Button>
        )}
      </div>
      {hasNote && (
        <CountedField
          ref={field}
          size="small"
          label={t`Hur ni har spridit den`}
          most={textLimits.remark}
          value={note.value}
          onChange={(event) => {
            if (acknowledging.isError) acknowledging.reset()
            note.change(event.target.value)
          }}
        />
      )}
      {acknowledging.isError &&
        (problemOf(acknowledging.error).code === 'looks-secret' ? (
          <SecretQuestion onGoOn={() => give(true)} />
        ) : (
          <ErrorState error={acknowledging.error} />
        ))}
    </div>
  )
}
