import { CallError, type Setting } from '@samverkan/contract'
import { useLingui as useMessages } from '@lingui/react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, TextField } from '@navikt/ds-react'
import { isSettingValue, settingKinds, tidyPhone } from '@samverkan/domain'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useDraft } from '../../lib/drafts.ts'
import { dayAndClock, dialable } from '../../lib/formats.ts'
import { useForumShort } from '../../lib/forum-names.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { useSession } from '../../lib/session.tsx'
import { announce } from '../../ui/announcer.tsx'
import { Merge, MergeVersion } from '../../ui/merge.tsx'
import { SaveOrLeave } from '../../ui/save-or-leave.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { useChangeSetting } from './queries.ts'
import { settingWords } from './words.ts'

/** One setting: what it is, what follows, what stands; changed in its place. */
export function SettingRow({ setting, mayChange }: { setting: Setting; mayChange: boolean }) {
  const { _ } = useMessages()
  const now = useNow()
  const language = useLanguage()
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(false)
  useEffect(() => {
    // Back to where the hand was; the form that held it is gone.
    if (wasOpen.current && !isOpen) button.current?.focus()
    wasOpen.current = isOpen
  }, [isOpen])
  const { about } = settingWords[setting.key]
  const title = useTitle(setting)
  const changedAt = setting.changedAt && dayAndClock(setting.changedAt, now, language)
  return (
    <li className="setting-row">
      <div>
        <h3>{title}</h3>
        <p className="sub">
          <span>{_(about)}</span>
          {changedAt && (
            <span className="num">
              <Trans>Ändrad {changedAt}</Trans>
            </span>
          )}
        </p>
      </div>
      {isOpen ? (
        <SettingForm setting={setting} title={title} close={() => setOpen(false)} />
      ) : (
        <>
          <p className="setting-value num">
            <Value setting={setting} />
          </p>
          {mayChange && (
            <Button ref={button} size="small" variant="secondary" onClick={() => setOpen(true)}>
              <Trans>Ändra</Trans>
              <span className="aksel-sr-only">: {title}</span>
            </Button>
          )}
        </>
      )}
    </li>
  )
}

/** Each forum's own limit says whose it is. */
function useTitle({ key, forum }: Setting): string {
  const { _ } = useMessages()
  const forumShort = useForumShort()
  const title = _(settingWords[key].title)
  return forum ? `${forumShort(forum)}: ${title.charAt(0).toLocaleLowerCase('sv')}${title.slice(1)}` : title
}

function Value({ setting: { key, value } }: { setting: Setting }) {
  const kind = settingKinds[key]
  if (kind.kind === 'phone')
    return value === '' ? (
      <Trans>Inte ifylld</Trans>
    ) : (
      <a className="dial" href={dialable(String(value))}>
        {value}
      </a>
    )
  if (kind.unit === 'minutes') return <Trans>{value} min</Trans>
  if (kind.unit === 'days') return <Plural value={Number(value)} one="# dag" other="# dagar" />
  return <Plural value={Number(value)} one="# aktör" other="# aktörer" />
}

function SettingForm({ setting, title, close }: { setting: Setting; title: string; close: () => void }) {
  const { t } = useLingui()
  const { user } = useSession()
  const field = useRef<HTMLInputElement>(null)
  const change = useChangeSetting(setting.id)
  const kind = settingKinds[setting.key]
  // With the version that was on the screen: what lay on the device meanwhile is not about what a colleague has set since.
  const draft = useDraft(`${user.id}:setting:${setting.id}`, { typed: String(setting.value), version: setting.version })
  const [strict, setStrict] = useState(false)
  useEffect(() => field.current?.focus(), [])
  const { typed, version } = draft.value
  const value = kind.kind === 'phone' ? tidyPhone(typed) : /^\d{1,5}$/u.test(typed.trim()) ? Number(typed) : Number.NaN
  const isWrong = !isSettingValue(setting.key, value)
  const isStale = change.error instanceof CallError && change.error.code === 'stale-version'
  const isOvertaken = isStale || version !== setting.version
  function save(on: number) {
    setStrict(true)
    if (isWrong || change.isPending) {
      field.current?.focus()
      return
    }
    change.mutate(
      { value, version: on },
      {
        onSuccess: () => {
          draft.clear()
          announce(t`Inställningen är sparad.`)
          close()
        },
      },
    )
  }
  const leave = () => {
    draft.clear()
    close()
  }
  const units = kind.kind === 'phone' ? null : { minutes: t`minuter`, days: t`dagar`, actors: t`aktörer` }[kind.unit]
  const wrong =
    kind.kind === 'phone'
      ? t`Skriv ett telefonnummer med riktnummer, eller lämna tomt.`
      : t`Mellan ${kind.least} och ${kind.most} ${units}.`
  return (
    <form
      className="setting-form"
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        if (!isOvertaken) save(version)
      }}
    >
      <TextField
        ref={field}
        size="small"
        label={title}
        hideLabel
        description={units ?? undefined}
        inputMode={kind.kind === 'phone' ? 'tel' : 'numeric'}
        autoComplete="off"
        value={typed}
        error={strict && isWrong ? wrong : undefined}
        onChange={(event) => draft.change((before) => ({ ...before, typed: event.target.value }))}
      />
      {isOvertaken ? (
        <Merge
          title={<Trans>En kollega har ändrat det här under tiden.</Trans>}
          versions={
            <MergeVersion title={<Trans>Så står det nu</Trans>}>
              <Value setting={setting} />
            </MergeVersion>
          }
        >
          <Button type="button" size="small" variant="secondary" loading={change.isPending} onClick={() => save(setting.version)}>
            <Trans>Spara mitt</Trans>
          </Button>
          <Button type="button" size="small" variant="tertiary" onClick={leave}>
            <Trans>Behåll kollegans</Trans>
          </Button>
        </Merge>
      ) : (
        <SaveOrLeave busy={change.isPending} onLeave={leave} />
      )}
      {change.isError && !isStale && <ErrorState error={change.error} />}
    </form>
  )
}
