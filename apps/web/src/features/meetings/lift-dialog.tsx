import { cut, textLimits } from '@samverkan/domain'
import type { AgendaItem, Meeting } from '@samverkan/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Select } from '@navikt/ds-react'
import { CountedField } from '../../ui/counted-field.tsx'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { useWording } from '../../lib/session.tsx'
import { announce } from '../../ui/announcer.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorState, Loaded, LoadingState } from '../../ui/states.tsx'
import { forumChoicesQuery, useLift } from './queries.ts'
import './form.css'

/** Where matters of the weekly conference go (002:978-979, Exempel 1); the others follow after it. */
const usual = 'regional-samordningsgrupp'

type Props = { meeting: Meeting; item: AgendaItem; note: { id: string; text: string } | null; onClose: () => void }

/** Onto another forum's next agenda, with a link both ways; the item stays here as well. */
export function LiftDialog({ meeting, item, note, onClose }: Props) {
  const { t } = useLingui()
  const form = useId()
  const wording = useWording()
  const forums = useQuery(forumChoicesQuery)
  const [forumCode, setForumCode] = useState(usual)
  const [title, setTitle] = useState(cut((note?.text ?? item.title).split('\n')[0]!, textLimits.title))
  const lift = useLift(meeting.code, item.id)
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    if (title.trim() === '' || lift.isPending) return
    lift.mutate(
      { forumCode, noteId: note?.id ?? null, title: title.trim() },
      {
        onSuccess: () => {
          announce(t`Punkten står på det andra forumets dagordning`)
          onClose()
        },
      },
    )
  }
  return (
    <Dialog
      title={<Trans>Ta upp i ett annat forum</Trans>}
      onClose={onClose}
      actions={
        <>
          <Button type="submit" form={form} loading={lift.isPending}>
            <Trans>Ta upp punkten</Trans>
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            <Trans>Avbryt</Trans>
          </Button>
        </>
      }
    >
      <p className="t-statement">
        <Trans>Punkten läggs sist på forumets nästa dagordning. Länken går åt båda hållen.</Trans>
      </p>
      <Loaded query={forums} loading={<LoadingState rows={1} />}>
        {(items) => (
          <form id={form} className="meeting-form" onSubmit={submit}>
            <Select label={t`Forum`} size="small" value={forumCode} onChange={(event) => setForumCode(event.target.value)}>
              {items
                .filter((forum) => forum.code !== meeting.forum.code)
                .sort((a, b) => Number(b.code === usual) - Number(a.code === usual))
                .map((forum) => (
                  <option key={forum.code} value={forum.code}>
                    {wording(forum)}
                  </option>
                ))}
            </Select>
            <CountedField
              label={t`Rubrik på dagordningen`}
              size="small"
              value={title}
              most={textLimits.title}
              onChange={(event) => setTitle(event.target.value)}
              error={title.trim() === '' ? t`Skriv en rubrik.` : undefined}
            />
          </form>
        )}
      </Loaded>
      {lift.isError && <ErrorState error={lift.error} retry={() => submit()} />}
    </Dialog>
  )
}
