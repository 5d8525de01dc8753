import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@navikt/ds-react'
import { type FormEvent, useState } from 'react'
import { useDraft } from '../../lib/drafts.ts'
import { serverNow, useNow } from '../../lib/now.ts'
import { useSession } from '../../lib/session.tsx'
import { Panel } from '../../ui/panel.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { CollectionFields, type CollectionForm, collectionOf, proposal } from './collection-fields.tsx'
import { useOpenPicture } from './queries.ts'

/** Before the first lägesbild of an incident: whoever may opens it, everybody else reads that it has not begun. */
export function NoPicture({ code, mayOpen, isEnded }: { code: string; mayOpen: boolean; isEnded: boolean }) {
  if (mayOpen) return <OpenPicture code={code} />
  return (
    <Panel title={<Trans>Lägesbild</Trans>}>
      <EmptyState title={<Trans>Ingen lägesbild är påbörjad.</Trans>}>
        {isEnded ? (
          <Trans>Händelsen avslutades utan lägesbild.</Trans>
        ) : (
          <Trans>TiB öppnar den. Då ser ni här vad ni ska rapportera och till när.</Trans>
        )}
      </EmptyState>
    </Panel>
  )
}

function OpenPicture({ code }: { code: string }) {
  const { t } = useLingui()
  const { user } = useSession()
  const now = useNow()
  const { value, change, clear } = useDraft<{ form: CollectionForm; key: string }>(`${user.id}:picture:open:${code}`, {
    form: proposal(now),
    key: crypto.randomUUID(),
  })
  const [strict, setStrict] = useState(false)
  const opening = useOpenPicture(code)
  function open(event: FormEvent) {
    event.preventDefault()
    setStrict(true)
    const body = collectionOf(value.form, serverNow())
    if (!body || opening.isPending) return
    opening.mutate({ key: value.key, body }, { onSuccess: clear })
  }
  return (
    <Panel title={<Trans>Lägesbild 1</Trans>} padded className="picture-open">
      <form onSubmit={open} noValidate>
        <p className="t-statement prose">
          <Trans>Aktörerna i de aktiverade forumen får frågan om läget. Du skriver den gemensamma lägesbilden av det de rapporterar.</Trans>
        </p>
        {/* A refused press may be mended and pressed again: another content is another question. */}
        <CollectionFields form={value.form} strict={strict} onChange={(form) => change({ form, key: crypto.randomUUID() })} />
        {opening.isError && <ErrorState error={opening.error} />}
        <div>
          <Button loading={opening.isPending}>{t`Be aktörerna rapportera`}</Button>
        </div>
      </form>
    </Panel>
  )
}
