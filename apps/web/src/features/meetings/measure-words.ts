/** A line that begins with the word makes a measure: `Åtgärd: Värmdö återkommer med prognos`. Both languages are understood. */
export function measureIn(text: string): string | null {
  const found = /^\s*(?:åtgärd|atgard|measure)\s*[:–-]\s*(?<title>\S[\s\S]*)$/iu.exec(text)
  return found?.groups?.['title']?.trim() ?? null
}
