/** Programs for tables take these first characters for a formula (security.md E5). */
const formula = /^[=+\-@\t\r\n]/u

/** One cell of a CSV file with semicolons, as Swedish Excel reads it: quoted when it must be, and never a formula. */
export const csvCell = (value: string | number | null): string => {
  if (value === null) return ''
  if (typeof value === 'number') return String(value).replace('.', ',')
  const text = formula.test(value) ? `'${value}` : value
  return /[";\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Lines end as RFC 4180 says; the mark in front tells Excel that this is UTF-8. */
export const csv = (rows: readonly (readonly (string | number | null)[])[]): string =>
  `\ufeff${rows.map((row) => `${row.map(csvCell).join(';')}\r\n`).join('')}`
