import { shortened, textLimits } from '@samverkan/domain'
import type { PictureReportLine } from '@samverkan/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@navikt/ds-react'
import { CountedField } from '../../ui/counted-field.tsx'
import { useDraft } from '../../lib/drafts.ts'
import { serverNow } from '../../lib/now.ts'
import { problemOf } from '../../lib/problem.ts'
import { useSendsLater } from '../../lib/sends-later.ts'
import { useSession } from '../../lib/session.tsx'
import { announce } from '../../ui/announcer.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { useWithdraw } from './queries.ts'
import { SecretQuestion } from './secret-notice.tsx'
import { isForLine } from './taken-down-out.ts'
import { reasonKey, takenBack } from './withdrawn-out.ts'

export type Withdrawable = Pick<PictureReportLine, 'id' | 'text'>

/** Takes a reported line back, after one question: it is kept, but whoever reads it learns that it no longer holds. */
export function WithdrawDialog({ pictureId, line, onClose }: { pictureId: string; line: Withdrawable; onClose: () => void }) {
  const { t } = useLingui()
  const { user, actingAs } = useSession()
  useSendsLater()
  const reason = useDraft(reasonKey({ userId: user.id, pictureId, lineId: line.id }), '')
  const withdrawing = useWithdraw(pictureId)
  const send = (notSecret = false) => {
    if (withdrawing.isPending) return
    const at = serverNow()
    const body = { reason: reason.value.trim(), withdrawnAt: new Date(at).toISOString(), ...(notSecret ? { notSecret } : {}) }
    withdrawing.mutate(
      { lineId: line.id, ...body },
      {
        onError: (error) => {
          if (!isForLine(error)) return
          const { functionCode } = actingAs
          reason.clear()
          takenBack.give(
            { userId: user.id, actorId: actingAs.actor?.id ?? null, functionCode },
            // No page of its own: what waits is told by the shell here too, for the line itself still stands.
            {
              key: line.id,
              at,
              place: { userId: user.id, functionCode, pictureId, lineId: line.id, text: shortened(line.text, 60) },
              body,
            },
          )
          announce(t`Raden återtas när nätet är tillbaka.`)
          onClose()
        },
        onSuccess: () => {
          reason.clear()
          announce(t`Raden är återtagen.`)
          onClose()
          // The button that was pressed goes: whoever uses the keyboard goes on from the line.
          requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-reported="${line.id}"]`)?.focus())
        },
      },
    )
  }
  return (
    <Dialog
      title={<Trans>Återta raden</Trans>}
      onClose={onClose}
      actions={
        <>
          <Button loading={withdrawing.isPending} onClick={() => send()}>
            <Trans>Återta raden</Trans>
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            <Trans>Avbryt</Trans>
          </Button>
        </>
      }
    >
      <blockquote className="t-statement wide">{line.text}</blockquote>
      <CountedField
        label={t`Varför? (frivilligt)`}
        most={textLimits.reason}
        value={reason.value}
        onChange={(event) => {
          // What was refused was something else than what is written now.
          if (withdrawing.isError) withdrawing.reset()
          reason.change(event.target.value)
        }}
      />
      <p className="t-data mut">
        <Trans>
          Raden finns kvar, överstruken. Är den inlyft ser de som skriver att källan är återtagen. Publicerade lägesbilder ändras inte.
        </Trans>
      </p>
      {withdrawing.isError &&
        !isForLine(withdrawing.error) &&
        (problemOf(withdrawing.error).code === 'looks-secret' ? (
          <SecretQuestion onGoOn={() => send(true)} />
        ) : (
          <ErrorState error={withdrawing.error} retry={() => send()} />
        ))}
    </Dialog>
  )
}
