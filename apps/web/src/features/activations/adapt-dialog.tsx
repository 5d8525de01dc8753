import type { CallPreview } from '@samverkan/contract'
import { useLingui as useMessages } from '@lingui/react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, TextField } from '@navikt/ds-react'
import { useState } from 'react'
import { gapWords } from '../../lib/delivery.ts'
import { useForumShort } from '../../lib/forum-names.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { StateTag } from '../../ui/state-tag.tsx'

type Props = { forum: CallPreview; chosen: readonly string[]; onChoose: (actorIds: string[] | null) => void; onClose: () => void }

/** Exactly these actors for one forum; "Som vanligt" goes back to the rule. */
export function AdaptDialog({ forum, chosen, onChoose, onClose }: Props) {
  const { t } = useLingui()
  const { _ } = useMessages()
  const forumShort = useForumShort()
  const [ids, setIds] = useState(() => new Set(chosen))
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLocaleLowerCase('sv')
  const shown = forum.actors.filter((actor) => actor.name.toLocaleLowerCase('sv').includes(wanted))
  const defaults = forum.actors.filter((actor) => actor.byDefault).map((actor) => actor.id)
  const toggle = (id: string) =>
    setIds((old) => {
      const next = new Set(old)
      if (!next.delete(id)) next.add(id)
      return next
    })
  const isDefault = defaults.length === ids.size && defaults.every((id) => ids.has(id))
  function done() {
    onChoose(isDefault ? null : forum.actors.filter((actor) => ids.has(actor.id)).map((actor) => actor.id))
    onClose()
  }
  return (
    <Dialog
      wide
      title={<Trans>Vilka kallas till {forumShort({ code: forum.forumCode, nameSv: forum.nameSv, nameEn: forum.nameEn })}</Trans>}
      onClose={onClose}
      actions={
        <>
          <Button size="small" onClick={done}>
            <Plural value={ids.size} _0="Klar, ingen vald" one="Klar, # aktör" other="Klar, # aktörer" />
          </Button>
          <Button size="small" variant="tertiary" onClick={onClose}>
            <Trans>Avbryt</Trans>
          </Button>
        </>
      }
    >
      {forum.rule === 'designated' && defaults.length === 0 && (
        <p className="t-statement">
          <Trans>Ingen aktör är utpekad för samverkansstab ännu. Välj här vilka som ska kallas den här gången.</Trans>
        </p>
      )}
      <div className="adapt-head">
        <TextField
          size="small"
          label={t`Sök aktör`}
          value={search}
          autoComplete="off"
          onChange={(event) => setSearch(event.target.value)}
        />
        <div className="row wrap">
          <Button size="small" variant="secondary" onClick={() => setIds(new Set(forum.actors.map((actor) => actor.id)))}>
            <Trans>Alla</Trans>
          </Button>
          <Button size="small" variant="secondary" onClick={() => setIds(new Set())}>
            <Trans>Ingen</Trans>
          </Button>
          {defaults.length > 0 && (
            <Button size="small" variant="secondary" onClick={() => setIds(new Set(defaults))}>
              <Trans>Som vanligt</Trans>
            </Button>
          )}
        </div>
      </div>
      {shown.length === 0 && (
        <p className="mut" role="status">
          <Trans>Ingen aktör heter så. De du redan valt är kvar.</Trans>
        </p>
      )}
      <ul className="adapt-list">
        {shown.map((actor) => (
          <li key={actor.id}>
            <label>
              <input type="checkbox" checked={ids.has(actor.id)} onChange={() => toggle(actor.id)} />
              <span>
                {actor.name}
                <small>
                  {actor.gap ? (
                    <StateTag state="waiting" bare>
                      {_(gapWords[actor.gap])}
                    </StateTag>
                  ) : (
                    <Plural
                      value={actor.contacts.filter((contact) => contact.mailbox !== null).length}
                      one="# kontakt"
                      other="# kontakter"
                    />
                  )}
                </small>
              </span>
            </label>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
