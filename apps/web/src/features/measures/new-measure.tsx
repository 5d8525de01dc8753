import { Trans } from '@lingui/react/macro'
import { PlusIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { type ReactNode, useState } from 'react'
import { useDraft } from '../../lib/drafts.ts'
import { isoDate } from '../../lib/formats.ts'
import { ownerOf } from '../../lib/measures.ts'
import { useNow } from '../../lib/now.ts'
import { problemOf } from '../../lib/problem.ts'
import { useSession } from '../../lib/session.tsx'
import { MeasureForm } from './measure-form.tsx'
import { type CreateBody, useCreateMeasure } from './queries.ts'

type Props = {
  origin: CreateBody['origin']
  /** Ours: how many days ahead the date stands until somebody changes it. */
  daysAhead: number
  only?: { id: string; name: string }
  owner?: string
  lead?: ReactNode
  /** The one filled button of its page, or one among others. */
  loud?: boolean
}

/** The button that begins a new measure, and its form. What was typed waits on the device until it has been sent. */
export function NewMeasure({ loud = false, ...props }: Props) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size="small" variant={loud ? 'primary' : 'secondary'} icon={<PlusIcon aria-hidden />} onClick={() => setOpen(true)}>
        <Trans>Ny åtgärd</Trans>
      </Button>
      {open && <NewDialog {...props} onClose={() => setOpen(false)} />}
    </>
  )
}

const keyOf = (origin: CreateBody['origin']): string => {
  if (origin.kind === 'incident') return `${origin.incidentCode} ${origin.activationId ?? ''}`
  return origin.kind === 'gap' ? `${origin.assessmentId} ${origin.subCapability}` : 'none'
}

function NewDialog({ origin, daysAhead, only, owner = '', lead, onClose }: Omit<Props, 'loud'> & { onClose: () => void }) {
  const session = useSession()
  const now = useNow()
  const create = useCreateMeasure()
  const [key, setKey] = useState(() => crypto.randomUUID())
  const draft = useDraft(`${session.user.id}:measure:${keyOf(origin)}`, {
    title: '',
    description: '',
    owner,
    dueOn: isoDate(now + daysAhead * 86_400_000),
  })
  return (
    <MeasureForm
      title={<Trans>Ny åtgärd</Trans>}
      submit={<Trans>Skapa åtgärden</Trans>}
      draft={draft}
      lead={lead}
      {...(only ? { only } : {})}
      isPending={create.isPending}
      error={create.error}
      onSend={({ owner: chosen, ...words }) =>
        create.mutate(
          { key, body: { ...words, owner: ownerOf(chosen), origin } },
          {
            onSuccess: () => {
              draft.clear()
              onClose()
            },
            // A refused body is corrected and is then another request; one whose answer was lost is the same once more.
            onError: (error) => {
              if (!['offline', 'unavailable', 'unexpected'].includes(problemOf(error).code)) setKey(crypto.randomUUID())
            },
          },
        )
      }
      onClose={onClose}
    />
  )
}
