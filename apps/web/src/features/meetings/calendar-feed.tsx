import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@navikt/ds-react'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { clockToday } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { announce } from '../../ui/announcer.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ErrorState, Loaded, LoadingState } from '../../ui/states.tsx'
import { calendarQuery, useMakeFeed, useRevokeFeed } from './queries.ts'
import './calendar-feed.css'

/** The meetings in one's own calendar, through a secret address that is shown once and can be ended. */
export function CalendarFeed() {
  const { t } = useLingui()
  const id = useId()
  const now = useNow()
  const language = useLanguage()
  const feed = useQuery(calendarQuery)
  const make = useMakeFeed()
  const revoke = useRevokeFeed()
  const [copied, setCopied] = useState(false)
  const url = make.data?.url
  const copy = async () => {
    if (!url) return
    try {
      await navigator.clipboard.writeText(url)
      setCopied(true)
      announce(t`Adressen är kopierad`)
    } catch {
      // Not allowed here: the field is selected instead, for the keyboard's own copy.
      document.querySelector<HTMLInputElement>(`#${CSS.escape(id)}`)?.select()
    }
  }
  return (
    <Panel title={<Trans>I din kalender</Trans>} className="calendar-feed" padded>
      <Loaded query={feed} loading={<LoadingState rows={1} />}>
        {({ feed: made }) => (
          <>
            {url ? (
              <div className="feed-url">
                <label htmlFor={id}>
                  <Trans>Din adress, visas bara nu</Trans>
                </label>
                <input id={id} readOnly value={url} spellCheck={false} onFocus={(event) => event.target.select()} />
                <Button size="small" onClick={() => void copy()}>
                  {copied ? <Trans>Kopierad</Trans> : <Trans>Kopiera adressen</Trans>}
                </Button>
                <p className="t-data mut">
                  <Trans>
                    Lägg in den som prenumeration i Outlook, Google Kalender eller telefonen. Den som har adressen ser tider och rubriker,
                    inget annat.
                  </Trans>
                </p>
              </div>
            ) : (
              <p className="t-data mut">
                {made ? (
                  <>
                    <Trans>Du har en adress sedan {clockToday(made.madeAt, now, language)}.</Trans>{' '}
                    {made.lastReadAt ? (
                      <Trans>Hämtad senast {clockToday(made.lastReadAt, now, language)}.</Trans>
                    ) : (
                      <Trans>Ingen kalender har hämtat den ännu.</Trans>
                    )}
                  </>
                ) : (
                  <Trans>Prenumerera på mötena, så följer flyttade och inställda möten med av sig själva.</Trans>
                )}
              </p>
            )}
            <p className="row wrap">
              {!url && (
                <Button size="small" variant="secondary" loading={make.isPending} onClick={() => make.mutate()}>
                  {made ? <Trans>Gör en ny adress</Trans> : <Trans>Gör en kalenderadress</Trans>}
                </Button>
              )}
              {made && (
                <Button
                  size="small"
                  variant="tertiary"
                  loading={revoke.isPending}
                  onClick={() =>
                    revoke.mutate(undefined, {
                      onSuccess: () => {
                        make.reset()
                        setCopied(false)
                      },
                    })
                  }
                >
                  <Trans>Stäng av adressen</Trans>
                  <span className="aksel-sr-only"> {t`kalenderadressen`}</span>
                </Button>
              )}
            </p>
            {made && !url && (
              <p className="t-meta mut">
                <Trans>En ny adress gör att den gamla slutar fungera.</Trans>
              </p>
            )}
          </>
        )}
      </Loaded>
      {make.isError && <ErrorState error={make.error} retry={() => make.mutate()} />}
      {revoke.isError && <ErrorState error={revoke.error} retry={() => revoke.mutate()} />}
    </Panel>
  )
}
