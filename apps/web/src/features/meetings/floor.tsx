import type { AgendaItem, Meeting } from '@samverkan/contract'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { ArrowRightIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { clockToday } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { settle } from '../../lib/steady-hand.ts'
import { ActorSelect } from './actor-select.tsx'
import { nextItem, nextSpeaker, placeOf, speakersOf } from './floor-order.ts'
import { ReportLines } from './report-lines.tsx'
import { FloorClock, PlannedTime } from './timer.tsx'

export type Step = { itemId: string | null; actorCode: string | null }
type Props = { meeting: Meeting; onStep: (step: Step) => void }

/** What comes when somebody presses Next: the next speaker of this item, or else the next item. */
export function nextStep(meeting: Meeting): (Step & { words: 'speaker' | 'item'; name: string }) | null {
  const { agenda, turn, roll } = meeting
  const item = agenda.find((one) => one.id === turn.itemId)
  const speaker = item?.kind === 'reports' ? nextSpeaker(roll, turn) : null
  if (item && speaker) return { words: 'speaker', name: speaker.actor.name, itemId: item.id, actorCode: speaker.actor.code }
  const after = nextItem(agenda, turn)
  return after && { words: 'item', name: after.title, itemId: after.id, actorCode: null }
}

/** Har ordet: the loudest thing in the room. Who speaks and what they said beforehand, or which item it is, and one button onward. */
export function Floor({ meeting, onStep }: Props) {
  const { t } = useLingui()
  const { turn, roll, agenda, mayWrite } = meeting
  const item = agenda.find((one) => one.id === turn.itemId)
  const row = roll.find((one) => one.actor.id === turn.actorId)
  const step = nextStep(meeting)
  const mayTurn = mayWrite.includes('turn')
  return (
    <section className="floor" aria-labelledby="floor">
      <div className="floor-now">
        <div>
          <Above meeting={meeting} item={item} hasSpeaker={row !== undefined} />
          <h2 id="floor">{row ? row.actor.name : item ? item.title : <Trans>Mötet är öppnat</Trans>}</h2>
          {row ? (
            row.person && <span className="t-data mut">{row.person}</span>
          ) : (
            <span className="t-data mut">
              {item ? (
                <PlannedTime usedMs={0} since={item.beganAt} planned={item.minutes} />
              ) : (
                <Trans>Börja med första punkten på dagordningen.</Trans>
              )}
            </span>
          )}
        </div>
        {turn.since && <FloorClock since={turn.since} />}
      </div>
      {row && <Reported meeting={meeting} actorId={row.actor.id} />}
      {(mayTurn || step) && (
        <div className="floor-next">
          <p>{item?.kind === 'reports' ? <Queue meeting={meeting} /> : step && <Trans>Sedan: {step.name}</Trans>}</p>
          {mayTurn && (
            <div className="row">
              {item && (
                <ActorSelect
                  meeting={meeting}
                  label={t`Ge ordet till`}
                  hideLabel
                  value=""
                  onChange={(code) => code && onStep({ itemId: item.id, actorCode: code })}
                >
                  <option value="">{t`Ge ordet till`}</option>
                </ActorSelect>
              )}
              {step && (
                <Button
                  icon={<ArrowRightIcon aria-hidden />}
                  iconPosition="right"
                  onClick={() => {
                    // The button will say somebody else's name under the same finger.
                    settle()
                    onStep({ itemId: step.itemId, actorCode: step.actorCode })
                  }}
                >
                  {step.words === 'speaker' || item ? <Trans>Nästa: {step.name}</Trans> : <Trans>Börja: {step.name}</Trans>}
                </Button>
              )}
            </div>
          )}
        </div>
      )}
    </section>
  )
}

function Above({ meeting, item, hasSpeaker }: { meeting: Meeting; item: AgendaItem | undefined; hasSpeaker: boolean }) {
  const { agenda, turn, roll } = meeting
  if (!item) return null
  const number = agenda.indexOf(item) + 1
  const total = agenda.length
  if (!hasSpeaker)
    return (
      <span className="t-data mut num">
        <Trans>
          Punkt {number} av {total}
        </Trans>
      </span>
    )
  const { place, total: speakers } = placeOf(roll, turn)
  return (
    <span className="t-data mut num">
      {item.kind === 'reports' ? (
        <Trans>
          Har ordet, {place} av {speakers}
        </Trans>
      ) : (
        <Trans>
          Har ordet, punkt {number}: {item.title}
        </Trans>
      )}
    </span>
  )
}

/** What the speaker has handed in, so that nobody asks for what is already written. */
function Reported({ meeting, actorId }: { meeting: Meeting; actorId: string }) {
  const now = useNow()
  const language = useLanguage()
  const report = meeting.roll.find((row) => row.actor.id === actorId)?.report
  if (!meeting.asksReports) return null
  if (!report)
    return (
      <div className="floor-said">
        <p className="mut">
          <Trans>Har inte förrapporterat.</Trans>
        </p>
      </div>
    )
  const at = clockToday(report.savedAt, now, language)
  return (
    <div className="floor-said">
      <span className="t-meta mut num">
        {report.kind === 'unchanged' ? <Trans>Oförändrat, {at}</Trans> : <Trans>Förrapporterat {at}</Trans>}
      </span>
      {report.lines.length > 0 ? (
        <ReportLines lines={report.lines} />
      ) : (
        <p>
          <Trans>Inget att rapportera.</Trans>
        </p>
      )}
    </div>
  )
}

function Queue({ meeting }: { meeting: Meeting }) {
  const { roll, turn } = meeting
  const left = speakersOf(roll).filter((row) => row.spokeAt === null && row.actor.id !== turn.actorId)
  const after = left.slice(1, 5).map((row) => row.actor.name)
  const more = left.length - 1 - after.length
  const silent = roll.filter((row) => row.report?.kind === 'nothing' || row.report?.kind === 'unchanged').length
  return (
    <>
      {after.length > 0 && (
        <>
          <Trans>Sedan {after.join(', ')}</Trans>
          {more > 0 ? (
            <>
              {' '}
              <Plural value={more} one="och # till." other="och # till." />
            </>
          ) : (
            '.'
          )}
          <br />
        </>
      )}
      {silent > 0 && <Plural value={silent} one="# har inget nytt att rapportera." other="# har inget nytt att rapportera." />}
    </>
  )
}
