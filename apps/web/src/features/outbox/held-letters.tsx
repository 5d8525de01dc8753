import { CallError, type HeldLetters } from '@samverkan/contract'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { ExclamationmarkTriangleFillIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { clockToday } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { announce } from '../../ui/announcer.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { heldLettersQuery, useDecideHeldLetters } from './queries.ts'

type Decision = 'send' | 'discard'

/** After a restore: what was on its way then leaves when somebody has said so, because much of it may have come long ago. */
export function HeldLettersNotice() {
  const { data: held } = useQuery(heldLettersQuery)
  const [asked, ask] = useState<Decision | null>(null)
  if (!held || (held.letters === 0 && asked === null)) return null
  return (
    <>
      {held.letters > 0 && (
        <Banner
          tone="warning"
          icon={<ExclamationmarkTriangleFillIcon aria-hidden />}
          action={
            held.mayRelease && (
              <span className="row wrap">
                {held.letters > held.tooOld && (
                  <Button size="small" variant="secondary" onClick={() => ask('send')}>
                    <Trans>Skicka dem</Trans>
                  </Button>
                )}
                <Button size="small" variant="tertiary" onClick={() => ask('discard')}>
                  <Trans>Kasta dem</Trans>
                </Button>
              </span>
            )
          }
        >
          <Since held={held} />
        </Banner>
      )}
      {asked && <DecideDialog held={held} decision={asked} onClose={() => ask(null)} />}
    </>
  )
}

function Since({ held }: { held: HeldLetters }) {
  const now = useNow()
  const language = useLanguage()
  const { letters } = held
  const restored = held.restoredAt && clockToday(held.restoredAt, now, language)
  const made = held.madeAt && clockToday(held.madeAt, now, language)
  return (
    <>
      {restored && made && (
        <Trans>
          Portalen återlästes {restored} från en säkerhetskopia från {made}.
        </Trans>
      )}{' '}
      <Plural
        value={letters}
        one="# brev som väntade då hålls: det kan redan ha kommit fram."
        other="# brev som väntade då hålls: de kan redan ha kommit fram."
      />{' '}
      <Trans>Nya brev skickas som vanligt.</Trans>
      {!held.mayRelease && (
        <>
          {' '}
          <Trans>TiB eller systemadministratören avgör om de ska skickas.</Trans>
        </>
      )}
    </>
  )
}

function DecideDialog({ held, decision, onClose }: { held: HeldLetters; decision: Decision; onClose: () => void }) {
  const { t } = useLingui()
  const decide = useDecideHeldLetters()
  // Of what was read when the question was asked; a colleague's decision meanwhile is told and not overrun.
  const [{ letters, tooOld, callOuts }] = useState(held)
  const isStale = decide.error instanceof CallError && decide.error.code === 'stale-version'
  const leaving = letters - tooOld
  const press = () =>
    decide.mutate(
      { decision, letters },
      {
        onSuccess: ({ sent, discarded }) => {
          announce(decision === 'send' ? t`${sent} brev skickas.` : t`${discarded} brev är kastade.`)
          onClose()
        },
      },
    )
  return (
    <Dialog
      title={
        decision === 'send' ? (
          <Plural value={leaving} one="Skicka # brev?" other="Skicka # brev?" />
        ) : (
          <Plural value={letters} one="Kasta # brev?" other="Kasta # brev?" />
        )
      }
      onClose={onClose}
      actions={
        <>
          {!isStale && (
            <Button variant={decision === 'send' ? 'primary' : 'danger'} loading={decide.isPending} onClick={press}>
              {decision === 'send' ? <Trans>Skicka</Trans> : <Trans>Kasta</Trans>}
            </Button>
          )}
          <Button variant="tertiary" onClick={onClose}>
            {isStale ? <Trans>Stäng</Trans> : <Trans>Avbryt</Trans>}
          </Button>
        </>
      }
    >
      {decision === 'send' ? (
        <p>
          <Trans>De som redan har fått sitt brev får det en gång till.</Trans>{' '}
          {callOuts > 0 && <Plural value={callOuts} one="# av breven är en inkallning." other="# av breven är inkallningar." />}{' '}
          {tooOld > 0 && (
            <Plural value={tooOld} one="# brev är för gammalt och skickas inte." other="# brev är för gamla och skickas inte." />
          )}
        </p>
      ) : (
        <p>
          <Trans>Breven skickas inte. De står kvar i utkorgen som avbrutna.</Trans>
        </p>
      )}
      {isStale ? (
        <p role="alert">
          <Trans>Någon annan har avgjort det under tiden. Ingenting har skickats härifrån.</Trans>
        </p>
      ) : (
        decide.isError && <ErrorState error={decide.error} retry={press} />
      )}
    </Dialog>
  )
}
