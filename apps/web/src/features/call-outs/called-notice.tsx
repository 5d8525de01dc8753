import { useLingui as useMessages } from '@lingui/react'
import { Plural, Trans } from '@lingui/react/macro'
import { InformationSquareIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { useState } from 'react'
import { gapWords } from '../../lib/delivery.ts'
import { clock, clockToday } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { serverNow, useNow } from '../../lib/now.ts'
import { problemOf } from '../../lib/problem.ts'
import { settle } from '../../lib/steady-hand.ts'
import { useProblemText } from '../../lib/use-problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { ProblemDetail } from '../../ui/problem-detail.tsx'
import { type CallAgain, recentlyOf, useCallAgain } from './queries.ts'

export type Calling = {
  call: (wanted: CallAgain) => void
  pending: boolean
  mutation: Pick<ReturnType<typeof useCallAgain>, 'data' | 'error' | 'variables' | 'isError' | 'reset'>
  at: number
  /** Pressed without a network, and not with one before it: it cannot have reached the server. */
  hasNotLeft: boolean
}

/** One press calls; the key is kept while the answer is unknown, so that pressing again calls nobody twice. */
export function useCalling(incidentCode: string): Calling {
  const mutation = useCallAgain(incidentCode)
  const [key, setKey] = useState(() => crypto.randomUUID())
  const [wantedBefore, setWantedBefore] = useState('')
  const [at, setAt] = useState(0)
  const [hasNotLeft, setHasNotLeft] = useState(false)
  return {
    mutation,
    at,
    hasNotLeft,
    pending: mutation.isPending,
    call: (wanted) => {
      if (mutation.isPending) return
      const same = JSON.stringify(wanted) === wantedBefore && mutation.isError
      const used = same ? key : crypto.randomUUID()
      setKey(used)
      setWantedBefore(JSON.stringify(wanted))
      setHasNotLeft(!navigator.onLine && (!same || hasNotLeft))
      mutation.mutate(
        { ...wanted, key: used },
        {
          onSuccess: () => setAt(serverNow()),
          // The second of two taps would only hide what the first one did.
          onSettled: settle,
        },
      )
    },
  }
}

type Rested = { actorName: string; calledAt: string }
/** So many names are read at a glance; more are a wall. */
const few = 3

/** Who was left in peace, and since when: all with one minute as a number, otherwise the first names with the whole list a press away. */
function Resting({ resting, isDeputy, isEverybody }: { resting: readonly Rested[]; isDeputy: boolean; isEverybody: boolean }) {
  const language = useLanguage()
  const now = useNow()
  const [isAll, setAll] = useState(false)
  const each = resting.map(({ actorName, calledAt }) => ({ actorName, at: clockToday(calledAt, now, language) }))
  const named = (list: typeof each) => list.map(({ actorName, at }) => `${actorName} ${at}`).join(', ')
  const count = each.length
  const [at, ...others] = new Set(each.map((one) => one.at))
  if (isEverybody && !isDeputy && count > few && others.length === 0)
    return (
      <Trans>
        Alla {count} kallades igen {at}.
      </Trans>
    )
  const more = count - few
  const names = named(each.filter((_, index) => isAll || index < few))
  if (more > 0)
    return (
      <>
        {isDeputy ? <Trans>Ersättarna är redan kallade:</Trans> : <Trans>Redan kallade igen:</Trans>} {names}{' '}
        <button type="button" className="called-more" aria-expanded={isAll} onClick={() => setAll(!isAll)}>
          {isAll ? <Trans>Visa färre</Trans> : <Trans>och {more} till</Trans>}
        </button>
        .
      </>
    )
  return isDeputy ? <Trans>Ersättaren är redan kallad: {names}.</Trans> : <Trans>Redan kallade igen: {names}.</Trans>
}

/** What one press did, and whom it could not reach. */
export function CalledNotice({ result }: { result: Calling }) {
  const language = useLanguage()
  const { _ } = useMessages()
  const { data, error, variables, isError, reset } = result.mutation
  const code = problemOf(error).code
  const text = useProblemText(code)
  const dismiss = (
    <Button size="small" variant="tertiary" data-color="neutral" onClick={reset}>
      <Trans>Stäng</Trans>
    </Button>
  )
  const recently = isError ? recentlyOf(error) : null
  if (recently) {
    const until = clock(recently.until, language)
    return (
      <Banner tone="info" icon={<InformationSquareIcon aria-hidden />} action={dismiss}>
        <Trans>Ingen har kallats en gång till.</Trans>{' '}
        <Resting resting={recently.resting} isDeputy={variables?.kind === 'deputy'} isEverybody />{' '}
        <Trans>Det går att kalla igen från {until}.</Trans>
      </Banner>
    )
  }
  if (isError) {
    return (
      <Banner
        tone="warning"
        icon={<InformationSquareIcon aria-hidden />}
        action={
          variables ? (
            <Button
              size="small"
              variant="tertiary"
              data-color="neutral"
              onClick={() => result.call({ kind: variables.kind, actorIds: variables.actorIds })}
            >
              <Trans>Försök igen</Trans>
            </Button>
          ) : (
            dismiss
          )
        }
      >
        {_(text.title)}.{' '}
        {code !== 'offline' ? (
          <ProblemDetail of={text} />
        ) : result.hasNotLeft ? (
          <Trans>Ingen är kallad igen. Ring, eller tryck igen när nätet är tillbaka.</Trans>
        ) : (
          <Trans>Ring, eller tryck igen när nätet är tillbaka. Kom den första tryckningen fram kallas ändå ingen två gånger.</Trans>
        )}
      </Banner>
    )
  }
  if (!data) return null
  const isDeputy = variables?.kind === 'deputy'
  const gaps = [...new Set(data.gaps.map(({ actorName, gap }) => (isDeputy ? actorName : `${actorName} (${_(gapWords[gap])})`)))].join(', ')
  const called = data.recipients
  const at = clock(result.at, language)
  return (
    <Banner tone={gaps ? 'warning' : 'info'} icon={<InformationSquareIcon aria-hidden />} action={dismiss}>
      {isDeputy ? (
        <Plural
          value={called}
          _0="Ingen ersättare kunde kallas."
          one={`En ersättare kallades med e-post ${at}.`}
          other={`# ersättare kallades med e-post ${at}.`}
        />
      ) : (
        <Plural
          value={called}
          _0="Ingen kunde kallas."
          one={`En kontakt kallades igen med e-post ${at}.`}
          other={`# kontakter kallades igen med e-post ${at}.`}
        />
      )}
      {gaps && (
        <>
          {' '}
          {isDeputy ? (
            <Trans>Kontakter utan ersättare som nås, ring i stället: {gaps}.</Trans>
          ) : (
            <Trans>Nås inte, ring i stället: {gaps}.</Trans>
          )}
        </>
      )}
      {data.resting.length > 0 && (
        <>
          {' '}
          <Resting resting={data.resting} isDeputy={isDeputy} isEverybody={false} />
        </>
      )}
    </Banner>
  )
}
