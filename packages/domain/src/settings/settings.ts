import { phonePattern } from '../texts/addresses.ts'

/** Everything here is ours: no source states it, and nothing of it is shown as a rule of Samverkan Stockholmsregionen. */
type Whole = { kind: 'whole'; unit: 'minutes' | 'days' | 'actors'; least: number; most: number }
type Phone = { kind: 'phone' }

/** Each setting that people change in the portal, with what it may be; `late_after_minutes` is one for each forum that has no stated limit. */
export const settingKinds = {
  tib_phone: { kind: 'phone' },
  late_after_minutes: { kind: 'whole', unit: 'minutes', least: 1, most: 240 },
  conference_lead_minutes: { kind: 'whole', unit: 'minutes', least: 1, most: 240 },
  call_pause_minutes: { kind: 'whole', unit: 'minutes', least: 1, most: 30 },
  similar_call_out_minutes: { kind: 'whole', unit: 'minutes', least: 1, most: 30 },
  contact_review_days: { kind: 'whole', unit: 'days', least: 7, most: 366 },
  // Fewer than three could be told apart in a total (ADR 0017).
  assessment_region_minimum: { kind: 'whole', unit: 'actors', least: 3, most: 20 },
} as const satisfies Record<string, Whole | Phone>

export type SettingKey = keyof typeof settingKinds
export const settingKeys = Object.keys(settingKinds) as [SettingKey, ...SettingKey[]]
export const isSettingKey = (key: string): key is SettingKey => Object.hasOwn(settingKinds, key)

/** May this setting have this value? A telephone number is empty as long as nobody has filled it in. */
export function isSettingValue(key: SettingKey, value: unknown): value is number | string {
  const kind: Whole | Phone = settingKinds[key]
  if (kind.kind === 'phone') return typeof value === 'string' && (value === '' || phonePattern.test(value))
  return typeof value === 'number' && Number.isInteger(value) && value >= kind.least && value <= kind.most
}
