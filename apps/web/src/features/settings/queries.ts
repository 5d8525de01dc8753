import { call, CallError, changeSetting, listSettings, type Setting } from '@samverkan/contract'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

export const settingsQuery = queryOptions({
  queryKey: ['settings', 'list'],
  queryFn: ({ signal }) => call(listSettings, { signal }),
  meta: { live: ['settings'] },
})

/** How it stands now, when somebody else was first. */
const currentIn = (error: unknown): Setting | null =>
  error instanceof CallError && error.code === 'stale-version' ? ((error.problem?.current as Setting | undefined) ?? null) : null

export function useChangeSetting(id: string) {
  const client = useQueryClient()
  const { queryKey } = settingsQuery
  const stands = (setting: Setting) =>
    client.setQueryData(
      queryKey,
      (shown) => shown && { ...shown, items: shown.items.map((one) => (one.id === setting.id ? setting : one)) },
    )
  return useMutation({
    mutationFn: (body: { value: number | string; version: number }) => call(changeSetting, { params: { id }, body }),
    onSuccess: (setting) => {
      stands(setting)
      void client.invalidateQueries({ queryKey: ['forums'] })
    },
    onError: (error) => {
      const current = currentIn(error)
      if (current) stands(current)
    },
  })
}
