import type { TimelineEntry } from '@samverkan/contract'
import { useLingui } from '@lingui/react'
import { Plural, Trans, useLingui as useMacro } from '@lingui/react/macro'
import {
  ArrowsCirclepathIcon,
  CheckmarkCircleFillIcon,
  CheckmarkCircleIcon,
  CircleIcon,
  EnvelopeClosedIcon,
  EyeFillIcon,
  MegaphoneSpeakingFillIcon,
  MinusCircleIcon,
  PencilIcon,
  PersonGroupIcon,
  StopFillIcon,
  XMarkOctagonFillIcon,
} from '@navikt/aksel-icons'
import type { Answer, JournalType } from '@samverkan/domain'
import { answerWords } from '../../lib/answers.ts'
import { attemptWords } from '../../lib/delivery.ts'
import { day } from '../../lib/formats.ts'
import { useForumShort } from '../../lib/forum-names.ts'
import { useLanguage } from '../../lib/language.tsx'
import { measureStateWords } from '../../lib/measure-states.ts'
import { useNow } from '../../lib/now.ts'
import { useToldOfPicture } from './journal-picture-words.tsx'
import type { Data, Names, Told } from './told.ts'

export type { Names } from './told.ts'

const means = { phone: <Trans>telefon</Trans>, rakel: <>Rakel</>, other: <Trans>annat sätt</Trans> } as const
const answerLooks = {
  participates: ['success', CheckmarkCircleFillIcon],
  follows: ['info', EyeFillIcon],
  not_concerned: ['neutral', MinusCircleIcon],
} as const

