/** Puts the style sheets that paint-first.ts has kept back into force, as soon as they are here. One that is lost is asked for once more. */
export async function lateStyles(): Promise<void> {
  const late = [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"][media="not all"]')]
  await Promise.all(
    late.map(async (link) => {
      if (link.sheet) {
        link.media = 'all'
        return
      }
      // Whether the one in the page is still coming or was lost cannot be asked; another of the same address tells.
      const again = link.cloneNode() as HTMLLinkElement
      again.media = 'all'
      await new Promise((settled) => {
        again.addEventListener('load', settled, { once: true })
        again.addEventListener('error', settled, { once: true })
        link.replaceWith(again)
      })
    }),
  )
}
