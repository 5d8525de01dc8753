import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { TimelineEntry } from '@samverkan/contract'
import { useLingui } from '@lingui/react'
import { Plural, Trans } from '@lingui/react/macro'
import {
  ArrowsCirclepathIcon,
  CheckmarkCircleFillIcon,
  CircleIcon,
  ExclamationmarkTriangleIcon,
  FileTextIcon,
  PencilIcon,
} from '@navikt/aksel-icons'
import type { JournalType, ReportMeans, SecretMark } from '@samverkan/domain'
import type { Data, Names, Told } from './told.ts'

const secretMarkWords: Record<SecretMark, MessageDescriptor> = {
  class: msg`säkerhetsskyddsklass`,
  protected: msg`säkerhetsskyddsklassificerad`,
  foreign: msg`utländsk klassning`,
}

const meansWords: Record<ReportMeans, MessageDescriptor> = {
  phone: msg`per telefon`,
  rakel: msg`per Rakel`,
  other: msg`på annat sätt än i portalen`,
}

/** What has happened to a lägesbild, as a sentence. */
export function useToldOfPicture(names: Names): (entry: TimelineEntry) => Told {
  const { _ } = useLingui()
  const actorName = (id: string) => names.actors[id] ?? ''
  return (entry) => {
    switch (entry.type as JournalType) {
      case 'situational-pictures.opened': {
        const { asked } = entry.data as Data<'situational-pictures.opened'>
        return {
          icon: FileTextIcon,
          colour: 'info',
          words: (
            <>
              <Trans>Arbetet med en gemensam lägesbild började.</Trans>{' '}
              <Plural value={asked} one="# aktör ombads rapportera." other="# aktörer ombads rapportera." />
            </>
          ),
        }
      }
      case 'situational-pictures.collection-changed': {
        const { number } = entry.data as Data<'situational-pictures.collection-changed'>
        return {
          icon: FileTextIcon,
          colour: 'neutral',
          words: <Trans>Stopptid, nästa uppdatering eller spridning av lägesbild {number} ändrades.</Trans>,
        }
      }
      case 'situational-pictures.reported': {
        const { actorId, kind, lines, number, late, afterPublishing, means: how } = entry.data as Data<'situational-pictures.reported'>
        const who = <b className="strong">{actorName(actorId) || entry.actor?.name}</b>
        return {
          icon: FileTextIcon,
          colour: 'neutral',
          words: (
            <>
              {kind === 'nothing' && (
                <Trans>
                  {who} hade inget att rapportera till lägesbild {number}
                </Trans>
              )}
              {kind === 'unchanged' && (
                <Trans>
                  {who} rapporterade oförändrat till lägesbild {number}
                </Trans>
              )}
              {kind === 'lines' && (
                <>
                  <Trans>
                    {who} rapporterade till lägesbild {number}
                  </Trans>
                  : <Plural value={lines} one="# rad" other="# rader" />
                </>
              )}
              {afterPublishing ? (
                <>
                  , <Trans>efter att förra lägesbilden publicerats</Trans>
                </>
              ) : (
                late && (
                  <>
                    , <Trans>efter stopptiden</Trans>
                  </>
                )
              )}
              {how && <>, {_(meansWords[how])}</>}.
            </>
          ),
        }
      }
      case 'situational-pictures.line-withdrawn': {
        const { actorId, number } = entry.data as Data<'situational-pictures.line-withdrawn'>
        return {
          icon: FileTextIcon,
          colour: 'warning',
          words: (
            <Trans>
              En rad som <b className="strong">{actorName(actorId) || entry.actor?.name}</b> rapporterat till lägesbilden återtogs medan
              lägesbild {number} skrevs.
            </Trans>
          ),
        }
      }
      case 'texts.marking-overridden': {
        const { marks } = entry.data as Data<'texts.marking-overridden'>
        const kinds = marks.map((mark) => _(secretMarkWords[mark])).join(', ')
        return {
          icon: ExclamationmarkTriangleIcon,
          colour: 'warning',
          words: <Trans>En text sparades trots markering ({kinds}).</Trans>,
        }
      }
      case 'situational-pictures.marking-overridden': {
        const { where, marks, number } = entry.data as Data<'situational-pictures.marking-overridden'>
        const kinds = marks.map((mark) => _(secretMarkWords[mark])).join(', ')
        return {
          icon: ExclamationmarkTriangleIcon,
          colour: 'warning',
          words:
            where === 'version' ? (
              <Trans>
                <b className="strong">Lägesbild {number}</b> publicerades trots markering i texten ({kinds}).
              </Trans>
            ) : where === 'report' ? (
              <Trans>
                En rapport till lägesbild {number} skickades trots markering i texten ({kinds}).
              </Trans>
            ) : where === 'withdrawal' ? (
              <Trans>
                Skälet till en återtagen rad sparades trots markering medan lägesbild {number} skrevs ({kinds}).
              </Trans>
            ) : where === 'acknowledgement' ? (
              <Trans>
                Hur lägesbild {number} har spridits sparades trots markering ({kinds}).
              </Trans>
            ) : (
              <Trans>
                En text i utkastet till lägesbild {number} sparades trots markering ({kinds}).
              </Trans>
            ),
        }
      }
      case 'situational-pictures.reminded': {
        const { actors, number } = entry.data as Data<'situational-pictures.reminded'>
        return {
          icon: ArrowsCirclepathIcon,
          colour: 'warning',
          words: (
            <Plural value={actors} one={`# aktör påmindes om lägesbild ${number}.`} other={`# aktörer påmindes om lägesbild ${number}.`} />
          ),
        }
      }
      case 'situational-pictures.line-saved':
      case 'situational-pictures.line-moved':
      case 'situational-pictures.text-saved':
        return { icon: FileTextIcon, colour: 'neutral', words: <Trans>Utkastet till lägesbild ändrades.</Trans> }
      case 'situational-pictures.published': {
        const { number, reported, asked } = entry.data as Data<'situational-pictures.published'>
        return {
          icon: FileTextIcon,
          colour: 'success',
          words: (
            <Trans>
              <b className="strong">Lägesbild {number}</b> publicerades. Bygger på uppgifter från {reported} av {asked} aktörer.
            </Trans>
          ),
        }
      }
      case 'situational-pictures.acknowledged': {
        const { actorId, number } = entry.data as Data<'situational-pictures.acknowledged'>
        return {
          icon: CheckmarkCircleFillIcon,
          colour: 'success',
          words: (
            <Trans>
              <b className="strong">{actorName(actorId) || entry.actor?.name}</b> kvitterade lägesbild {number}.
            </Trans>
          ),
        }
      }
      case 'situational-pictures.acknowledgement-changed': {
        const { actorId, number } = entry.data as Data<'situational-pictures.acknowledgement-changed'>
        return {
          icon: PencilIcon,
          colour: 'neutral',
          words: (
            <Trans>
              <b className="strong">{actorName(actorId) || entry.actor?.name}</b> ändrade hur lägesbild {number} har spridits.
            </Trans>
          ),
        }
      }
      default:
        return { icon: CircleIcon, colour: 'neutral', words: <Trans>Något skrevs i loggen.</Trans> }
    }
  }
}
