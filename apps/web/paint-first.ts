import type { Plugin } from 'vite'

const sheet = /(<link rel="stylesheet" crossorigin )(href="[^"]+">)/gu

/**
 * The style sheets of the whole portal must not hold up the first paint: the mark and the name of index.html need none of
 * them. They stand in the head, where the sheets of each page come after them, but count only when src/styles/late.ts says
 * so; the preload fetches them as early as before.
 */
export const paintFirst = (): Plugin => ({
  name: 'paint-first',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (html) => {
      const late = html.replace(sheet, '<link rel="preload" as="style" crossorigin $2\n    $1media="not all" $2')
      if (late === html) throw new Error('No style sheet in the head of index.html: its shape has changed')
      return late
    },
  },
})
