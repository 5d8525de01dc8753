import { Plural, Trans } from '@lingui/react/macro'
import { useLingui as useMessages } from '@lingui/react'
import { activationLimits } from '@samverkan/domain'
import { Button } from '@navikt/ds-react'
import { useLingui } from '@lingui/react/macro'
import { useId } from 'react'
import { gapWords } from '../../lib/delivery.ts'
import { useForumShort } from '../../lib/forum-names.ts'
import { CountedText } from '../../ui/counted-field.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { type Called, isNarrowed, type Reach } from './form.ts'

type Props = {
  called: readonly Called[]
  reach: Reach
  reviewDays: number
  narrowingReason: string
  onReason: (reason: string) => void
  onAdapt: (forumCode: string) => void
  /** Codes of forums that nobody is chosen for, after the first press. */
  empty: readonly string[]
}

/** Who is called, in counts; who cannot be reached and whose list is old, by name. Nothing is skipped in silence. */
export function Recipients({ called, reach, reviewDays, narrowingReason, onReason, onAdapt, empty }: Props) {
  const { t } = useLingui()
  const { _ } = useMessages()
  const forumShort = useForumShort()
  const id = useId()
  return (
    <section className="fields" aria-labelledby={id}>
      <h2 className="label" id={id}>
        <Trans>Kallas</Trans>
      </h2>
      <div className="called">
        {called.length === 0 && (
          <p className="called-row mut">
            <Trans>Välj ett forum, så visas vilka som kallas.</Trans>
          </p>
        )}
        {called.map(({ forum, actors, isAll }) => {
          const name = forumShort({ code: forum.forumCode, nameSv: forum.nameSv, nameEn: forum.nameEn })
          const contacts = actors.reduce((sum, actor) => sum + actor.contacts.filter((contact) => contact.mailbox !== null).length, 0)
          const isEmpty = actors.length === 0
          return (
            <div key={forum.forumCode} className="called-row" data-called={forum.forumCode}>
              <div>
                <b className="strong">{name}</b>
                <p className="t-data mut num">
                  {isEmpty ? (
                    <EmptyForum rule={forum.rule} />
                  ) : isAll ? (
                    <Trans>
                      Alla på inkallningslistan: {actors.length} aktörer · {contacts} kontakter
                    </Trans>
                  ) : (
                    <Trans>
                      {actors.length} av {forum.actors.length} aktörer · {contacts} kontakter
                    </Trans>
                  )}
                </p>
                {isEmpty && empty.includes(forum.forumCode) && (
                  <p className="field-error" role="alert">
                    <Trans>Välj vilka som ska kallas, eller ta bort forumet.</Trans>
                  </p>
                )}
              </div>
              <Button type="button" size="small" variant="secondary" onClick={() => onAdapt(forum.forumCode)}>
                {isEmpty ? <Trans>Välj aktörer</Trans> : <Trans>Anpassa</Trans>}
                <span className="aksel-sr-only">: {name}</span>
              </Button>
            </div>
          )
        })}
        {reach.gaps.length > 0 && (
          <details className="called-note">
            <summary>
              <StateTag state="waiting">
                <Plural value={reach.gaps.length} one="# aktör nås inte med e-post" other="# aktörer nås inte med e-post" />
              </StateTag>
            </summary>
            <ul>
              {reach.gaps.map((gap) => (
                <li key={gap.name}>
                  <b className="strong">{gap.name}</b> – {_(gapWords[gap.reason])}. <Trans>Ring, de står på tavlan.</Trans>
                </li>
              ))}
            </ul>
          </details>
        )}
        {reach.old.length > 0 && (
          <details className="called-note">
            <summary>
              <StateTag state="waiting">
                <Plural
                  value={reach.old.length}
                  one={`# lista är äldre än ${reviewDays} dagar eller aldrig bekräftad`}
                  other={`# listor är äldre än ${reviewDays} dagar eller aldrig bekräftade`}
                />
              </StateTag>
            </summary>
            <p>{reach.old.join(', ')}</p>
          </details>
        )}
      </div>
      {isNarrowed(called) && (
        <div data-field="reason">
          <CountedText
            label={t`Varför kallas inte alla? (frivilligt)`}
            size="small"
            minRows={1}
            most={activationLimits.narrowingReason}
            value={narrowingReason}
            onChange={(event) => onReason(event.target.value)}
          />
        </div>
      )}
    </section>
  )
}

const EmptyForum = ({ rule }: { rule: Called['forum']['rule'] }) =>
  rule === 'designated' ? (
    <Trans>Ingen aktör är utpekad ännu. Välj vilka som ska kallas.</Trans>
  ) : (
    <Trans>Ingen kallas automatiskt hit. Välj vilka som ska kallas.</Trans>
  )