/** One journal row as a sentence. The journal holds ids and counts; the words are made here, in the reader's language. */
export function useTold(names: Names): (entry: TimelineEntry) => Told {
  const { _ } = useLingui()
  const { t } = useMacro()
  const now = useNow()
  const language = useLanguage()
  const forumShort = useForumShort()
  const forumNames = (codes: readonly string[]) =>
    codes.map((code) => forumShort(names.forums.find((forum) => forum.code === code) ?? { code, nameSv: code, nameEn: code })).join(', ')
  const actorName = (id: string) => names.actors[id] ?? ''
  const ofPicture = useToldOfPicture(names)
  return (entry) => {
    if (entry.type.startsWith('situational-pictures.')) return ofPicture(entry)
    switch (entry.type as JournalType) {
      case 'activations.activated': {
        const { actors, recipients, gaps, forumCodes, otherThanCodes = [] } = entry.data as Data<'activations.activated'>
        const forums = forumNames(forumCodes)
        const others = otherThanCodes.join(', ')
        return {
          icon: MegaphoneSpeakingFillIcon,
          colour: 'danger',
          words: (
            <>
              <Plural value={actors} one="# aktör kallades till" other="# aktörer kallades till" /> {forums}.{' '}
              <Plural value={recipients} one="# kontakt fick e-post." other="# kontakter fick e-post." />
              {gaps > 0 && (
                <>
                  {' '}
                  <Plural value={gaps} one="# kontakt gick inte att nå." other="# kontakter gick inte att nå." />
                </>
              )}
              {others && (
                <>
                  {' '}
                  <Trans>{others} hade nyss kallats in med en liknande rad. Svaret var att det här är en annan händelse.</Trans>
                </>
              )}
            </>
          ),
        }
      }
      case 'activations.closed': {
        const { forumCode, answered, called, endsIncident, measures: given = [] } = entry.data as Data<'activations.closed'>
        const kept = given.filter(({ choice }) => choice !== 'cancel').length
        const forum = forumNames([forumCode])
        return {
          icon: StopFillIcon,
          colour: 'neutral',
          words: (
            <>
              <Trans>
                {forum} avslutades. {answered} av {called} hade svarat.
              </Trans>
              {endsIncident && (
                <>
                  {' '}
                  <Trans>Det var det sista, och händelsen avslutades.</Trans>
                </>
              )}
              {kept > 0 && (
                <>
                  {' '}
                  <Plural value={kept} one="# öppen åtgärd gick vidare." other="# öppna åtgärder gick vidare." />
                </>
              )}
              {given.length > kept && (
                <>
                  {' '}
                  <Plural value={given.length - kept} one="# åtgärd avbröts." other="# åtgärder avbröts." />
                </>
              )}
            </>
          ),
        }
      }
      case 'call-outs.called-again': {
        const { kind, actorIds, recipients } = entry.data as Data<'call-outs.called-again'>
        const count = actorIds.length
        return {
          icon: ArrowsCirclepathIcon,
          colour: 'warning',
          words: (
            <>
              {kind === 'deputy' ? (
                <Plural value={count} one="Ersättaren för # aktör kallades." other="Ersättare för # aktörer kallades." />
              ) : (
                <Plural value={count} one="# aktör kallades igen." other="# aktörer kallades igen." />
              )}{' '}
              <Plural value={recipients} one="# kontakt fick e-post." other="# kontakter fick e-post." />
            </>
          ),
        }
      }
      case 'call-outs.answered': {
        const { actorId, answer, via, means: how, late, changed } = entry.data as Data<'call-outs.answered'>
        const [colour, icon] = answerLooks[answer as Answer]
        const word = _(answerWords[answer as Answer]).toLocaleLowerCase('sv')
        return {
          icon,
          colour,
          words: (
            <>
              <b className="strong">{actorName(actorId) || entry.actor?.name}</b> {word}
              {via === 'manual' && how && (
                <>
                  , <Trans>nådd på annat sätt ({means[how as keyof typeof means]})</Trans>
                </>
              )}
              {changed && (
                <>
                  , <Trans>ändrat svar</Trans>
                </>
              )}
              {late && (
                <>
                  , <Trans>efter svarstiden</Trans>
                </>
              )}
              .
            </>
          ),
        }
      }
      case 'call-outs.connected': {
        const { actorId, connected, answerTakenBack } = entry.data as Data<'call-outs.connected'>
        const name = <b className="strong">{actorName(actorId)}</b>
        return {
          icon: PersonGroupIcon,
          colour: connected ? 'success' : 'neutral',
          words: connected ? (
            <Trans>{name} anslöt till konferensen.</Trans>
          ) : answerTakenBack ? (
            <Trans>{name} ströks från uppropet och väntas svara igen.</Trans>
          ) : (
            <Trans>{name} ströks från uppropet.</Trans>
          ),
        }
      }
      case 'activations.request-merged':
        return { icon: PersonGroupIcon, colour: 'neutral', words: <Trans>En begäran om aktivering kopplades ihop med händelsen.</Trans> }
      case 'measures.created': {
        const { ownerId, dueOn } = entry.data as Data<'measures.created'>
        const owner = ownerId === null ? t`samordningskansliet` : actorName(ownerId)
        const due = day(dueOn, now, language)
        return {
          icon: CheckmarkCircleIcon,
          colour: 'info',
          words: (
            <Trans>
              Ny åtgärd till {owner}, senast {due}.
            </Trans>
          ),
        }
      }
      case 'measures.edited':
        return { icon: PencilIcon, colour: 'neutral', words: <Trans>En åtgärd ändrades.</Trans> }
      case 'measures.moved': {
        const { to } = entry.data as Data<'measures.moved'>
        const state = _(measureStateWords[to as keyof typeof measureStateWords]).toLocaleLowerCase('sv')
        return {
          icon: to === 'done' ? CheckmarkCircleFillIcon : CheckmarkCircleIcon,
          colour: to === 'done' ? 'success' : 'neutral',
          words: <Trans>Åtgärd: {state}.</Trans>,
        }
      }
      case 'measures.noted':
        return { icon: PencilIcon, colour: 'neutral', words: <Trans>Uppföljning av en åtgärd.</Trans> }
      case 'meetings.item-raised': {
        const { localDate } = entry.data as Data<'meetings.item-raised'>
        const date = day(localDate, now, language)
        return {
          icon: PersonGroupIcon,
          colour: 'info',
          words: <Trans>Åtgärden står på dagordningen för samverkanskonferensen {date}.</Trans>,
        }
      }
      case 'outbox.attempted': {
        const { state, number } = entry.data as Data<'outbox.attempted'>
        const failed = state === 'failed'
        return {
          icon: failed ? XMarkOctagonFillIcon : EnvelopeClosedIcon,
          colour: failed ? 'danger' : state === 'unknown' ? 'warning' : 'neutral',
          words: (
            <Trans>
              E-post, försök {number}: {_(attemptWords[state as keyof typeof attemptWords])}
            </Trans>
          ),
        }
      }
      default:
        return { icon: CircleIcon, colour: 'neutral', words: <Trans>Något skrevs i loggen.</Trans> }
    }
  }
}
