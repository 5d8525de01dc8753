import type { Acknowledgement } from '@samverkan/contract'
import { CallError } from '@samverkan/contract'
import { textLimits } from '@samverkan/domain'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@navikt/ds-react'
import { useEffect, useRef } from 'react'
import { useDraft } from '../../lib/drafts.ts'
import { problemOf } from '../../lib/problem.ts'
import { useSession } from '../../lib/session.tsx'
import { announce } from '../../ui/announcer.tsx'
import { CountedField } from '../../ui/counted-field.tsx'
import { Merge, MergeVersion } from '../../ui/merge.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { useChangeNote } from './queries.ts'
import { SecretQuestion } from './secret-notice.tsx'

type Props = { pictureId: string; number: number; given: Acknowledgement }
/** How the picture was spread at home, told anew while it is the latest. A colleague's words meanwhile stand beside one's own. */
export function AcknowledgementNote({ pictureId, number, given }: Props) {
  const { t } = useLingui()
  const { user } = useSession()
  // With the version that was on the screen: words that lay on the device meanwhile are not about what a colleague has written since.
  const draft = useDraft<{ note: string; basedOn: number } | null>(`${user.id}:picture:${pictureId}:spread:${number}`, null)
  const written = draft.value
  const changing = useChangeNote(pictureId, number)
  const field = useRef<HTMLInputElement>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const wanted = useRef<'field' | 'opener' | null>(null)
  useEffect(() => {
    const next = wanted.current && { field, opener }[wanted.current].current
    if (!next) return
    wanted.current = null
    next.focus({ preventScroll: true })
  })
  if (written === null)
    return (
      <Button
        ref={opener}
        size="small"
        variant="tertiary"
        onClick={() => {
          draft.change({ note: given.note, basedOn: given.version })
          wanted.current = 'field'
        }}
      >
        {given.note ? <Trans>Ändra hur ni spridit den</Trans> : <Trans>Skriv hur ni spridit den</Trans>}
      </Button>
    )
  const close = () => {
    draft.change(null)
    draft.clear()
    changing.reset()
    wanted.current = 'opener'
  }
  const newer =
    changing.error instanceof CallError && changing.error.code === 'stale-version'
      ? (changing.error.problem?.current as Acknowledgement | undefined)
      : undefined
  const isAsked = changing.isError && problemOf(changing.error).code === 'looks-secret'
  const save = (over: number, notSecret = false) => {
    if (changing.isPending) return
    draft.change({ ...written, basedOn: over })
    changing.mutate(
      { note: written.note.trim(), basedOn: over, ...(notSecret ? { notSecret } : {}) },
      {
        onSuccess: () => {
          announce(t`Sparat.`)
          close()
        },
      },
    )
  }
  return (
    <div className="picture-acknowledge">
      <CountedField
        ref={field}
        size="small"
        label={t`Hur ni har spridit den`}
        description={t`Går att ändra tills nästa lägesbild är publicerad.`}
        most={textLimits.remark}
        value={written.note}
        onChange={(event) => {
          if (isAsked) changing.reset()
          draft.change({ ...written, note: event.target.value })
        }}
      />
      {newer && (
        <Merge
          title={<Trans>En kollega har skrivit under tiden.</Trans>}
          versions={<MergeVersion title={newer.notedBy}>{newer.note || <Trans>Tomt</Trans>}</MergeVersion>}
        >
          <Button size="small" variant="secondary" onClick={() => save(newer.version)}>
            <Trans>Spara mina ord</Trans>
          </Button>
          <Button size="small" variant="tertiary" onClick={close}>
            <Trans>Behåll kollegans</Trans>
          </Button>
        </Merge>
      )}
      {!newer && (
        <div className="row wrap">
          <Button size="small" loading={changing.isPending} onClick={() => save(written.basedOn)}>
            <Trans>Spara</Trans>
          </Button>
          <Button size="small" variant="tertiary" onClick={close}>
            <Trans>Avbryt</Trans>
          </Button>
        </div>
      )}
      {isAsked && <SecretQuestion onGoOn={() => save(written.basedOn, true)} />}
      {changing.isError && !newer && !isAsked && <ErrorState error={changing.error} />}
    </div>
  )
}
