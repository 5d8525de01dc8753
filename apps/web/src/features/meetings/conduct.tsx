import type { AgendaItem, Meeting } from '@samverkan/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { CheckmarkCircleFillIcon, CircleIcon, ExpandIcon, QuestionmarkCircleIcon, PlayFillIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useLocation } from 'react-router'
import { serverNow } from '../../lib/now.ts'
import { openPage, type Outcome, useLater } from '../../lib/sent-later.ts'
import { useSession } from '../../lib/session.tsx'
import { useNarrow } from '../../lib/use-narrow.ts'
import { announce } from '../../ui/announcer.tsx'
import { Banner } from '../../ui/banner.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { TicksWaiting } from '../../ui/ticks-waiting.tsx'
import { RollCall } from '../../ui/roll-call.tsx'
import { problemOf } from '../../lib/problem.ts'
import { Floor, nextStep, type Step } from './floor.tsx'
import { nextItem, previousItem, stateOf } from './floor-order.ts'
import { Notes } from './notes.tsx'
import { EarlierMeasures } from './earlier-measures.tsx'
import { EarlierQuestions } from './questions.tsx'
import { type Mark, marks, marksWaiting, withMarks } from './marks-out.ts'
import { useTurn } from './queries.ts'
import { RollDetail } from './roll-detail.tsx'
import { ShortcutList } from './shortcut-list.tsx'
import { useShortcuts } from './shortcuts.ts'
import { Stage } from './stage.tsx'
import { PlannedTime } from './timer.tsx'
import './conduct.css'

type Props = { meeting: Meeting; head: ReactNode; tools: ReactNode; own: ReactNode }

/** Where the keyboard goes for the two places that are written in most. */
const focusOn = (place: 'note' | 'roll') => document.querySelector<HTMLElement>(`[data-shortcut="${place}"]`)?.focus()

