/** Where a wording stands: document and lines of the transcription it was read from. */
export type Source = { doc: string; lines: number[] }

/** `002:686-691; 002:1457` – the short form that every reference row carries. */
export const sourceRef = (sources: Source | Source[]): string =>
  (Array.isArray(sources) ? sources : [sources])
    .map(({ doc, lines: [from, to] }) => `${doc}:${from}${to === undefined || to === from ? '' : `-${to}`}`)
    .join('; ')
