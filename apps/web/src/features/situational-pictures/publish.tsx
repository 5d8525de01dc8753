import { CallError, type MarkedPassage, type PictureDraft } from '@samverkan/contract'
import type { PictureHeading, TextToLookAt } from '@samverkan/domain'
import { useLingui } from '@lingui/react'
import { Plural, Trans } from '@lingui/react/macro'
import { ExclamationmarkTriangleIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { useEffect, useId, useRef, useState } from 'react'
import { problemOf } from '../../lib/problem.ts'
import { useReaders } from '../../lib/subscriptions.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { type Left, LeftDialog, useLeft } from '../../ui/left-behind.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { usePublish } from './queries.ts'
import { settled, type TextBox } from './use-texts.ts'
import { fieldWords, headingWords } from './words.ts'

type Props = { draft: PictureDraft; box: TextBox; onPublished: (number: number) => void }
/** One press freezes the version. Only what the server has is published: what still lies on the device is sent first, or the press says why not. */
export function Publish({ draft, box, onPublished }: Props) {
  const { number } = draft.collection
  const what = useId()
  const { i18n } = useLingui()
  const publishing = usePublish(draft.id)
  const [keys] = useState(() => new Map<string, string>())
  const [isSending, setSending] = useState(false)
  const [unsaved, setUnsaved] = useState<number | null>(null)
  const marked = markedOf(publishing.error)
  const unseen = unseenOf(publishing.error)
  // What has been looked at stays so for the press that follows; the server asks again about what has changed since.
  const looked = useRef<readonly TextToLookAt[]>([])
  const button = useRef<HTMLButtonElement>(null)
  const wanted = useRef(false)
  // The button lost the focus while it was busy, so the dialog that came of the press cannot know where to give it back.
  useEffect(() => {
    if (!wanted.current || marked || unseen) return
    wanted.current = false
    button.current?.focus({ preventScroll: true })
  })
  // A line begun and not put into the draft is in nobody's version: the box below sends only what stands there already.
  const mine = useLeft((rest) => rest.startsWith(`picture:${draft.id}:own:`))
  const [asked, setAsked] = useState<readonly Left[] | null>(null)
  function press() {
    const left = mine.now()
    if (left.length > 0) setAsked(left)
    else void publish()
  }
  async function publish(despite: readonly MarkedPassage[] = []) {
    setAsked(null)
    if (isSending || publishing.isPending) return
    setSending(true)
    setUnsaved(null)
    const isSaved = await settled(box)
    setSending(false)
    if (!isSaved) {
      publishing.reset()
      return setUnsaved(box.read().entries.size)
    }
    const body = {
      number,
      looked: [...looked.current],
      ...(despite.length > 0 ? { despite: despite.map(({ ref }) => ref) } : {}),
    }
    // The same press again after a lost answer is the same version; another consent is another question.
    const said = JSON.stringify(body)
    const key = keys.get(said) ?? crypto.randomUUID()
    keys.set(said, key)
    publishing.mutate(
      { key, body },
      {
        onSuccess: (published) => onPublished(published.number),
        onError: (error) => problemOf(error).code !== 'offline' && keys.delete(said),
      },
    )
  }
  const isBusy = isSending || publishing.isPending
  const readers = useReaders('situational-pictures')
  const told = draft.actors.filter(({ askedAt }) => askedAt !== null).length
  return (
    <div className="picture-publish">
      <Button ref={button} loading={isBusy} aria-describedby={`${what}what`} onClick={press}>
        <Trans>Publicera lägesbild {number}</Trans>
      </Button>
      <p className="t-meta mut picture-publish-what" id={`${what}what`}>
        {draft.isExercise && (
          <>
            <Trans>Övning.</Trans>{' '}
          </>
        )}
        <Plural
          value={told}
          _0="Alla i portalen kan läsa den direkt."
          one="Alla i portalen kan läsa den direkt. # aktör ombeds kvittera."
          other="Alla i portalen kan läsa den direkt. # aktörer ombeds kvittera."
        />{' '}
        {readers === null ? (
          <Trans>E-post går till dem som bevakar lägesbilder.</Trans>
        ) : (
          <Plural
            value={readers}
            _0="Ingen bevakar lägesbilder, så ingen e-post skickas."
            one="E-post går till # person som bevakar lägesbilder."
            other="E-post går till # personer som bevakar lägesbilder."
          />
        )}{' '}
        <Trans>Versionen går inte att ändra efteråt.</Trans>
      </p>
      {unsaved !== null && (
        <p className="field-error" role="alert">
          <ExclamationmarkTriangleIcon aria-hidden />{' '}
          <Plural
            value={unsaved}
            one="Inget är publicerat. # text är inte sparad på servern än."
            other="Inget är publicerat. # texter är inte sparade på servern än."
          />
        </p>
      )}
      {publishing.isError && !marked && !unseen && <ErrorState error={publishing.error} />}
      {asked && (
        <LeftDialog
          left={asked}
          where={({ rest }) => i18n._(headingWords[rest.split(':')[3] as PictureHeading])}
          go={<Trans>Publicera ändå</Trans>}
          onGo={() => void publish()}
          onBack={() => {
            setAsked(null)
            wanted.current = true
          }}
        />
      )}
      {unseen && (
        <LookDialog
          number={number}
          texts={unseen}
          onPublish={() => {
            looked.current = unseen
            void publish()
          }}
          onClose={() => {
            publishing.reset()
            wanted.current = true
          }}
        />
      )}
      {marked && (
        <MarkedDialog
          number={number}
          marked={marked}
          onPublish={() => void publish(marked)}
          onClose={() => {
            publishing.reset()
            wanted.current = true
          }}
        />
      )}
    </div>
  )
}

const markedOf = (error: unknown): MarkedPassage[] | null => {
  if (!(error instanceof CallError) || error.code !== 'looks-secret') return null
  return (error.problem?.current as { marked: MarkedPassage[] } | undefined)?.marked ?? null
}

const unseenOf = (error: unknown): TextToLookAt[] | null => {
  if (!(error instanceof CallError) || error.code !== 'texts-unseen') return null
  return (error.problem?.current as { texts: TextToLookAt[] } | undefined)?.texts ?? null
}

/** What is about to be read aloud, and what stands as it did although the situation does not: looked at before it is everybody's. */
function LookDialog({
  number,
  texts,
  onPublish,
  onClose,
}: {
  number: number
  texts: readonly TextToLookAt[]
  onPublish: () => void
  onClose: () => void
}) {
  const { _ } = useLingui()
  const before = number - 1
  const kept = texts.filter(({ field }) => field !== 'read_aloud')
  const readAloud = texts.find(({ field }) => field === 'read_aloud')
  return (
    <Dialog
      wide
      title={<Trans>Läs igenom före publicering</Trans>}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onPublish}>
            <Trans>Texterna stämmer, publicera</Trans>
          </Button>
          <Button variant="secondary" onClick={onClose}>
            <Trans>Tillbaka till utkastet</Trans>
          </Button>
        </>
      }
    >
      {kept.length > 0 && (
        <section className="fields">
          <p>
            <Trans>Det här står som i lägesbild {before}, men annat är ändrat sedan dess. Stämmer det fortfarande?</Trans>
          </p>
          <ul className="picture-marked">
            {kept.map(({ field, text }) => (
              <li key={field} className="merge-version">
                <p className="t-meta mut">{_(fieldWords[field])}</p>
                <p className="wide">{text}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {readAloud && (
        <section className="fields">
          <h3 className="label">{_(fieldWords.read_aloud)}</h3>
          <p className="picture-rakel" lang="sv">
            {readAloud.text}
          </p>
        </section>
      )}
    </Dialog>
  )
}

/** What everybody is about to read carries markings: each passage is named, and whoever publishes answers for all of them or goes back. */
function MarkedDialog({
  number,
  marked,
  onPublish,
  onClose,
}: {
  number: number
  marked: MarkedPassage[]
  onPublish: () => void
  onClose: () => void
}) {
  const count = marked.length
  return (
    <Dialog
      wide
      title={<Trans>Texten ser ut att vara hemlig</Trans>}
      onClose={onClose}
      actions={
        <>
          <Button variant="secondary" onClick={onPublish}>
            <Trans>Inget av det är hemligt, publicera</Trans>
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            <Trans>Tillbaka till utkastet</Trans>
          </Button>
        </>
      }
    >
      <p>
        <Plural
          value={count}
          one={`Lägesbild ${number} är inte publicerad. # ställe har en markering som hör till säkerhetsskyddsklassificerade uppgifter. Alla som läser lägesbilden ser det.`}
          other={`Lägesbild ${number} är inte publicerad. # ställen har en markering som hör till säkerhetsskyddsklassificerade uppgifter. Alla som läser lägesbilden ser dem.`}
        />
      </p>
      <ul className="picture-marked">
        {marked.map((passage) => (
          <li key={passage.ref} className="merge-version">
            <p className="t-meta mut">
              <Where passage={passage} />
            </p>
            <p className="wide">{passage.text}</p>
          </li>
        ))}
      </ul>
      <p className="t-data mut">
        <Trans>
          Publicerar du ändå står det i loggen, med ditt namn. Texten följer inte med i mejlet till dem som bevakar lägesbilder.
        </Trans>
      </p>
    </Dialog>
  )
}

function Where({ passage: { kind, heading, field, actorName } }: { passage: MarkedPassage }) {
  const { _ } = useLingui()
  const place = heading ? _(headingWords[heading]) : field ? _(fieldWords[field]) : ''
  if (kind === 'reported')
    return (
      <Trans>
        {place} · så som {actorName} rapporterade
      </Trans>
    )
  if (kind === 'given-by')
    return (
      <Trans>
        {place} · vem som lämnade rapporten från {actorName}
      </Trans>
    )
  return (
    <>
      {place}
      {actorName && ` · ${actorName}`}
    </>
  )
}
