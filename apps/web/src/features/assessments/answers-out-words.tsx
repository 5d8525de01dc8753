import { msg } from '@lingui/core/macro'
import { Plural, Trans } from '@lingui/react/macro'
import { paths } from '../../paths.ts'
import type { LeaverWords } from '../../ui/sent-later-notice.tsx'
import { type Answers, answers, type Sent } from './answers-out.ts'

const firstOf = ({ names }: Answers): string =>
  names[0]
    ?.split(':')
    .at(-1)
    ?.replace(/\.\d+$/u, '') ?? ''

export const answerWords: LeaverWords<Answers, Sent> = {
  leaver: answers,
  waiting: (count) => (
    <Plural
      value={count}
      one="Det du skrev i självskattningen är inte skickat än."
      other="Det du skrev i # självskattningar är inte skickat än."
    />
  ),
  elsewhere: (count) => (
    <Plural
      value={count}
      one="Det du skrev i en självskattning i en annan funktion är inte skickat. Byt till den funktionen, så skickas det."
      other="Det du skrev i # självskattningar i en annan funktion är inte skickat. Byt till den funktionen, så skickas det."
    />
  ),
  sent: (_one, { count, refused }) => (
    <>
      <Plural value={count} one="# svar i självskattningen är skickat." other="# svar i självskattningen är skickade." />{' '}
      {refused > 0 && (
        <Plural
          value={refused}
          one="# svar togs inte emot och finns kvar där du skrev det."
          other="# svar togs inte emot och finns kvar där du skrev dem."
        />
      )}
    </>
  ),
  refused: (_one, why) => <Trans>Det du skrev i självskattningen togs inte emot: {why}. Texten finns kvar där du skrev den.</Trans>,
  said: (isSent) => (isSent ? msg`Svaren i självskattningen är skickade.` : msg`Svaren i självskattningen togs inte emot.`),
  to: (one) => `${paths.assessment(one.place.assessmentId)}?del=${firstOf(one)}`,
  show: <Trans>Visa svaren</Trans>,
}
