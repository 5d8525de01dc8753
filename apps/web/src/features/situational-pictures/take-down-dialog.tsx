import type { PictureDraft } from '@samverkan/contract'
import { reportMeans, shortened, textLimits } from '@samverkan/domain'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, Select } from '@navikt/ds-react'
import { CountedField } from '../../ui/counted-field.tsx'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useDraft } from '../../lib/drafts.ts'
import { clockToday } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { ownersQuery } from '../../lib/measures.ts'
import { serverNow, useNow } from '../../lib/now.ts'
import { problemOf } from '../../lib/problem.ts'
import { useSendsLater } from '../../lib/sends-later.ts'
import { useSession } from '../../lib/session.tsx'
import { announce } from '../../ui/announcer.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Segments } from '../../ui/segments.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { ReportedLine } from './own-report.tsx'
import { useReportFor } from './queries.ts'
import { bodyOf, emptyForm, type Form, withCorrection, written } from './report-form.ts'
import { ReportLines } from './report-lines.tsx'
import { SecretNotice, SecretQuestion } from './secret-notice.tsx'
import { type Body, type Call, callKey, isForLine, takenDown } from './taken-down-out.ts'

export type Caller = { id: string; name: string }

/** Whoever calls without being on the list of those who are waited for: chosen among all actors. */
export function ChooseCaller({ onChoose, onClose }: { onChoose: (actor: Caller) => void; onClose: () => void }) {
  const { t } = useLingui()
  const actors = useQuery(ownersQuery)
  const [chosen, setChosen] = useState('')
  const [isBare, setBare] = useState(false)
  const actor = actors.data?.find(({ id }) => id === chosen)
  return (
    <Dialog
      title={<Trans>Rapport per telefon eller Rakel</Trans>}
      onClose={onClose}
      actions={
        <>
          <Button onClick={() => (actor ? onChoose(actor) : setBare(true))}>
            <Trans>Fortsätt</Trans>
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            <Trans>Avbryt</Trans>
          </Button>
        </>
      }
    >
      <Select
        label={t`Vem rapporterar?`}
        value={chosen}
        error={isBare && !actor && t`Välj aktör.`}
        onChange={(event) => setChosen(event.target.value)}
      >
        <option value="">{actors.isPending ? t`Hämtar` : t`Välj aktör`}</option>
        {actors.data?.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      {actors.isError && <ErrorState error={actors.error} retry={() => void actors.refetch()} />}
    </Dialog>
  )
}

type Props = { draft: PictureDraft; actor: Caller; onClose: () => void; onSaved: () => void }
/** What somebody says by phone or Rakel, written down by whoever leads the picture: the actor's own form, with who gave it and how it came. */
export function TakeDownDialog({ draft, actor, onClose, onSaved }: Props) {
  const { t } = useLingui()
  const { user, actingAs } = useSession()
  useSendsLater()
  const known = draft.actors.find((one) => one.actor.id === actor.id)
  const kept = useDraft<Call>(callKey({ userId: user.id, pictureId: draft.id, actorId: actor.id }), {
    means: 'phone',
    givenBy: '',
    form: emptyForm(),
  })
  const { means, givenBy, form } = kept.value
  const [isBare, setBare] = useState(false)
  const fields = useRef<HTMLDivElement>(null)
  const sending = useReportFor(draft.id)
  const write = (next: (before: Call) => Call) => {
    // What was refused was something else than what is written now.
    if (sending.isError) sending.reset()
    kept.change(next)
  }
  const change = (part: Partial<Call>) => write((before) => ({ ...before, ...part }))
  const changeForm = (next: (before: Form) => Form) => write((before) => ({ ...before, form: next(before.form) }))
  // The same words sent again are the same report, however often the press is repeated.
  const [presses] = useState(() => new Map<string, { key: string; takenDownAt: string }>())
  const latest = useRef<Body | null>(null)
  const { name } = actor
  function send(body: Body) {
    if (sending.isPending) return
    latest.current = body
    const said = JSON.stringify(body)
    // Told when it was first pressed, however late it leaves.
    const press = presses.get(said) ?? { key: crypto.randomUUID(), takenDownAt: new Date(serverNow()).toISOString() }
    presses.set(said, press)
    const { key, takenDownAt } = press
    const told = { ...body, takenDownAt }
    sending.mutate(
      { actorId: actor.id, key, body: told },
      {
        onSuccess: () => {
          kept.clear()
          announce(t`Rapporten från ${name} är sparad.`)
          onSaved()
        },
        onError: (error) => {
          if (!isForLine(error)) return
          const who = { userId: user.id, actorId: actingAs.actor?.id ?? null, functionCode: actingAs.functionCode }
          const place = { userId: user.id, functionCode: actingAs.functionCode, pictureId: draft.id, actorId: actor.id, actorName: name }
          kept.clear()
          takenDown.give(who, { key, place, body: told, at: Date.parse(takenDownAt), page: location.pathname })
          announce(t`Rapporten från ${name} skickas när nätet är tillbaka.`)
          onClose()
        },
      },
    )
  }
  const from = { means, givenBy: givenBy.trim() }
  const sendWord = (kind: 'nothing' | 'unchanged') =>
    send({
      kind,
      number: draft.collection.number,
      ...(kind === 'unchanged' ? { since: known?.repeatableSince ?? undefined } : {}),
      ...from,
    })
  function sendForm() {
    if (written(form).length > 0) return send({ ...bodyOf(form, draft.collection.number), ...from })
    setBare(true)
    fields.current?.querySelector('textarea')?.focus()
  }
  const isBusy = sending.isPending
  return (
    <Dialog
      wide
      title={<Trans>Rapport per telefon/Rakel från {name}</Trans>}
      onClose={onClose}
      actions={
        <>
          <Button loading={isBusy} onClick={sendForm}>
            <Trans>Spara rapporten</Trans>
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            <Trans>Avbryt</Trans>
          </Button>
        </>
      }
    >
      <div className="take-down" ref={fields}>
        <div className="take-down-from">
          <Segments
            legend={t`Hur rapporten kommer`}
            value={means}
            options={reportMeans.map((word) => [word, { phone: t`Telefon`, rakel: 'Rakel', other: t`Annat sätt` }[word]] as const)}
            onChange={(chosen) => change({ means: chosen })}
          />
          <CountedField
            size="small"
            label={t`Vem lämnar den? (frivilligt)`}
            description={t`Namn eller anropssignal.`}
            most={textLimits.person}
            value={givenBy}
            onChange={(event) => change({ givenBy: event.target.value })}
          />
        </div>
        <Words actor={known} isBusy={isBusy} onWord={sendWord} />
        {known && known.lines.length > 0 && (
          <details className="panel picture-earlier">
            <summary>
              <Plural value={known.lines.length} one={`# rad är redan rapporterad`} other={`# rader är redan rapporterade`} />
            </summary>
            <ul>
              {known.lines.map((line) => (
                <ReportedLine
                  key={line.id}
                  line={line}
                  action={
                    !line.withdrawn && (
                      <Button
                        className="picture-lift"
                        size="xsmall"
                        variant="tertiary"
                        onClick={() => {
                          changeForm((before) => withCorrection(before, line))
                          requestAnimationFrame(() =>
                            fields.current?.querySelector<HTMLElement>(`[data-replaces="${line.id}"] textarea`)?.focus(),
                          )
                        }}
                      >
                        <Trans>Rätta</Trans>
                        <span className="aksel-sr-only">: {shortened(line.text, 60)}</span>
                      </Button>
                    )
                  }
                />
              ))}
            </ul>
          </details>
        )}
        <div className="panel picture-form">
          <ReportLines form={form} onChange={changeForm} />
        </div>
        <SecretNotice />
        <p className="t-data mut">
          <Trans>
            Rapporten sparas som aktörens egen, märkt med hur den kom, vem som lämnade den och ditt namn. Aktören ser den och kan rätta den.
          </Trans>
        </p>
        {isBare && written(form).length === 0 && (
          <p className="field-error" role="alert">
            <Trans>Skriv minst en rad, eller tryck Inget att rapportera.</Trans>
          </p>
        )}
        {sending.isError &&
          !isForLine(sending.error) &&
          (problemOf(sending.error).code === 'looks-secret' ? (
            // Who gave it may be what was asked about: then a report of one word is sent on as well.
            <SecretQuestion onGoOn={() => latest.current && send({ ...latest.current, notSecret: true })} />
          ) : (
            <ErrorState error={sending.error} retry={() => latest.current && send(latest.current)} />
          ))}
      </div>
    </Dialog>
  )
}

/** Nothing, or nothing new: one press each, as for the actor itself. */
function Words({
  actor,
  isBusy,
  onWord,
}: {
  actor: PictureDraft['actors'][number] | undefined
  isBusy: boolean
  onWord: (kind: 'nothing' | 'unchanged') => void
}) {
  const now = useNow()
  const language = useLanguage()
  // Lines count before a word that there is nothing.
  if (actor?.status === 'lines' && actor.lines.some(({ withdrawn }) => !withdrawn)) return null
  const since = actor?.repeatableSince ?? null
  return (
    <div className="picture-one-tap">
      {actor?.status !== 'nothing' && (
        <Button size="small" variant="secondary" aria-disabled={isBusy} onClick={() => onWord('nothing')}>
          <Trans>Inget att rapportera</Trans>
        </Button>
      )}
      {since !== null && actor?.status !== 'unchanged' && (
        <Button size="small" variant="secondary" aria-disabled={isBusy} onClick={() => onWord('unchanged')}>
          <Trans>Oförändrat sedan {clockToday(since, now, language)}</Trans>
        </Button>
      )}
    </div>
  )
}
