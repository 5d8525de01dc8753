import type { Meeting } from '@samverkan/contract'
import { useLingui } from '@lingui/react'
import { Plural, Trans } from '@lingui/react/macro'
import { Button } from '@navikt/ds-react'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { meetingWords } from '../../lib/answers.ts'
import { clock } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useWording } from '../../lib/session.tsx'
import { leaderWords } from '../../lib/leaders.ts'
import { paths } from '../../paths.ts'
import { Linked } from '../../ui/linked.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { EditDialog } from './edit-dialog.tsx'
import { endsAt } from './meeting-head.tsx'
import { useOpenPicture } from './queries.ts'

/** How one takes part, who leads, and where the weekly picture is. */
export function MeetingFacts({ meeting }: { meeting: Meeting }) {
  const language = useLanguage()
  const { _ } = useLingui()
  const wording = useWording()
  const { forum, dialIn, leaders, place, roll } = meeting
  const from = clock(meeting.startsAt, language)
  const until = endsAt(meeting, language)
  const gap = (
    <StateTag state="waiting" bare>
      <Trans>Ingen i jourlistan</Trans>
    </StateTag>
  )
  const [editing, setEditing] = useState(false)
  return (
    <Panel
      title={<Trans>Anslutning</Trans>}
      aside={
        meeting.mayWrite.includes('edit') && (
          <Button size="small" variant="tertiary" onClick={() => setEditing(true)}>
            <Trans>Ändra</Trans>
            <span className="aksel-sr-only">
              {' '}
              <Trans>anslutningen</Trans>
            </span>
          </Button>
        )
      }
    >
      <dl className="facts">
        <div>
          <dt>{_(meetingWords[meeting.channel])}</dt>
          <dd>
            <span className="num">
              {from}–{until}
            </span>
            {place && <small>{place}</small>}
            {dialIn && (
              <small className="dial-in">
                <Linked text={dialIn} />
              </small>
            )}
          </dd>
        </div>
        {leaders.map((leader) => (
          <div key={leader.part + leader.function.code}>
            <dt>
              {_(leaderWords[leader.part])}
              {leader.onDuty && leader.function.shortSv && ` (${leader.function.shortSv})`}
            </dt>
            <dd>
              {leader.person ?? (leader.onDuty ? gap : wording(leader.function))}
              {leader.person && !leader.onDuty && <small>{wording(leader.function)}</small>}
            </dd>
          </div>
        ))}
        <div>
          <dt>
            <Trans>Deltar</Trans>
          </dt>
          <dd>
            <Plural value={roll.length} one="# aktör" other="# aktörer" />
          </dd>
        </div>
        <div>
          <dt>
            <Trans>Forum</Trans>
          </dt>
          <dd>
            <Link to={paths.forum(forum.code)}>{wording(forum)}</Link>
          </dd>
        </div>
      </dl>
      <WeeklyPicture meeting={meeting} />
      {editing && <EditDialog meeting={meeting} onClose={() => setEditing(false)} />}
    </Panel>
  )
}

/** The weekly picture, labelled with the ISO week; the host opens it, everybody reads it. */
export function WeeklyPicture({ meeting }: { meeting: Meeting }) {
  const open = useOpenPicture(meeting.code)
  const navigate = useNavigate()
  const { picture, mayWrite } = meeting
  const week = meeting.isoWeek
  if (picture)
    return (
      <p className="panel-foot">
        <Link to={paths.meetingPicture(meeting.code)}>{picture.title || <Trans>Lägesbild vecka {week}</Trans>}</Link>
      </p>
    )
  if (!mayWrite.includes('picture')) return null
  return (
    <div className="panel-foot no-print">
      <Button
        size="small"
        variant="secondary"
        loading={open.isPending}
        onClick={() => open.mutate(undefined, { onSuccess: () => void navigate(paths.meetingPicture(meeting.code)) })}
      >
        <Trans>Börja lägesbild vecka {week}</Trans>
      </Button>
      {open.isError && <ErrorState error={open.error} />}
    </div>
  )
}