/** While the meeting goes on: the agenda, who has the floor, what is written down, who is there. All of it by keyboard too. */
export function Conduct({ meeting: saved, head, tools, own }: Props) {
  const { t } = useLingui()
  const narrow = useNarrow()
  const { code } = saved
  const { user, actingAs } = useSession()
  const { pathname } = useLocation()
  useLater()
  const waiting = marksWaiting(user.id, code)
  const meeting = withMarks(saved, waiting)
  const { agenda, turn, roll, mayWrite } = meeting
  /** False: the device takes nothing, and what waits lies in this page alone. */
  const [isKept, setKept] = useState(true)
  const [refused, setRefused] = useState<unknown>(null)
  useEffect(
    () =>
      openPage(
        marks.kind,
        (one: Mark) => one.place.code === code,
        (outcome: Outcome<Mark>) => setRefused('error' in outcome ? outcome.error : null),
      ),
    [code],
  )
  function mark(actorCode: string, present: boolean) {
    const at = serverNow()
    const actorName = roll.find((row) => row.actor.code === actorCode)?.actor.name ?? ''
    setKept(
      marks.give(
        { userId: user.id, actorId: actingAs.actor?.id ?? null, functionCode: actingAs.functionCode },
        {
          key: crypto.randomUUID(),
          at,
          page: pathname,
          place: { userId: user.id, functionCode: actingAs.functionCode, code, actorCode, actorName },
          body: { presence: present ? 'present' : null, markedAt: new Date(at).toISOString() },
        },
      ),
    )
  }
  const giveTurn = useTurn(code)
  const [picked, setPicked] = useState<string | null>(null)
  const [staged, setStaged] = useState(false)
  const [detail, setDetail] = useState<string | null>(null)
  const detailed = roll.find((row) => row.actor.code === detail)
  const shown = agenda.find((item) => item.id === (picked ?? turn.itemId)) ?? agenda[0]
  const current = agenda.find((item) => item.id === turn.itemId)
  // While the roll is taken it is what the meeting does: it stands first and has the width, and nothing else is asked of anybody.
  const isRoll = current?.kind === 'roll_call' && mayWrite.includes('attendance')
  const speaker = roll.find((row) => row.actor.id === turn.actorId)?.actor ?? null
  const mayTurn = mayWrite.includes('turn')
  const isLate = giveTurn.isError && problemOf(giveTurn.error).code === 'stale-version'

  const step = (to: Step) => {
    setPicked(null)
    // Pressed twice on the same turn it is the same step: the server answers with what stands (C9).
    giveTurn.mutate({ ...to, basedOn: turn.version })
  }
  // What others do is said aloud, and never moves whoever is writing.
  const news = current ? (speaker ? t`${speaker.name} har ordet` : current.title) : ''
  useEffect(() => {
    if (news) announce(news)
  }, [news])

  const next = nextStep(meeting)
  const item = nextItem(agenda, turn)
  const back = previousItem(agenda, turn)
  const { listed, list } = useShortcuts(
    [
      mayTurn && next ? { key: 'n', press: () => step({ itemId: next.itemId, actorCode: next.actorCode }) } : null,
      mayTurn && item ? { key: 'j', press: () => step({ itemId: item.id, actorCode: null }) } : null,
      mayTurn && back ? { key: 'k', press: () => step({ itemId: back.id, actorCode: null }) } : null,
      mayWrite.includes('note') ? { key: 's', press: () => focusOn('note') } : null,
      { key: 'u', press: () => focusOn('roll') },
      { key: 'h', press: () => setStaged(true) },
    ].filter((one) => one !== null),
  )

  const inMain = (
    <div className="conduct-main" key="main">
      <Floor meeting={meeting} onStep={step} />
      {isLate && (
        <Banner tone="info" icon={<PlayFillIcon aria-hidden />}>
          <Trans>Någon annan gick vidare samtidigt. Ingen hoppades över; sidan visar vem som har ordet.</Trans>
        </Banner>
      )}
      {giveTurn.isError && !isLate && <ErrorState error={giveTurn.error} retry={() => giveTurn.reset()} />}
      {refused !== null && <ErrorState error={refused} />}
      {narrow && (
        <details className="panel conduct-fold">
          <summary>
            <Trans>Dagordning</Trans>
            {current && <span className="mut">: {current.title}</span>}
          </summary>
          <Steps meeting={meeting} shown={shown} onPick={(id) => setPicked(id === turn.itemId ? null : id)} />
        </details>
      )}
      {current && shown && shown.id !== current.id && (
        <Banner
          tone="info"
          icon={<PlayFillIcon aria-hidden />}
          action={
            <Button size="small" variant="tertiary" onClick={() => setPicked(null)}>
              <Trans>Gå dit</Trans>
            </Button>
          }
        >
          <Trans>
            Du läser ”{shown.title}”. Mötet är på ”{current.title}”.
          </Trans>
        </Banner>
      )}
      {shown && (
        <Notes
          key={shown.id}
          meeting={meeting}
          item={shown}
          number={agenda.indexOf(shown) + 1}
          speaker={shown.id === turn.itemId ? (speaker?.code ?? null) : null}
          // Whoever writes stays where they write, also when somebody else goes on.
          onFocus={() => setPicked(shown.id)}
        />
      )}
      {!mayTurn && own}
      <EarlierQuestions meeting={meeting} />
      <EarlierMeasures meeting={meeting} />
    </div>
  )
  const inRoll = (
    <div className="conduct-roll" key="roll">
      <div className="conduct-sticky">
        <TicksWaiting waiting={waiting.length} isKept={isKept} />
        <RollCall
          rows={roll.map((row) => ({
            code: row.actor.code,
            name: row.actor.name,
            present: row.presence === 'present',
            excused: row.presence === 'absent',
            person: row.person,
            at: row.presence === 'present' && isLateFor(meeting, row.markedAt) ? row.markedAt : null,
          }))}
          speaker={speaker?.code ?? null}
          mayTake={mayWrite.includes('attendance')}
          onTake={mark}
          onDetail={setDetail}
        />
      </div>
    </div>
  )
  return (
    <div className={isRoll ? 'conduct is-roll' : 'conduct'}>
      <div className="conduct-agenda">
        <div className="conduct-sticky">
          {head}
          <div className="conduct-tools">
            <Button size="small" variant="secondary" icon={<ExpandIcon aria-hidden />} onClick={() => setStaged(true)}>
              <Trans>Helskärm</Trans>
            </Button>
            <Button
              size="small"
              variant="tertiary"
              className="desk"
              icon={<QuestionmarkCircleIcon aria-hidden />}
              onClick={() => list(true)}
            >
              <span className="aksel-sr-only">
                <Trans>Kortkommandon</Trans>
              </span>
            </Button>
            {tools}
          </div>
          {!narrow && <Steps meeting={meeting} shown={shown} onPick={(id) => setPicked(id === turn.itemId ? null : id)} />}
        </div>
      </div>
      {isRoll ? [inRoll, inMain] : [inMain, inRoll]}
      {staged && <Stage meeting={meeting} onStep={step} onClose={() => setStaged(false)} />}
      {detailed && <RollDetail code={code} row={detailed} onClose={() => setDetail(null)} />}
      {listed && (
        <ShortcutList
          onClose={() => list(false)}
          keys={[
            ...(mayTurn
              ? ([
                  ['N', <Trans>Nästa aktör, eller nästa punkt</Trans>],
                  ['J', <Trans>Nästa punkt</Trans>],
                  ['K', <Trans>Föregående punkt</Trans>],
                ] as const)
              : []),
            ...(mayWrite.includes('note') ? ([['S', <Trans>Skriv en anteckning</Trans>]] as const) : []),
            ['U', <Trans>Upprop: sök en aktör, Enter prickar av</Trans>],
            ['H', <Trans>Helskärm; pilarna bläddrar, Esc stänger</Trans>],
            ['Esc', <Trans>Lämna fältet; det skrivna finns kvar</Trans>],
            ['?', <Trans>Den här listan</Trans>],
          ]}
        />
      )}
    </div>
  )
}

