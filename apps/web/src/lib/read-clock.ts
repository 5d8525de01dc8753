/** `3:5`, `0305`, `03.05` and `03:05` are the same time; null when it is none. */
export function readClock(text: string): string | null {
  const match = /^(\d{1,2})(?:[:.]?)(\d{2})$/u.exec(text.trim()) ?? /^(\d{1,2})$/u.exec(text.trim())
  if (!match) return null
  const hour = Number(match[1])
  const minute = Number(match[2] ?? 0)
  if (hour > 23 || minute > 59) return null
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
