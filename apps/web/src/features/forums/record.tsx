import { Trans } from '@lingui/react/macro'
import { forumAids } from '../../lib/reading-aids.ts'
import { Panel } from '../../ui/panel.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { ReadingAid } from '../../ui/reading-aid.tsx'
import { Source } from '../../ui/source.tsx'

type Quote = { text: string; reference: string; section: string | undefined }

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
/** Our summaries point at examples in the model; whoever reads the forum's page has no such list before them. */
const texts = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.filter((item): item is string => typeof item === 'string').map((text) => text.replace(/ \(Exempel \d+\)/gu, ''))
    : []
/** The sentence without what belongs to its page alone: the number of a footnote, and the colon before a list that stands elsewhere. */
export const asSentence = (text: string): string => text.replace(/(?<=\))\d(?= \p{Ll})/gu, '').replace(/:$/u, ' …')

/** The sentences of the source documents about this forum, and where each stands. */
function quotesOf(source: unknown): Quote[] {
  if (!Array.isArray(source)) return []
  return source.filter(isRecord).flatMap((entry) => {
    if (typeof entry['quote'] !== 'string') return []
    const lines = Array.isArray(entry['lines']) ? entry['lines'].join('-') : ''
    return [
      {
        text: asSentence(entry['quote']),
        reference: `${String(entry['doc'])}:${lines}`,
        section: typeof entry['section'] === 'string' ? entry['section'] : undefined,
      },
    ]
  })
}

/**
 * What the sources say, and only that. The reference record also holds our own summaries in English; they are for
 * developers and never shown as if they were Samverkan Stockholmsregionen's words.
 */
export function ForumRecord({ code, facts }: { code: string; facts: Record<string, unknown> }) {
  const quotes = quotesOf(facts['source'])
  const outputs = texts(facts['outputs'])
  const channels = texts(facts['channels'])
  return (
    <>
      <Panel title={<Trans>Så beskrivs forumet</Trans>}>
        {quotes.length === 0 ? (
          <EmptyState title={<Trans>Ingen beskrivning av forumet finns.</Trans>} />
        ) : (
          <>
            <div className="panel-body reading-aid-above">
              <ReadingAid of={forumAids[code]} />
            </div>
            <ul className="quotes">
              {quotes.map((quote) => (
                <li key={quote.reference + quote.text}>
                  <blockquote lang="sv">{quote.text}</blockquote>
                  <Source reference={quote.reference} section={quote.section} />
                </li>
              ))}
            </ul>
          </>
        )}
      </Panel>
      {(outputs.length > 0 || channels.length > 0) && (
        <Panel
          title={<Trans>Resultat och kanaler</Trans>}
          aside={
            <span className="t-meta mut">
              <Trans>Sammanfattning, inte officiell text</Trans>
            </span>
          }
        >
          <dl className="facts">
            {outputs.length > 0 && (
              <div>
                <dt>
                  <Trans>Ger</Trans>
                </dt>
                <dd lang="sv">
                  <ul className="fact-list">
                    {outputs.map((text) => (
                      <li key={text}>{text}</li>
                    ))}
                  </ul>
                </dd>
              </div>
            )}
            {channels.length > 0 && (
              <div>
                <dt>
                  <Trans>Kanaler</Trans>
                </dt>
                <dd lang="sv">{channels.join(', ')}</dd>
              </div>
            )}
          </dl>
        </Panel>
      )}
    </>
  )
}
