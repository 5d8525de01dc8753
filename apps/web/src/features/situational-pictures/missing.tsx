import type { DraftActor, PictureDraft } from '@samverkan/contract'
import { Plural, Trans } from '@lingui/react/macro'
import { CheckmarkCircleFillIcon, PhoneIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { type RefObject, useState } from 'react'
import { clockToday } from '../../lib/formats.ts'
import { useStillGroups } from '../../lib/hold-still.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { useNarrow } from '../../lib/use-narrow.ts'
import { StateTag } from '../../ui/state-tag.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { useRemind } from './queries.ts'
import type { Caller } from './take-down-dialog.tsx'

/** How many stand in sight before they fold: one line on a phone. */
const inSight = { phone: 2, desk: 12 }

type Props = {
  /** Where a hand keeps the actors in their places, whether they have reported since or not. */
  list: RefObject<HTMLElement | null>
  draft: PictureDraft
  mayWrite: boolean
  onCall: ((actor: Caller) => void) | null
}

/** Who has been asked and has not reported. Red only when the cut-off has passed. Whoever calls in is one press away: `onCall`. */
export function Missing({ list, draft, mayWrite, onCall }: Props) {
  const now = useNow()
  const language = useLanguage()
  const isNarrow = useNarrow()
  const [isOpen, setOpen] = useState(false)
  const [key, setKey] = useState(() => crypto.randomUUID())
  const reminding = useRemind(draft.id)
  const missing = draft.actors.filter(({ askedAt, status }) => askedAt !== null && status === 'waiting')
  const count = missing.length
  const places = [...useStillGroups(list, new Map(missing.map(({ actor }) => [actor.id, 'missing'])))].map(([id]) => id)
  const at = ({ actor }: DraftActor) => (places.includes(actor.id) ? places.indexOf(actor.id) : places.length)
  const standing = draft.actors.filter((one) => missing.includes(one) || places.includes(one.actor.id)).sort((a, b) => at(a) - at(b))
  const asked = draft.actors.filter(({ askedAt }) => askedAt !== null).length
  if (asked === 0) return null
  if (standing.length === 0)
    return (
      <p>
        <AllReported />
      </p>
    )
  const isLate = Date.parse(draft.collection.cutOffAt) < now
  const limit = isNarrow ? inSight.phone : inSight.desk
  const isLong = standing.length > limit + 1
  const shown = isOpen || !isLong ? standing : standing.slice(0, limit)
  const rest = standing.length - shown.length
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
        {count > 0 ? (
          <StateTag state={isLate ? 'overdue' : 'waiting'} bare>
            <Plural value={count} one="# har inte rapporterat" other="# har inte rapporterat" />
          </StateTag>
        ) : (
          <AllReported />
        )}
        {reminded && !mayWrite && (
          <span className="t-meta mut">
            <Trans>påmindes {clockToday(reminded, now, language)}</Trans>
          </span>
        )}
        <span className="spring" />
        {mayWrite && count > 0 && (
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
        {shown.map(({ actor, status }) => (
          <li key={actor.id} className={onCall ? 'is-caller' : undefined}>
            {onCall ? (
              <button type="button" onClick={() => onCall(actor)}>
                {actor.name} {status === 'waiting' ? <PhoneIcon aria-hidden /> : <Reported />}
                <span className="aksel-sr-only">
                  <Trans>rapport per telefon eller Rakel</Trans>
                </span>
              </button>
            ) : (
              <>
                {actor.name} {status !== 'waiting' && <Reported />}
              </>
            )}
          </li>
        ))}
        {isLong && (
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

const AllReported = () => (
  <StateTag state="confirmed" bare>
    <Trans>Alla har rapporterat</Trans>
  </StateTag>
)
/** Beside an actor that has reported since the hand came. */
const Reported = () => (
  <>
    <CheckmarkCircleFillIcon aria-hidden />
    <span className="aksel-sr-only">
      <Trans>har rapporterat</Trans>
    </span>
  </>
)
