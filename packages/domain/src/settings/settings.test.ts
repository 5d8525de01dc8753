import { describe, expect, test } from 'vitest'
import { isSettingKey, isSettingValue, settingKeys, settingKinds } from './settings.ts'

describe('what a setting may be', () => {
  test.each(settingKeys)('%s takes its least and its most, and nothing beyond', (key) => {
    const kind = settingKinds[key]
    if (kind.kind === 'phone') {
      for (const right of ['', '08-465 004 12', '+46 8 465 004 12']) expect(isSettingValue(key, right), right).toBe(true)
      for (const wrong of ['ring växeln', '112', 8_465_004, null, '08-465\n004 12']) expect(isSettingValue(key, wrong)).toBe(false)
      return
    }
    for (const right of [kind.least, kind.most]) expect(isSettingValue(key, right), String(right)).toBe(true)
    for (const wrong of [kind.least - 1, kind.most + 1, kind.least + 0.5, Number.NaN, Number.POSITIVE_INFINITY, '15', null])
      expect(isSettingValue(key, wrong), String(wrong)).toBe(false)
  })

  test('the region is never published for fewer than three', () => {
    expect(settingKinds.assessment_region_minimum.least).toBe(3)
  })

  test('what nobody has heard of is no setting', () => {
    expect(isSettingKey('toString')).toBe(false)
    expect(isSettingKey('tib_phone')).toBe(true)
  })
})
