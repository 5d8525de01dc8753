import type { SimilarCallOut } from '@samverkan/contract'
import { Trans } from '@lingui/react/macro'
import { Button } from '@navikt/ds-react'
import { useEffect, useId, useRef } from 'react'
import { Link } from 'react-router'
import { clockToday, relative } from '../../lib/formats.ts'
import { useForumShort } from '../../lib/forum-names.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow, useSecond } from '../../lib/now.ts'
import { useWording } from '../../lib/session.tsx'
import { settle } from '../../lib/steady-hand.ts'
import { paths } from '../../paths.ts'
import { ModeTag } from '../../ui/mode-tag.tsx'

type Props = {
  similar: readonly SimilarCallOut[]
  /** The press answers a request, which waits as long as nothing has been called. */
  hasRequest: boolean
  sending: boolean
  onAnother: () => void
}

/** Somebody was first: the same event, or another? Nothing has left, and nothing does until a person has said which. */
export function SimilarQuestion({ similar, hasRequest, sending, onAnother }: Props) {
  const section = useRef<HTMLElement>(null)
  const id = useId()
  useEffect(() => {
    // The button that was pressed rests, and a long list may hide this: it comes into view with the focus, and no answer is under the hand.
    settle()
    section.current?.focus()
  }, [])
  return (
    <section ref={section} className="panel confirm-doubt" role="alert" aria-labelledby={id} tabIndex={-1}>
      <p className="strong" id={id}>
        <Trans>Är det samma händelse? Ingen är kallad av ditt tryck.</Trans>
      </p>
      <ul className="confirm-similar">
        {similar.map((one) => (
          <li key={one.incidentCode}>
            <CalledIn similar={one} />
          </li>
        ))}
      </ul>
      <div className="row wrap">
        {similar.map(({ incidentCode: code }) => (
          <Button key={code} as={Link} to={paths.callOut(code)} size="small">
            <Trans>Gå till händelsen {code}</Trans>
          </Button>
        ))}
        <Button size="small" variant="secondary" loading={sending} onClick={onAnother}>
          <Trans>Det är en annan händelse – kalla in</Trans>
        </Button>
      </div>
      <p className="t-data mut">
        <Trans>Går du till händelsen ligger det du skrivit kvar på Aktivera forum.</Trans>{' '}
        {hasRequest && <Trans>Begäran du svarar på är också kvar, och kan kopplas ihop med händelsen.</Trans>}
      </p>
    </section>
  )
}

function CalledIn({ similar }: { similar: SimilarCallOut }) {
  const { title, isExercise, calledAt, closedAt, calledBy, forums } = similar
  const now = useNow()
  const language = useLanguage()
  const wording = useWording()
  const forumShort = useForumShort()
  const at = clockToday(calledAt, now, language)
  const endedAt = closedAt && clockToday(closedAt, now, language)
  const { name } = calledBy
  const role = calledBy.functionSv && wording({ nameSv: calledBy.functionSv, nameEn: calledBy.functionEn ?? calledBy.functionSv })
  const who = role ? `${name} (${role})` : name
  return (
    <>
      <p>
        {calledBy.isSelf ? (
          <Trans>
            Du kallade in {at}, <Ago at={calledAt} />: <b className="wide">{title}</b>
          </Trans>
        ) : (
          <Trans>
            {who} kallade in {at}, <Ago at={calledAt} />: <b className="wide">{title}</b>
          </Trans>
        )}
      </p>
      <p className="row wrap t-data">
        <ModeTag isExercise={isExercise} />
        <span>{forums.map((forum) => forumShort(forum)).join(', ')}</span>
      </p>
      {endedAt && (
        <p className="t-data">
          <Trans>Händelsen avslutades {endedAt}. Inkallningen har ändå gått ut.</Trans>
        </p>
      )}
    </>
  )
}

/** Goes on while the question stands, and is read aloud once. */
function Ago({ at }: { at: string }) {
  const now = useSecond()
  const language = useLanguage()
  const seconds = Math.floor((now - Date.parse(at)) / 1_000)
  return (
    <span className="num" aria-live="off">
      {seconds < 1 || seconds >= 60 ? relative(at, now, language) : <Trans>{seconds} s sedan</Trans>}
    </span>
  )
}
