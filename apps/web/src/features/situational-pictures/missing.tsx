import type { PictureDraft } from '@samverkan/contract'
import { Plural, Trans } from '@lingui/react/macro'
import { PhoneIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { useState } from 'react'
import { clockToday } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { useNarrow } from '../../lib/use-narrow.ts'
import { StateTag } from '../../ui/state-tag.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { useRemind } from './queries.ts'
import type { Caller } from './take-down-dialog.tsx'

/** How many stand in sight before they fold: one line on a phone. */
const inSight = { phone: 2, desk: 12 }

/** Who has been asked and has not reported. Red only when the cut-off has passed. Whoever calls in is one press away: `onCall`. */
export function Missing({ draft, mayWrite, onCall }: { draft: PictureDraft; mayWrite: boolean; onCall: ((actor: Caller) => void) | null }) {
  const now = useNow()
  const language = useLanguage()
  const isNarrow = useNarrow()
  const [isOpen, setOpen] = useState(false)
  const [key, setKey] = useState(() => crypto.randomUUID())
  const reminding = useRemind(draft.id)
  const missing = draft.actors.filter(({ askedAt, status }) => askedAt !== null && status === 'waiting')
  const count = missing.length
  const asked = draft.actors.filter(({ askedAt }) => askedAt !== null).length
  if (asked === 0) return null
  if (count === 0)
    return (
      <p>
        <StateTag state="confirmed" bare>
          <Trans>Alla har rapporterat</Trans>
        </StateTag>
      </p>
    )
  const isLate = Date.parse(draft.collection.cutOffAt) < now
  const limit = isNarrow ? inSight.phone : inSight.desk
  const shown = isOpen || count <= limit + 1 ? missing : missing.slice(0, limit)
  const rest = count - shown.length
  const reminded = missing.reduce<string | null>(
    (last, { remindedAt }) => (remindedAt && (!last || remindedAt > last) ? remindedAt : last),
    null,
  )
  const done = reminding.isSuccess ? reminding.data : null
  const resting = done?.resting ?? null
  const restingAt = resting && clockToday(resting.at, now, language)
  const restingUntil = resting && clockToday(resting.until, now, language)
  return (
    <div className="picture-missing">
      <div className="row wrap">
        <StateTag state={isLate ? 'overdue' : 'waiting'} bare>
          <Plural value={count} one="# har inte rapporterat" other="# har inte rapporterat" />
        </StateTag>
        {reminded && !mayWrite && (
          <span className="t-meta mut">
            <Trans>påmindes {clockToday(reminded, now, language)}</Trans>
          </span>
        )}
        <span className="spring" />
        {mayWrite && (
          <Button
            size="xsmall"
            variant="tertiary"
            loading={reminding.isPending}
            onClick={() => reminding.mutate({ key }, { onSuccess: () => setKey(crypto.randomUUID()) })}
          >
            <Plural value={count} one="Påminn den som inte rapporterat" other="Påminn alla #" />
            {reminded && (
              <span className="num">
                {' · '}
                <Trans>senast {clockToday(reminded, now, language)}</Trans>
              </span>
            )}
          </Button>
        )}
      </div>
      <ul className="picture-chips">
        {shown.map(({ actor }) => (
          <li key={actor.id} className={onCall ? 'is-caller' : undefined}>
            {onCall ? (
              <button type="button" onClick={() => onCall(actor)}>
                {actor.name} <PhoneIcon aria-hidden />
                <span className="aksel-sr-only">
                  <Trans>rapport per telefon eller Rakel</Trans>
                </span>
              </button>
            ) : (
              actor.name
            )}
          </li>
        ))}
        {(rest > 0 || isOpen) && count > limit + 1 && (
          <li className="is-more">
            <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
              {isOpen ? <Trans>Visa färre</Trans> : <Trans>+{rest} till</Trans>}
            </button>
          </li>
        )}
      </ul>
      {done && (
        <p className="t-data" role="status">
          <Plural value={done.actors} _0="Ingen är påmind en gång till." one="# aktör är påmind." other="# aktörer är påminda." />
          {resting && (
            <>
              {' '}
              <Plural
                value={resting.actors}
                one={`# påmindes redan ${restingAt} och går att påminna igen från ${restingUntil}.`}
                other={`# påmindes redan ${restingAt} och går att påminna igen från ${restingUntil}.`}
              />
            </>
          )}
        </p>
      )}
      {reminding.isError && <ErrorState error={reminding.error} />}
    </div>
  )
}
