import { countedAtMost } from '@samverkan/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { MagnifyingGlassIcon, XMarkIcon } from '@navikt/aksel-icons'
import { Button, Select } from '@navikt/ds-react'
import type { ReactNode } from 'react'
import { useEffect, useId, useState } from 'react'
import { useSearchParams } from 'react-router'
import { AskedWords, askedOf } from './asked.tsx'
import './list.css'

/** A filter lives in the address: it can be shared, reloaded and gone back to. */
export function useFilter(name: string): [string, (value: string) => void] {
  const [search, setSearch] = useSearchParams()
  const set = (value: string) =>
    setSearch(
      () => {
        // The address itself, not the one that was last drawn: two filters may be set on each other's heels.
        const after = new URLSearchParams(window.location.search)
        if (value) after.set(name, value)
        else after.delete(name)
        return after
      },
      { replace: true, preventScrollReset: true },
    )
  return [search.get(name) ?? '', set]
}

/** Searches while one types, a moment after the last key. */
export function SearchField({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  const { t } = useLingui()
  const id = useId()
  const says = useId()
  const [typed, setTyped] = useState(value)
  const { asked, isOver } = askedOf(typed)
  useEffect(() => {
    if (asked === value) return
    const timer = setTimeout(() => onChange(asked), 200)
    return () => clearTimeout(timer)
  })
  return (
    <div className="search-field" role="search">
      <label htmlFor={id} className="aksel-sr-only">
        {label}
      </label>
      <MagnifyingGlassIcon aria-hidden />
      <input
        id={id}
        type="search"
        value={typed}
        placeholder={label}
        aria-describedby={isOver ? says : undefined}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setTyped(event.target.value)}
      />
      {typed && (
        <button
          type="button"
          onClick={() => {
            setTyped('')
            onChange('')
          }}
        >
          <XMarkIcon aria-hidden />
          <span className="aksel-sr-only">{t`Töm sökfältet`}</span>
        </button>
      )}
      {isOver && (
        <p className="search-over" id={says} role="status">
          <AskedWords />
        </p>
      )}
    </div>
  )
}

/** A choice that narrows a list; the first option is everything. */
export function FilterSelect<Value extends string>({
  label,
  all,
  value,
  options,
  onChange,
}: {
  label: string
  all: string
  value: string
  options: readonly (readonly [Value, string])[]
  onChange: (value: string) => void
}) {
  return (
    <Select className="filter-select" label={label} hideLabel size="small" value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{all}</option>
      {options.map(([option, words]) => (
        <option key={option} value={option}>
          {words}
        </option>
      ))}
    </Select>
  )
}

/** How many a list has, as far as the server counts: beyond that `isMore`, and the words say so. */
export const countOf = (page: { total: number } | undefined): { total: number; isMore: boolean } => ({
  total: Math.min(page?.total ?? 0, countedAtMost),
  isMore: (page?.total ?? 0) > countedAtMost,
})

/** Search and filters on one line, and how many there are; the number is also said aloud. */
export function ListHead({ total, isMore = false, children }: { total: ReactNode; isMore?: boolean; children: ReactNode }) {
  return (
    <div className="list-head">
      {children}
      <p className="list-total" role="status">
        {isMore ? <Trans>Fler än {total}</Trans> : total}
      </p>
    </div>
  )
}

type Paged = { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }

type More = { query: Paged; shown: number; total: number; isMore?: boolean }
/** Pages follow on request, not on scroll: the foot of the page stays in reach and the keyboard knows where it is. */
export function MoreButton({ query, shown, total, isMore = false }: More) {
  if (!query.hasNextPage) return null
  return (
    <div className="list-more">
      <Button size="small" variant="secondary" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        <Trans>Visa fler</Trans>
      </Button>
      <span className="t-data mut num">
        {isMore ? (
          <Trans>
            {shown} av fler än {total} visas
          </Trans>
        ) : (
          <Trans>
            {shown} av {total} visas
          </Trans>
        )}
      </span>
    </div>
  )
}
