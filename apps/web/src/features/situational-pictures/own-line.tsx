import { type Certainty, certaintyByDefault, pictureLimits, type PictureHeading } from '@samverkan/domain'
import { useLingui as useMessages } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { PlusIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { memo, useEffect, useRef, useState } from 'react'
import { forgetDraft, readDraft, writeDraft } from '../../lib/drafts.ts'
import { problemOf } from '../../lib/problem.ts'
import { useSession } from '../../lib/session.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { CertaintyChoice } from './certainty-choice.tsx'
import { GrowingText } from './growing-text.tsx'
import { SecretQuestion } from './secret-notice.tsx'
import type { DraftActions } from './use-draft-actions.ts'
import { headingWords } from './words.ts'

type Kept = { text: string; certainty: Certainty; key: string }
const empty = (heading: PictureHeading): Kept => ({ text: '', certainty: certaintyByDefault(heading), key: crypto.randomUUID() })

/** A line of the writer's own, under a heading. What is typed lies on the device until it stands in the draft. */
export const OwnLine = memo(function OwnLine({
  pictureId,
  heading,
  actions,
}: {
  pictureId: string
  heading: PictureHeading
  actions: DraftActions
}) {
  const { t } = useLingui()
  const { _ } = useMessages()
  const { user } = useSession()
  const key = `${user.id}:picture:${pictureId}:own:${heading}`
  const [line, setLine] = useState<Kept | null>(() => readDraft<Kept>(key)?.value ?? null)
  const [error, setError] = useState<unknown>(null)
  const [isSending, setSending] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const field = useRef<HTMLDivElement>(null)
  const isOpening = useRef(false)
  useEffect(() => {
    if (!isOpening.current) return
    isOpening.current = false
    field.current?.querySelector('textarea')?.focus()
  })
  const name = _(headingWords[heading])
  const put = (next: Kept | null) => {
    setLine(next)
    if (next && next.text.trim()) writeDraft(key, next)
    else forgetDraft(key)
  }
  if (!line)
    return (
      <Button
        ref={opener}
        size="small"
        variant="tertiary"
        icon={<PlusIcon aria-hidden />}
        onClick={() => {
          put(empty(heading))
          isOpening.current = true
        }}
      >
        <Trans>Skriv en egen rad</Trans>
        <span className="aksel-sr-only">: {name}</span>
      </Button>
    )
  const close = () => {
    setError(null)
    put(null)
    requestAnimationFrame(() => opener.current?.focus())
  }
  async function add(notSecret: boolean) {
    if (!line?.text.trim() || isSending) return
    setSending(true)
    setError(null)
    // Said not to be secret is another question than the one that was refused.
    const idempotencyKey = notSecret ? crypto.randomUUID() : line.key
    try {
      await actions.write({ heading, text: line.text.trim(), certainty: line.certainty, notSecret, key: idempotencyKey })
      close()
    } catch (refusal) {
      setError(refusal)
    } finally {
      setSending(false)
    }
  }
  return (
    <div className="own-line" ref={field}>
      <GrowingText
        className="is-framed"
        aria-label={t`Egen rad: ${name}`}
        most={pictureLimits.line}
        value={line.text}
        onWrite={(text) => put({ ...line, text, key: crypto.randomUUID() })}
      />
      <div className="row wrap">
        <CertaintyChoice
          label={t`Fakta eller antagande`}
          value={line.certainty}
          onChange={(certainty) => put({ ...line, certainty, key: crypto.randomUUID() })}
        />
        <span className="spring" />
        <Button size="small" variant="tertiary" onClick={close}>
          <Trans>Avbryt</Trans>
        </Button>
        <Button size="small" variant="secondary" loading={isSending} onClick={() => void add(false)}>
          <Trans>Lägg till raden</Trans>
        </Button>
      </div>
      {error !== null &&
        (problemOf(error).code === 'looks-secret' ? <SecretQuestion onGoOn={() => void add(true)} /> : <ErrorState error={error} />)}
    </div>
  )
})
