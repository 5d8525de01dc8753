import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addressFault, envelopeAddress, hostToAscii, mailboxOf, tidyAddress, tidyPhone } from './addresses.ts'
import { charactersIn, cut, shortened, tidyLine, tidyName, tidyText } from './characters.ts'

const family = '👨‍👩‍👧'

describe('characters', () => {
  test('W5 · are counted as Unicode numbers them, like the database and JSON Schema do', () => {
    expect([charactersIn(''), charactersIn('räksmörgås'), charactersIn('🔥'), charactersIn(family)]).toEqual([0, 10, 1, 5])
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => charactersIn(text) === [...text].length))
  })

  test('W6 · a cut leaves every character whole: fire, family, flag, accent', () => {
    const title = `${`Skogsbrand vid Älgsjön – ${'ord '.repeat(60)}`.slice(0, 159)}🔥 och mera rök`
    for (let max = 0; max <= 175; max++) {
      expect(cut(title, max).isWellFormed()).toBe(true)
      expect(shortened(title, max).isWellFormed()).toBe(true)
    }
    expect(cut(title, 160).endsWith('🔥')).toBe(true)
    expect(cut(title, 159).endsWith('🔥')).toBe(false)
    expect(cut(`ab${family}c`, 6)).toBe('ab')
    expect(cut(`ab${family}c`, 7)).toBe(`ab${family}`)
    expect(cut('e\u0301e\u0301', 3)).toBe('e\u0301')
    expect(cut('🇸🇪🇫🇮', 3)).toBe('🇸🇪')
    expect(shortened('abc', 3)).toBe('abc')
    expect(shortened('abcd', 3)).toBe('ab…')
  })

  test('W6 · whatever the text, a cut is its beginning, never longer than asked for and never empty for nothing', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ' ', 'é', 'e\u0301', '🔥', family, '🇸🇪', '\u0301', '\n') })
    fc.assert(
      fc.property(text, fc.nat(20), (whole, max) => {
        const part = cut(whole, max)
        expect(whole.startsWith(part)).toBe(true)
        expect(charactersIn(part)).toBeLessThanOrEqual(max)
        if (max > 0 && whole !== '') expect(part).not.toBe('')
        expect(charactersIn(shortened(whole, max + 1))).toBeLessThanOrEqual(max + 1)
      }),
    )
  })
})

describe('what somebody wrote', () => {
  test('W7 · in one line: a tab or a line break is a space, what shows nothing is gone', () => {
    expect(tidyLine('Elavbrott\tNacka\t12 300 kunder')).toBe('Elavbrott Nacka 12 300 kunder')
    expect(tidyLine(' a\r\n\r\nb\u2028c\u0085d\v ')).toBe('a b c d')
    expect(tidyLine('a\u0007b\u001fc\u007f')).toBe('abc')
    expect(tidyLine('A\u030alö')).toBe('Ålö')
    expect(tidyLine(`Tack ${family}`)).toBe(`Tack ${family}`)
    expect(tidyLine('\u200b\u00ad \u2060')).toBe('')
    expect(tidyLine('två  blanka')).toBe('två  blanka')
  })

  test('W10 · in several lines: every line break is one, a tab stays', () => {
    expect(tidyText('a\r\nb\rc\u2028d\u2029e\fNacka\t12')).toBe('a\nb\nc\nd\ne\nNacka\t12')
  })

  test('W8 · a name has nothing that cannot be seen, but the joiner that some scripts are written with', () => {
    expect(tidyName('\u202aUlla\u202c So\u00adfia\u200b Ek\u200d')).toBe('Ulla Sofia Ek')
    expect(tidyName('کی\u200cنوش')).toBe('کی\u200cنوش')
    expect(tidyName('A\u200cb')).toBe('Ab')
    expect(tidyName('Anna\tEk')).toBe('Anna Ek')
  })

  test('tidying twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const tidy of [tidyLine, tidyText, tidyName, tidyAddress, tidyPhone]) expect(tidy(tidy(text))).toBe(tidy(text))
      }),
    )
  })
})

describe('addresses', () => {
  test('W8 · what shows nothing is left out, and two spellings of a letter are one', () => {
    expect(tidyAddress('\u202aulla@demo.example\u202c')).toBe('ulla@demo.example')
    expect(tidyAddress(' vakt@nacka.example\u200b')).toBe('vakt@nacka.example')
    expect(tidyAddress('vak\u00adt@nacka.example')).toBe('vakt@nacka.example')
    expect(tidyAddress('vakt@ta\u0308by.example')).toBe(tidyAddress('vakt@täby.example'))
  })

  test('W8 · what is no address is refused with the reason', () => {
    for (const [address, fault] of [
      ['vakt..4@nacka.example', 'dots'],
      ['vakt5.@nacka.example', 'dots'],
      ['.vakt@nacka.example', 'dots'],
      ['vakt@nacka..example', 'dots'],
      ['vakt@nacka.example.', 'dots'],
      ['vakt', 'incomplete'],
      ['@nacka.example', 'incomplete'],
      ['vakt@', 'incomplete'],
      ['a@b@nacka.example', 'characters'],
      ['vakt 4@nacka.example', 'characters'],
      ['vakt@nacka.example\nRCPT', 'characters'],
      ['vakt,b@nacka.example', 'characters'],
      ['vakt@nacka.example>', 'characters'],
      ['vägvakt@nacka.example', 'not-ascii'],
      ['vakt@nacka', 'host'],
      ['vakt@-nacka.example', 'host'],
      ['vakt@nacka_.example', 'host'],
      ['vakt@10.0.0.1', 'host'],
      [`${'v'.repeat(65)}@nacka.example`, 'too-long'],
      [`vakt@${'n'.repeat(250)}.example`, 'too-long'],
    ] as const)
      expect([address, addressFault(address)]).toEqual([address, fault])
    for (const address of ['vakt@nacka.example', "o'hara+jour@a-b.c.example", 'larm@täby-jour.example', 'x@1177.example'])
      expect([address, addressFault(address)]).toEqual([address, null])
  })

  test('W9 · a Swedish host has a name that every mail server knows', () => {
    expect(envelopeAddress('larm@täby-jour.example')).toBe('larm@xn--tby-jour-0za.example')
    expect(envelopeAddress('Larm@Nacka.example')).toBe('Larm@nacka.example')
    expect(envelopeAddress('vägvakt@täby.example')).toBe('vägvakt@xn--tby-qla.example')
    expect(envelopeAddress('larm')).toBe(null)
    expect(hostToAscii('a%2eb.example')).toBe(null)
    expect(mailboxOf('Larm@TÄBY-jour.example')).toBe(mailboxOf('larm@xn--tby-jour-0za.example'))
  })

  test('a telephone number keeps its digits and grouping, whatever it was pasted from', () => {
    expect(tidyPhone('\u202a+46\u00a070\u2011123\u200945 67\u202c')).toBe('+46 70-123 45 67')
  })

  test('nothing that is written makes them throw or slow', () => {
    const started = performance.now()
    for (const text of ['.'.repeat(200_000), `${'a.'.repeat(100_000)}@`, '@'.repeat(200_000), `x@${'-'.repeat(200_000)}`])
      expect(addressFault(tidyAddress(text))).toBe('too-long')
    tidyName('\u200d'.repeat(200_000))
    expect(performance.now() - started).toBeLessThan(2_000)
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void [addressFault(text), envelopeAddress(text), mailboxOf(text)]))
  })
})
