import type { PictureCollection } from '@samverkan/contract'
import { CallError } from '@samverkan/contract'
import { Trans } from '@lingui/react/macro'
import { Button } from '@navikt/ds-react'
import { useState } from 'react'
import { serverNow } from '../../lib/now.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { CollectionFields, collectionOf, formOf } from './collection-fields.tsx'
import { useChangeCollection } from './queries.ts'

/** Times and handling of what is being written. Changed by somebody else meanwhile: theirs is shown, and saved over only on purpose. */
export function CollectionDialog({ id, collection, onClose }: { id: string; collection: PictureCollection; onClose: () => void }) {
  const [form, setForm] = useState(() => formOf(collection))
  const [basedOn, setBasedOn] = useState(collection.version)
  const [strict, setStrict] = useState(false)
  const changing = useChangeCollection(id)
  const newer =
    changing.error instanceof CallError && changing.error.code === 'stale-version'
      ? (changing.error.problem?.current as PictureCollection | undefined)
      : undefined
  function save(over: number) {
    setStrict(true)
    const body = collectionOf(form, serverNow())
    if (!body || changing.isPending) return
    setBasedOn(over)
    changing.mutate({ ...body, basedOn: over }, { onSuccess: onClose })
  }
  return (
    <Dialog
      title={<Trans>Tider och spridning</Trans>}
      onClose={onClose}
      actions={
        <>
          <Button loading={changing.isPending} onClick={() => save(newer?.version ?? basedOn)}>
            {newer ? <Trans>Spara ändå</Trans> : <Trans>Spara</Trans>}
          </Button>
          {newer && (
            <Button
              variant="secondary"
              onClick={() => {
                setForm(formOf(newer))
                setBasedOn(newer.version)
                changing.reset()
              }}
            >
              <Trans>Visa de sparade</Trans>
            </Button>
          )}
          <Button variant="tertiary" onClick={onClose}>
            <Trans>Avbryt</Trans>
          </Button>
        </>
      }
    >
      <CollectionFields form={form} strict={strict} onChange={setForm} />
      {changing.isError && <ErrorState error={changing.error} />}
    </Dialog>
  )
}