const grace = 5 * 60_000
/** Came after it had begun: then the time says more than the word. */
const isLateFor = (meeting: Meeting, at: string | null): boolean =>
  at !== null && meeting.openedAt !== null && Date.parse(at) - Date.parse(meeting.openedAt) > grace

function Steps({ meeting, shown, onPick }: { meeting: Meeting; shown: AgendaItem | undefined; onPick: (id: string) => void }) {
  const { t } = useLingui()
  const looks = {
    done: [CheckmarkCircleFillIcon, t`Klar`],
    now: [PlayFillIcon, t`Pågår`],
    next: [CircleIcon, t`Kvar`],
  } as const
  return (
    <ol className="conduct-steps">
      {meeting.agenda.map((item) => {
        const state = stateOf(item, meeting.turn)
        const [Icon, word] = looks[state]
        return (
          <li
            key={item.id}
            className={`is-${state}${item.id === shown?.id ? ' is-shown' : ''}`}
            aria-current={state === 'now' ? 'step' : undefined}
          >
            <button type="button" aria-pressed={item.id === shown?.id} onClick={() => onPick(item.id)}>
              <Icon aria-hidden />
              <span>
                <span lang="sv">{item.title}</span>
                <span className="aksel-sr-only"> {word}</span>
                <small>
                  {item.beganAt ? (
                    <PlannedTime
                      usedMs={item.endedAt && state !== 'now' ? Date.parse(item.endedAt) - Date.parse(item.beganAt) : 0}
                      since={state === 'now' ? item.beganAt : null}
                      planned={item.minutes}
                    />
                  ) : (
                    item.minutes !== null && <Trans>{item.minutes} min</Trans>
                  )}
                </small>
              </span>
            </button>
          </li>
        )
      })}
    </ol>
  )
}
