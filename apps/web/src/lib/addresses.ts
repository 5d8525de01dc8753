/** As the outbox will have it: one plain address and nothing else. */
export const isAddress = (email: string): boolean =>
  /^[^\s@<>(),;:"[\]\\]{1,64}@[^\s@<>(),;:"[\]\\.]+(\.[^\s@<>(),;:"[\]\\.]+)+$/u.test(email.trim())

/** Digits as people group them. */
export const isPhone = (phone: string): boolean => /^\+?[0-9][0-9 ()/-]{3,28}[0-9]$/.test(phone.trim())
