import type { MeasureWithHistory } from '@samverkan/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@navikt/ds-react'
import { useState } from 'react'
import { useDraft } from '../../lib/drafts.ts'
import { ownerOf } from '../../lib/measures.ts'
import { problemOf } from '../../lib/problem.ts'
import { useSession } from '../../lib/session.tsx'
import { CountedText } from '../../ui/counted-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { MeasureForm, newerOf, wordsOf } from './measure-form.tsx'
import { useEditMeasure, useMoveMeasure } from './queries.ts'

/** What may be done with it now. Klar is one tap, and can be taken back: undo beats "are you sure?". */
export function MeasureActions({ measure }: { measure: MeasureWithHistory }) {
  const { id, version, allowed } = measure
  const move = useMoveMeasure()
  const [dialog, setDialog] = useState<'edit' | 'cancel' | null>(null)
  const may = (action: (typeof allowed)[number]) => allowed.includes(action)
  const step = (action: 'start' | 'finish' | 'reopen') => move.mutate({ id, body: { action, version } })
  const isPending = (action: string) => move.isPending && move.variables.body.action === action
  if (!allowed.some((action) => action !== 'note')) return null
  return (
    <>
      <div className="row wrap measure-actions">
        {may('finish') && (
          <Button loading={isPending('finish')} onClick={() => step('finish')}>
            <Trans>Klar</Trans>
          </Button>
        )}
        {may('start') && (
          <Button variant="secondary" loading={isPending('start')} onClick={() => step('start')}>
            <Trans>Börja</Trans>
          </Button>
        )}
        {may('reopen') && (
          <Button variant="secondary" loading={isPending('reopen')} onClick={() => step('reopen')}>
            <Trans>Ta upp igen</Trans>
          </Button>
        )}
        {may('edit') && (
          <Button variant="secondary" onClick={() => setDialog('edit')}>
            <Trans>Ändra</Trans>
          </Button>
        )}
        {may('cancel') && (
          <Button variant="tertiary" onClick={() => setDialog('cancel')}>
            <Trans>Avbryt åtgärden</Trans>
          </Button>
        )}
      </div>
      {move.isError && problemOf(move.error).code !== 'invalid' && <ErrorState error={move.error} />}
      {dialog === 'edit' && <EditDialog measure={measure} onClose={() => setDialog(null)} />}
      {dialog === 'cancel' && <CancelDialog measure={measure} onClose={() => setDialog(null)} />}
    </>
  )
}

type DialogProps = { measure: MeasureWithHistory; onClose: () => void }

function EditDialog({ measure, onClose }: DialogProps) {
  const session = useSession()
  // What this dialog was opened on: what others changed meanwhile must be seen, not overwritten.
  const [basedOn] = useState(measure)
  const edit = useEditMeasure()
  const draft = useDraft(`${session.user.id}:measure-edit:${measure.id}`, wordsOf(measure))
  const only = basedOn.gap ? { id: basedOn.gap.actorId, name: basedOn.gap.actorName } : undefined
  const newer = newerOf(edit.error)
  return (
    <MeasureForm
      title={<Trans>Ändra åtgärden</Trans>}
      submit={<Trans>Spara ändringen</Trans>}
      draft={draft}
      keptDue={newer?.dueOn ?? basedOn.dueOn}
      {...(only ? { only } : {})}
      isPending={edit.isPending}
      error={edit.error}
      onSend={({ owner, ...words }, onVersion) =>
        edit.mutate(
          { id: measure.id, body: { ...words, owner: ownerOf(owner), version: onVersion ?? basedOn.version } },
          {
            onSuccess: () => {
              draft.clear()
              onClose()
            },
          },
        )
      }
      onClose={() => {
        draft.clear()
        onClose()
      }}
    />
  )
}

function CancelDialog({ measure, onClose }: DialogProps) {
  const { t } = useLingui()
  const session = useSession()
  const draft = useDraft<string>(`${session.user.id}:measure-cancel:${measure.id}`, '')
  const [strict, setStrict] = useState(false)
  const move = useMoveMeasure()
  function send() {
    setStrict(true)
    const note = draft.value.trim()
    if (note === '' || move.isPending) return
    move.mutate(
      { id: measure.id, body: { action: 'cancel', note, version: measure.version } },
      {
        onSuccess: () => {
          draft.clear()
          onClose()
        },
      },
    )
  }
  return (
    <Dialog
      title={<Trans>Avbryt åtgärden</Trans>}
      onClose={onClose}
      actions={
        <>
          <Button loading={move.isPending} onClick={send}>
            <Trans>Avbryt åtgärden</Trans>
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            <Trans>Stäng</Trans>
          </Button>
        </>
      }
    >
      <p className="wide">{measure.title}</p>
      <CountedText
        label={t`Varför?`}
        description={t`Skälet står kvar i historiken, och åtgärden kan tas upp igen.`}
        value={draft.value}
        minRows={3}
        maxRows={10}
        most={2000}
        onChange={(event) => draft.change(event.target.value)}
        error={strict && draft.value.trim() === '' ? t`Skriv ett skäl.` : undefined}
      />
      {move.isError && <ErrorState error={move.error} retry={send} />}
    </Dialog>
  )
}
