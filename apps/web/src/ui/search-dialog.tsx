import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { MagnifyingGlassIcon } from '@navikt/aksel-icons'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import './search-dialog.css'

export type Hit = { id: string; title: string; detail?: ReactNode; icon: ReactNode; tag?: ReactNode; open: () => void }
/** `own`: known here, so it stands at once and is of what is typed now; the others come from the server a little later. */
export type HitGroup = { name: string; hits: readonly Hit[]; own?: boolean }
type Props = {
  open: boolean
  /** The field has the focus now. */
  onReady: () => void
  onClose: () => void
  query: string
  /** What the hits are of, a moment behind what is typed. */
  of: string
  onQuery: (query: string) => void
  groups: readonly HitGroup[]
  /** Still asking; what is shown meanwhile stays. */
  busy: boolean
  /** Why the answer is not complete, when it is not. */
  note?: ReactNode
}

/** The way to anything by keyboard: a combobox with a grouped list (ux.md, rule 7). Arrows, Home, End, Enter, Esc. */
export function SearchDialog({ open, onReady, onClose, query, of, onQuery, groups, busy, note }: Props) {
  const { t } = useLingui()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const ready = useRef(onReady)
  /** What is marked, by its name: what the server finds comes above it, and must not become what Enter opens. */
  const [held, setHeld] = useState<{ of: string; id: string } | null>(null)
  const hits = groups.flatMap((group) => group.hits)
  const at = Math.max(0, held?.of === of ? hits.findIndex((hit) => hit.id === held.id) : 0)
  const marked = hits[at]
  const isOfNow = marked !== undefined && (!busy || groups.some((group) => group.own && group.hits.includes(marked)))
  if (open && isOfNow && (held?.of !== of || held.id !== marked.id)) setHeld({ of, id: marked.id })
  const optionId = (hit: Hit) => `${id}-${hit.id}`

  useEffect(() => {
    if (open) {
      dialog.current?.showModal()
      ready.current()
    } else dialog.current?.close()
  }, [open])
  useEffect(() => {
    if (open) document.getElementById(optionId(hits[at] ?? ({ id: '' } as Hit)))?.scrollIntoView({ block: 'nearest' })
  })

  function choose(hit: Hit | undefined) {
    if (!hit) return
    onClose()
    hit.open()
  }
  function press(event: KeyboardEvent) {
    const moves: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: hits.length - 1 }
    const target = moves[event.key]
    if (target !== undefined && hits.length > 0) {
      event.preventDefault()
      const next = hits[(target + hits.length) % hits.length]
      if (next) setHeld({ of, id: next.id })
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      choose(hits[at])
    }
  }
  return (
    <dialog
      ref={dialog}
      className="search-dialog"
      aria-label={t`Sök eller gå till`}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      {open && (
        <div className="search-dialog-in">
          <div className="search-dialog-field">
            <MagnifyingGlassIcon aria-hidden />
            <input
              autoFocus
              role="combobox"
              aria-expanded={hits.length > 0}
              aria-controls={`${id}-list`}
              aria-autocomplete="list"
              aria-label={t`Sök aktör, forum, person, händelse eller sida`}
              aria-activedescendant={hits[at] ? optionId(hits[at]) : undefined}
              placeholder={t`Sök aktör, forum, person, händelse eller sida`}
              value={query}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => onQuery(event.target.value)}
              onKeyDown={press}
            />
            <button type="button" onClick={onClose}>
              <Trans>Stäng</Trans>
            </button>
          </div>
          <div className="search-dialog-list" id={`${id}-list`} role="listbox" aria-label={t`Träffar`} aria-busy={busy} tabIndex={-1}>
            {groups
              .filter((group) => group.hits.length > 0)
              .map((group) => (
                <div key={group.name} role="group" aria-label={group.name}>
                  <p aria-hidden>{group.name}</p>
                  {group.hits.map((hit) => (
                    <div
                      key={hit.id}
                      id={optionId(hit)}
                      role="option"
                      aria-selected={hit === hits[at]}
                      onPointerMove={() => setHeld({ of, id: hit.id })}
                      onClick={() => choose(hit)}
                    >
                      {hit.icon}
                      <span>
                        <b>{hit.title}</b>
                        {hit.detail && <small>{hit.detail}</small>}
                      </span>
                      {hit.tag}
                    </div>
                  ))}
                </div>
              ))}
          </div>
          <p className={hits.length === 0 || note ? 'search-dialog-note' : 'aksel-sr-only'} role="status">
            {note ??
              (busy ? (
                <Trans>Söker</Trans>
              ) : hits.length === 0 ? (
                <Trans>Inget hittades för ”{query}”.</Trans>
              ) : (
                <Plural value={hits.length} one="# träff" other="# träffar" />
              ))}
          </p>
          <p className="search-dialog-keys desk" aria-hidden>
            <kbd>↑</kbd>
            <kbd>↓</kbd> <Trans>välj</Trans> <kbd>Enter</kbd> <Trans>öppna</Trans> <kbd>Esc</kbd> <Trans>stäng</Trans>
          </p>
        </div>
      )}
    </dialog>
  )
}
