import type { Meeting } from '@samverkan/contract'
import { CallError } from '@samverkan/contract'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { ArrowUndoIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { type ReactNode, useState } from 'react'
import { problemOf } from '../../lib/problem.ts'
import { useReaders } from '../../lib/subscriptions.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { type Left, LeftDialog, useLeft } from '../../ui/left-behind.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { Segments } from '../../ui/segments.tsx'
import { useAdvance, useDistribute, useReinstate } from './queries.ts'
import { isForAgenda, isForMeeting, itemOf } from './left-behind.ts'
import { OpenMeeting } from './open-meeting.tsx'
import { CancelDialog, MoveDialog } from './reschedule.tsx'

type Open = 'move' | 'cancel' | 'distribute' | null
type Advance = 'set-agenda' | 'close' | 'reopen' | 'document'
/** What ends the writing: own words that are not saved are asked about first. */
const locking: readonly (Advance | 'distribute')[] = ['set-agenda', 'close', 'document', 'distribute']

const anyway: Record<Advance | 'distribute', ReactNode> = {
  'set-agenda': <Trans>Sätt dagordningen ändå</Trans>,
  close: <Trans>Avsluta ändå</Trans>,
  document: <Trans>Anteckningarna är klara ändå</Trans>,
  distribute: <Trans>Skicka ut ändå</Trans>,
  reopen: null,
}

/** What the viewer may do with the meeting now. One is loud: the one that takes it onward. */
export function MeetingActions({ meeting }: { meeting: Meeting }) {
  const { allowed, version, code } = meeting
  const [open, setOpen] = useState<Open>(null)
  const advance = useAdvance(code)
  const reinstate = useReinstate(code)
  const close = () => setOpen(null)
  const may = (action: Meeting['allowed'][number]) => allowed.includes(action)
  const mine = useLeft((rest) => isForMeeting(meeting, rest))
  const [asked, setAsked] = useState<{ action: Advance | 'distribute'; left: readonly Left[] } | null>(null)
  const goOn = (action: Advance | 'distribute') => {
    setAsked(null)
    if (action === 'distribute') setOpen('distribute')
    else advance.mutate({ action, version })
  }
  const go = (action: Advance | 'distribute') => {
    const left = locking.includes(action) ? mine.now().filter(({ rest }) => action !== 'set-agenda' || isForAgenda(meeting, rest)) : []
    if (left.length > 0) setAsked({ action, left })
    else goOn(action)
  }
  const missing = missingOf(advance.error)
  const error = advance.error ?? reinstate.error
  return (
    <>
      <OpenMeeting meeting={meeting} />
      {may('set-agenda') && (
        <Button size="small" variant={may('open') ? 'secondary' : 'primary'} loading={advance.isPending} onClick={() => go('set-agenda')}>
          <Trans>Sätt dagordningen</Trans>
        </Button>
      )}
      {may('close') && (
        <Button size="small" variant="secondary" loading={advance.isPending} onClick={() => go('close')}>
          <Trans>Avsluta mötet</Trans>
        </Button>
      )}
      {may('document') && (
        <Button size="small" loading={advance.isPending} onClick={() => go('document')}>
          <Trans>Anteckningarna är klara</Trans>
        </Button>
      )}
      {may('distribute') && (
        <Button size="small" onClick={() => go('distribute')}>
          <Trans>Skicka ut anteckningarna</Trans>
        </Button>
      )}
      {may('reopen') && (
        <Button
          size="small"
          variant="tertiary"
          icon={<ArrowUndoIcon aria-hidden />}
          loading={advance.isPending}
          onClick={() => go('reopen')}
        >
          <Trans>Öppna igen</Trans>
        </Button>
      )}
      {may('reinstate') && (
        <Button
          size="small"
          variant="secondary"
          icon={<ArrowUndoIcon aria-hidden />}
          loading={reinstate.isPending}
          onClick={() => reinstate.mutate(version)}
        >
          <Trans>Ångra, mötet blir av</Trans>
        </Button>
      )}
      {may('move') && (
        <Button size="small" variant="tertiary" onClick={() => setOpen('move')}>
          <Trans>Flytta</Trans>
        </Button>
      )}
      {may('cancel') && (
        <Button size="small" variant="tertiary" onClick={() => setOpen('cancel')}>
          <Trans>Ställ in</Trans>
        </Button>
      )}
      {asked && (
        <LeftDialog
          left={asked.left}
          where={({ rest }) => itemOf(meeting, rest)?.title}
          go={anyway[asked.action]}
          onGo={() => goOn(asked.action)}
          onBack={() => setAsked(null)}
        />
      )}
      {open === 'move' && <MoveDialog meeting={meeting} onClose={close} />}
      {open === 'cancel' && <CancelDialog meeting={meeting} onClose={close} />}
      {open === 'distribute' && <DistributeDialog meeting={meeting} onClose={close} />}
      {missing ? (
        <MissingDialog
          missing={missing}
          busy={advance.isPending}
          onAnyway={() => advance.mutate({ action: 'close', version, anyway: true })}
          onClose={() => advance.reset()}
        />
      ) : (
        error && (
          <Dialog title={<Trans>Det gick inte</Trans>} onClose={() => (advance.reset(), reinstate.reset())}>
            <ErrorState error={error} />
          </Dialog>
        )
      )}
    </>
  )
}

/** Those present who have neither reported nor had the floor, named with the refusal. */
function missingOf(error: unknown): string[] | null {
  if (problemOf(error).code !== 'reports-missing' || !(error instanceof CallError)) return null
  const current = error.problem?.current
  const names = Array.isArray(current) ? current : ((current as { actors?: unknown[] } | undefined)?.actors ?? [])
  return names.map((one) => (typeof one === 'string' ? one : ((one as { name?: string }).name ?? ''))).filter(Boolean)
}

function MissingDialog({
  missing,
  busy,
  onAnyway,
  onClose,
}: {
  missing: string[]
  busy: boolean
  onAnyway: () => void
  onClose: () => void
}) {
  return (
    <Dialog
      title={<Trans>Alla har inte kommit till tals</Trans>}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>
            <Trans>Tillbaka till mötet</Trans>
          </Button>
          <Button variant="secondary" loading={busy} onClick={onAnyway}>
            <Trans>Avsluta ändå</Trans>
          </Button>
        </>
      }
    >
      <p className="t-statement">
        <Plural
          value={missing.length}
          one="# aktör är med men har varken förrapporterat eller haft ordet:"
          other="# aktörer är med men har varken förrapporterat eller haft ordet:"
        />
      </p>
      <ul className="missing-list">
        {missing.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </Dialog>
  )
}

function DistributeDialog({ meeting, onClose }: { meeting: Meeting; onClose: () => void }) {
  const { t } = useLingui()
  const [handling, setHandling] = useState<'open' | 'internal'>('internal')
  const distribute = useDistribute(meeting.code)
  const readers = useReaders('meetings')
  const send = () => distribute.mutate({ version: meeting.version, handling }, { onSuccess: onClose })
  return (
    <Dialog
      title={<Trans>Skicka ut anteckningarna</Trans>}
      onClose={onClose}
      actions={
        <>
          <Button loading={distribute.isPending} onClick={send}>
            <Trans>Skicka ut</Trans>
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            <Trans>Avbryt</Trans>
          </Button>
        </>
      }
    >
      <p className="t-statement">
        <Trans>Anteckningarna låses och ändras aldrig mer.</Trans>{' '}
        {readers === null ? (
          <Trans>De som prenumererar på möten får e-post om att de finns, utan texten.</Trans>
        ) : (
          <Plural
            value={readers}
            _0="Ingen prenumererar på möten, så ingen e-post skickas."
            one="# person som prenumererar på möten får e-post om att de finns, utan texten."
            other="# personer som prenumererar på möten får e-post om att de finns, utan texten."
          />
        )}
      </p>
      <Segments
        legend={t`Spridning`}
        value={handling}
        onChange={setHandling}
        options={[
          ['internal', t`Intern`],
          ['open', t`Öppen`],
        ]}
      />
      {distribute.isError && <ErrorState error={distribute.error} retry={send} />}
    </Dialog>
  )
}
