import type { Home, Todo } from '@samverkan/contract'
import { Trans } from '@lingui/react/macro'
import { Button } from '@navikt/ds-react'
import { Link } from 'react-router'
import { relative } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { useSession } from '../../lib/session.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { EmptyState, LoadingState } from '../../ui/states.tsx'
import { StillList } from '../../ui/still-list.tsx'
import { todoWords } from './todo-texts.tsx'

const keyOf = (todo: Todo) => `${todo.kind} ${todo.incidentCode ?? ''} ${todo.title} ${todo.names[0] ?? ''}`

/** What I am asked to do. Only the first urgent one is loud: one filled button per page. */
export function TodoList({ home }: { home: Home }) {
  const items = home.todo
  const ownActor = useSession().actingAs.actor?.code ?? null
  const now = useNow()
  const language = useLanguage()
  if (items.length === 0)
    return (
      <EmptyState title={<Trans>Inget väntar på dig.</Trans>}>
        <Trans>Här står inkallningar att svara på, begäran att ta ställning till och kontakter att se över.</Trans>
      </EmptyState>
    )
  // What is real comes before what is practised.
  const loudest = items.find((todo) => todo.urgent && !todo.isExercise) ?? items.find((todo) => todo.urgent)
  return (
    <StillList className="rows" rows={items} keyOf={keyOf}>
      {(todo) => {
        const words = todoWords(todo, ownActor)
        const loud = todo === loudest
        return (
          <li key={keyOf(todo)} className={loud ? 'has-icon is-loud' : 'has-icon'}>
            <words.icon aria-hidden />
            <div>
              <b>{words.title}</b>
              <p className="sub">
                {todo.isExercise && (
                  <StateTag state="exercise">
                    <Trans>Övning</Trans>
                  </StateTag>
                )}
                {todo.urgent && (
                  <StateTag state="waiting">
                    <Trans>Väntar på dig</Trans>
                  </StateTag>
                )}
                <span className="wide">{words.detail}</span>
                {todo.since && <span className="num">{relative(todo.since, now, language)}</span>}
              </p>
            </div>
            {words.button && (
              <Button as={Link} to={words.to} size={loud ? 'medium' : 'small'} variant={loud ? 'primary' : 'secondary'}>
                {words.button}
                <span className="aksel-sr-only">: {words.title}</span>
              </Button>
            )}
          </li>
        )
      }}
    </StillList>
  )
}

/** The same things under the bell, as links. */
export function TodoLinks({ home, close }: { home: Home | undefined; close: () => void }) {
  const items = home?.todo ?? []
  const ownActor = useSession().actingAs.actor?.code ?? null
  const now = useNow()
  const language = useLanguage()
  if (!home) return <LoadingState rows={2} />
  if (items.length === 0) return <EmptyState title={<Trans>Inget väntar på dig.</Trans>} />
  return (
    <>
      <h2>
        <Trans>Väntar på dig</Trans>
      </h2>
      <ul>
        {items.map((todo) => {
          const words = todoWords(todo, ownActor)
          return (
            <li key={keyOf(todo)}>
              <Link className="popover-item" to={words.to} onClick={close}>
                <words.icon aria-hidden />
                <span>
                  {words.title}
                  <small>
                    {todo.isExercise && (
                      <>
                        <Trans>Övning</Trans> ·{' '}
                      </>
                    )}
                    {words.detail}
                    {todo.since && ` · ${relative(todo.since, now, language)}`}
                  </small>
                </span>
              </Link>
            </li>
          )
        })}
      </ul>
    </>
  )
}
