import { pictureLimits } from '@samverkan/domain'
import { useLingui as useMessages } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { PlusIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { memo, useEffect, useId, useRef } from 'react'
import { CertaintyChoice } from './certainty-choice.tsx'
import { GrowingText } from './growing-text.tsx'
import { blank, type Form, type FormLine } from './report-form.ts'
import { headingHelp, headings, headingWords } from './words.ts'

type Change = (next: (before: Form) => Form) => void

/** Five headings, each with its lines; every line a text that is fakta or antagande. */
export function ReportLines({ form, onChange }: { form: Form; onChange: Change }) {
  const { _ } = useMessages()
  const added = useRef<string | null>(null)
  const fields = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const field = added.current && fields.current?.querySelector<HTMLTextAreaElement>(`[data-key="${added.current}"] textarea`)
    if (!field) return
    added.current = null
    field.focus()
  })
  return (
    <div ref={fields}>
      {headings.map((heading) => {
        const lines = form.lines.filter((line) => line.heading === heading)
        const isFull = lines.length > 0 && lines.every(({ text }) => text.trim() !== '')
        return (
          <section key={heading} className="picture-form-heading">
            <h3>{_(headingWords[heading])}</h3>
            {lines.map((line, i) => (
              <Line key={line.key} line={line} number={i + 1} isOnly={lines.length === 1} onChange={onChange} />
            ))}
            {(isFull || lines.length === 0) && (
              <Button
                type="button"
                size="small"
                variant="tertiary"
                icon={<PlusIcon aria-hidden />}
                onClick={() => {
                  const line = blank(heading)
                  onChange((before) => ({ lines: [...before.lines, line] }))
                  added.current = line.key
                }}
              >
                <Trans>En rad till</Trans>
                <span className="aksel-sr-only">: {_(headingWords[heading])}</span>
              </Button>
            )}
          </section>
        )
      })}
    </div>
  )
}

const Line = memo(function Line({ line, number, isOnly, onChange }: { line: FormLine; number: number; isOnly: boolean; onChange: Change }) {
  const { t } = useLingui()
  const { _ } = useMessages()
  const help = useId()
  const heading = _(headingWords[line.heading])
  const set = (part: Partial<FormLine>) =>
    onChange((before) => ({ lines: before.lines.map((one) => (one.key === line.key ? { ...one, ...part } : one)) }))
  const isBlank = line.text.trim() === ''
  return (
    <div className="picture-form-line" data-key={line.key} data-replaces={line.replaces ?? undefined}>
      {line.replaces !== null && (
        <p className="t-meta mut">
          <Trans>Rättar en rad som är rapporterad. Det tidigare finns kvar i historiken.</Trans>
        </p>
      )}
      <GrowingText
        className="is-framed"
        aria-label={number === 1 ? heading : t`${heading}, rad ${number}`}
        aria-describedby={isBlank ? help : undefined}
        most={pictureLimits.line}
        placeholder={number === 1 ? _(headingHelp[line.heading]) : undefined}
        value={line.text}
        onWrite={(text) => set({ text })}
      />
      <span id={help} className="aksel-sr-only">
        {_(headingHelp[line.heading])}
      </span>
      {(!isBlank || line.replaces !== null || !isOnly) && (
        <div className="row wrap picture-form-choice">
          <CertaintyChoice
            label={t`${heading}: fakta eller antagande`}
            value={line.certainty}
            onChange={(certainty) => set({ certainty })}
          />
          <span className="spring" />
          {(line.replaces !== null || !isOnly) && (
            <Button
              type="button"
              size="small"
              variant="tertiary"
              data-color="neutral"
              onClick={() => onChange((before) => ({ lines: before.lines.filter((one) => one.key !== line.key) }))}
            >
              {line.replaces === null ? <Trans>Ta bort raden</Trans> : <Trans>Avbryt rättelsen</Trans>}
            </Button>
          )}
        </div>
      )}
    </div>
  )
})
