import type { Meeting } from '@samverkan/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { ArrowLeftIcon, ArrowRightIcon, XMarkIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { useEffect, useRef } from 'react'
import { clock } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { ExerciseStrip } from '../../ui/exercise-frame.tsx'
import { nextStep, type Step } from './floor.tsx'
import { previousItem } from './floor-order.ts'
import { FloorClock, PlannedTime } from './timer.tsx'
import { useTitle } from './title.ts'
import './stage.css'

type Props = { meeting: Meeting; onStep: (step: Step) => void; onClose: () => void }

/**
 * The agenda over the whole screen, for the wall of the room and the shared window: what is on now, how long, what comes.
 * The browser's own modal dialog, so that Esc always leads out; arrows go on and back.
 */
export function Stage({ meeting, onStep, onClose }: Props) {
  const language = useLanguage()
  const { t } = useLingui()
  const title = useTitle()
  const dialog = useRef<HTMLDialogElement>(null)
  const now = useNow()
  const { turn, roll, agenda, mayWrite } = meeting
  const item = agenda.find((one) => one.id === turn.itemId)
  const row = roll.find((one) => one.actor.id === turn.actorId)
  const step = nextStep(meeting)
  const back = previousItem(agenda, turn)
  const mayTurn = mayWrite.includes('turn')
  const here = roll.filter((one) => one.presence === 'present').length
  const total = roll.length
  const number = item ? agenda.indexOf(item) + 1 : 0
  const count = agenda.length
  const go = (to: Step | null) => to && onStep({ itemId: to.itemId, actorCode: to.actorCode })
  useEffect(() => {
    const element = dialog.current
    const before = document.activeElement
    element?.showModal()
    // A browser that refuses, or a phone that cannot, shows the same inside its window.
    void document.documentElement.requestFullscreen?.().catch(() => undefined)
    return () => {
      element?.close()
      if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined)
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      className="stage"
      aria-label={t`Dagordning i helskärm`}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onKeyDown={(event) => {
        if (!mayTurn || event.repeat) return
        if (event.key === 'ArrowRight' || event.key === 'PageDown') go(step)
        if ((event.key === 'ArrowLeft' || event.key === 'PageUp') && back) go({ itemId: back.id, actorCode: null })
      }}
    >
      {/* What covers the whole screen covers the strip of the page too. */}
      <ExerciseStrip />
      <div className="stage-head">
        <b>{title(meeting)}</b>
        <span className="num">{clock(now, language)}</span>
        <span className="num">
          <Trans>
            {here} av {total} är med
          </Trans>
        </span>
        <span className="spring" />
        <Button variant="secondary" size="small" icon={<XMarkIcon aria-hidden />} onClick={onClose}>
          <Trans>Stäng helskärm</Trans>
        </Button>
      </div>
      <div className="stage-now" aria-live="polite">
        {item && (
          <p className="stage-item num">
            <Trans>
              Punkt {number} av {count}
            </Trans>
            {row && <>: {item.title}</>}
          </p>
        )}
        <h2>{row ? row.actor.name : item ? item.title : <Trans>Mötet börjar</Trans>}</h2>
        <div className="stage-time" aria-live="off">
          {turn.since && <FloorClock since={turn.since} />}
          {item && <PlannedTime usedMs={0} since={item.beganAt} planned={item.minutes} />}
        </div>
      </div>
      <div className="stage-foot">
        <p>{step ? <Trans>Sedan: {step.name}</Trans> : <Trans>Sista punkten.</Trans>}</p>
        {mayTurn && back && (
          <Button variant="secondary" icon={<ArrowLeftIcon aria-hidden />} onClick={() => go({ itemId: back.id, actorCode: null })}>
            <Trans>Föregående punkt</Trans>
          </Button>
        )}
        {mayTurn && step && (
          <Button icon={<ArrowRightIcon aria-hidden />} iconPosition="right" onClick={() => go(step)}>
            <Trans>Nästa</Trans>
          </Button>
        )}
      </div>
    </dialog>
  )
}
