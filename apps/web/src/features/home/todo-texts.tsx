import type { Todo } from '@samverkan/contract'
import { Plural, Trans } from '@lingui/react/macro'
import { ArrowUndoIcon, PersonEnvelopeIcon, PersonGroupIcon, PhoneIcon } from '@navikt/aksel-icons'
import type { ReactNode } from 'react'
import { paths } from '../../paths.ts'

type Words = { icon: typeof PhoneIcon; title: ReactNode; detail: ReactNode; button: ReactNode; to: string }

/** Each kind of thing to do, in words. `satisfies` makes a kind without words fail. */
const words = {
  'answer-call-out': (todo: Todo) => ({
    icon: PhoneIcon,
    title: <Trans>Svara på inkallningen</Trans>,
    detail: todo.title,
    button: <Trans>Svara</Trans>,
    to: todo.incidentCode ? paths.callOut(todo.incidentCode) : paths.incidents,
  }),
  'take-request': (todo: Todo) => ({
    icon: PersonGroupIcon,
    title: <Trans>Ta ställning till begäran om aktivering</Trans>,
    detail: todo.title,
    button: <Trans>Öppna</Trans>,
    to: paths.request,
  }),
  'confirm-contacts': (todo: Todo) => ({
    icon: PersonEnvelopeIcon,
    title: <Trans>Se över kontaktvägarna</Trans>,
    detail: todo.names.length > 0 ? todo.names.join(', ') : todo.title,
    button: <Trans>Visa</Trans>,
    to: paths.actors,
  }),
  'old-contact-lists': (todo: Todo) => ({
    icon: PersonEnvelopeIcon,
    title: <Plural value={todo.count} one="# aktörs kontaktlista behöver ses över" other="# aktörers kontaktlistor behöver ses över" />,
    detail: todo.names.join(', '),
    button: <Trans>Visa</Trans>,
    to: paths.actors,
  }),
  'unreachable-contacts': (todo: Todo) => ({
    icon: ArrowUndoIcon,
    title: <Plural value={todo.count} one="# kontaktväg går inte att nå" other="# kontaktvägar går inte att nå" />,
    detail: todo.names.join(', '),
    button: <Trans>Visa</Trans>,
    to: paths.actors,
  }),
  'designate-staff': (todo: Todo) => ({
    icon: PersonGroupIcon,
    title: <Trans>Ingen aktör är utpekad för samverkansstab</Trans>,
    detail: todo.names.length > 0 ? todo.names.join(', ') : <Trans>Stabens aktörer väljs en och en vid aktivering.</Trans>,
    button: <Trans>Visa</Trans>,
    to: paths.forum('samverkansstab'),
  }),
} satisfies Record<Todo['kind'], (todo: Todo) => Words>

export const todoWords = (todo: Todo): Words => words[todo.kind](todo)
