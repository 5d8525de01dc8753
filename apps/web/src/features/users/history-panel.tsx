import type { ResponseOf, userHistory } from '@samverkan/contract'
import type { JournalData } from '@samverkan/domain'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { clockToday } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { MoreButton } from '../../ui/list.tsx'
import { Panel } from '../../ui/panel.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { historyQuery } from './queries.ts'

type Entry = ResponseOf<typeof userHistory>['items'][number]
type UserEvent = Extract<keyof JournalData, `users.${string}`>

/** What the journal says about this person: who did what, and when. */
export function HistoryPanel({ id }: { id: string }) {
  const history = useInfiniteQuery(historyQuery(id))
  const now = useNow()
  const language = useLanguage()
  return (
    <Panel title={<Trans>Logg</Trans>}>
      <Loaded query={history}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length === 0)
            return (
              <EmptyState title={<Trans>Inget har hänt ännu.</Trans>}>
                <Trans>Här står varje ändring av personens funktioner och inloggning.</Trans>
              </EmptyState>
            )
          return (
            <>
              <ol className="rows user-log">
                {items.map((entry) => (
                  <li key={entry.id}>
                    <span className="num mut t-data">{clockToday(entry.at, now, language)}</span>
                    <span>
                      <What entry={entry} />
                      {entry.by && <small className="mut"> {entry.by}</small>}
                    </span>
                  </li>
                ))}
              </ol>
              <MoreButton query={history} shown={items.length} total={pages[0]?.total ?? items.length} />
            </>
          )
        }}
      </Loaded>
    </Panel>
  )
}

function What({ entry }: { entry: Entry }): ReactNode {
  const { t } = useLingui()
  const language = useLanguage()
  const name = language === 'en' ? entry.functionEn : entry.functionSv
  const where = [name, entry.actorName].filter(Boolean).join(', ')
  const fieldWords = { name: t`namn`, email: t`e-post`, phone: t`telefon` }
  switch (entry.type as UserEvent) {
    case 'users.invited':
      return <Trans>Bjöds in</Trans>
    case 'users.joined': {
      const { purpose } = entry.data as JournalData['users.joined']
      return purpose === 'reset' ? <Trans>Valde ett nytt lösenord</Trans> : <Trans>Skapade sin inloggning</Trans>
    }
    case 'users.invitation-sent': {
      const { purpose, by } = entry.data as JournalData['users.invitation-sent']
      if (purpose === 'invitation') return <Trans>Inbjudan skickades igen</Trans>
      return by === 'self' ? <Trans>Bad om ett nytt lösenord</Trans> : <Trans>Länk för nytt lösenord skickades</Trans>
    }
    case 'users.invitation-withdrawn':
      return <Trans>Inbjudan återtogs</Trans>
    case 'users.changed': {
      const { fields } = entry.data as JournalData['users.changed']
      const list = fields.map((field) => fieldWords[field]).join(', ')
      return <Trans>Uppgifter ändrades: {list}</Trans>
    }
    case 'users.function-given':
      return <Trans>Fick funktionen {where}</Trans>
    case 'users.function-changed':
      return <Trans>Funktionen {where} ändrades</Trans>
    case 'users.function-ended':
      return <Trans>Funktionen {where} avslutades</Trans>
    case 'users.disabled':
      return <Trans>Stängdes av</Trans>
    case 'users.enabled':
      return <Trans>Öppnades igen</Trans>
    case 'users.logged-out': {
      const { sessions } = entry.data as JournalData['users.logged-out']
      return <Plural value={sessions} one="Loggades ut från en enhet" other="Loggades ut från # enheter" />
    }
    case 'users.subscribed':
      return null
  }
}
