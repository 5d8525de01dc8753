import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react'
import { type AddressFault, addressFault, phonePattern, tidyAddress, tidyPhone } from '@samverkan/domain'

/** Each of the reasons for which the server refuses an address: the field says the same before it is sent. */
const words: Record<AddressFault, MessageDescriptor> = {
  incomplete: msg`Skriv en fullständig e-postadress.`,
  characters: msg`I adressen står ett mellanslag eller ett tecken som inte kan stå där.`,
  dots: msg`En punkt i adressen står fel: först, sist eller bredvid en annan punkt.`,
  'not-ascii': msg`Före @ kan det bara stå bokstäver utan prickar, siffror och vanliga tecken.`,
  host: msg`Det som står efter @ är inget domännamn.`,
  'too-long': msg`Adressen är för lång.`,
}

/** What is wrong with an address, in words; undefined when a letter can go there. Asked as it was written: what shows nothing is left out first. */
export function useAddressFault(): (written: string) => string | undefined {
  const { _ } = useLingui()
  return (written) => {
    const fault = addressFault(tidyAddress(written))
    return fault ? _(words[fault]) : undefined
  }
}

export const isAddress = (written: string): boolean => addressFault(tidyAddress(written)) === null
export const isPhone = (written: string): boolean => phonePattern.test(tidyPhone(written))
