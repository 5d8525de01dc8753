import { type AskedWords, whenAsked } from '@samverkan/contract'
import { useSyncExternalStore } from 'react'

type Question = { asked: readonly AskedWords[]; answer: (isNone: boolean) => void }
let waiting: readonly Question[] = []
const listeners = new Set<() => void>()
const tell = (next: readonly Question[]): void => {
  waiting = next
  for (const listener of listeners) listener()
}

/** What somebody has said is no secret, in this tab: a text that is saved while it is written is asked about once, not at each pause. */
const said = new Set<string>()
const keysOf = (asked: readonly AskedWords[], where: string): string[] =>
  asked.map(({ pointer, marks }) => [where, pointer, ...marks].join(' '))

/** Whatever call meets `looks-secret` asks here (security.md D3); the form that made it waits, and learns nothing but how it went. */
export function askAboutSecrecy(): void {
  whenAsked((asked, where) => {
    const keys = keysOf(asked, where)
    if (keys.every((key) => said.has(key))) return Promise.resolve(true)
    return new Promise((resolve) => {
      const question: Question = {
        asked,
        answer: (isNone) => {
          if (isNone) for (const key of keys) said.add(key)
          tell(waiting.filter((one) => one !== question))
          resolve(isNone)
        },
      }
      tell([...waiting, question])
    })
  })
}

/** The question that waits for an answer, the first asked first. */
export const useSecretQuestion = (): Question | undefined =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => waiting[0],
  )
