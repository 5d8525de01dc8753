import type { Acknowledgement } from '@samverkan/contract'
import { CallError } from '@samverkan/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, TextField } from '@navikt/ds-react'
import { useEffect, useRef, useState } from 'react'
import { useDraft } from '../../lib/drafts.ts'
import { useSession } from '../../lib/session.tsx'
import { announce } from '../../ui/announcer.tsx'
import { Merge, MergeVersion } from '../../ui/merge.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { useChangeNote } from './queries.ts'

type Props = { pictureId: string; number: number; given: Acknowledgement }
/** How the picture was spread at home, told anew while it is the latest. A colleague's words meanwhile stand beside one's own. */
export function AcknowledgementNote({ pictureId, number, given }: Props) {
  const { t } = useLingui()
  const { user } = useSession()
  const note = useDraft(`${user.id}:picture:${pictureId}:renote:${number}`, '')
  const [basedOn, setBasedOn] = useState<number | null>(note.value === '' ? null : given.version)
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
  if (basedOn === null)
    return (
      <Button
        ref={opener}
        size="small"
        variant="tertiary"
        onClick={() => {
          note.change(given.note)
          setBasedOn(given.version)
          wanted.current = 'field'
        }}
      >
        {given.note ? <Trans>Ändra hur den spridits</Trans> : <Trans>Lägg till hur den spridits hos er</Trans>}
      </Button>
    )
  const close = () => {
    note.clear()
    note.change('')
    changing.reset()
    setBasedOn(null)
    wanted.current = 'opener'
  }
  const newer =
    changing.error instanceof CallError && changing.error.code === 'stale-version'
      ? (changing.error.problem?.current as Acknowledgement | undefined)
      : undefined
  const save = (over: number) => {
    if (changing.isPending) return
    setBasedOn(over)
    changing.mutate(
      { note: note.value.trim(), basedOn: over },
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
      <TextField
        ref={field}
        size="small"
        label={t`Hur den har spridits hos er`}
        description={t`Går att ändra tills nästa lägesbild är publicerad.`}
        maxLength={500}
        value={note.value}
        onChange={(event) => note.change(event.target.value)}
      />
      {newer && (
        <Merge
          title={<Trans>En kollega har skrivit under tiden.</Trans>}
          versions={<MergeVersion title={newer.by}>{newer.note || <Trans>Tomt</Trans>}</MergeVersion>}
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
          <Button size="small" loading={changing.isPending} onClick={() => save(basedOn)}>
            <Trans>Spara</Trans>
          </Button>
          <Button size="small" variant="tertiary" onClick={close}>
            <Trans>Avbryt</Trans>
          </Button>
        </div>
      )}
      {changing.isError && !newer && <ErrorState error={changing.error} />}
    </div>
  )
}
