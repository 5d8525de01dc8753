import type { CircleIcon } from '@navikt/aksel-icons'
import type { JournalData, JournalType } from '@samverkan/domain'
import type { ReactNode } from 'react'

/** What a journal row needs to be told: the names behind its ids. And how it is told: a sign, its colour, a sentence. */
export type Names = { actors: Readonly<Record<string, string>>; forums: readonly { code: string; nameSv: string; nameEn: string }[] }
export type Told = { icon: typeof CircleIcon; colour: 'danger' | 'warning' | 'success' | 'info' | 'neutral'; words: ReactNode }
export type Data<T extends JournalType> = JournalData[T]
