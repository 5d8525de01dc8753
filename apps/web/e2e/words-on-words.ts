import type { Page } from '@playwright/test'

/** Words that lie on other words, as on a page whose column is narrower than what stands in it. What is cut off on purpose lies nowhere. */
export const wordsOnWords = (page: Page): Promise<string[]> =>
  page.getByRole('main').evaluate((main) => {
    const clippedTo = (rect: DOMRect, from: Element): DOMRect | null => {
      let [left, top, right, bottom] = [rect.left, rect.top, rect.right, rect.bottom]
      for (let element: Element | null = from; element && element !== document.body; element = element.parentElement) {
        const style = getComputedStyle(element)
        // What stays in sight while the rest scrolls may lie on it.
        if (style.position === 'sticky' || style.position === 'fixed' || style.clipPath !== 'none') return null
        if (style.overflow === 'visible') continue
        const box = element.getBoundingClientRect()
        left = Math.max(left, box.left)
        top = Math.max(top, box.top)
        right = Math.min(right, box.right)
        bottom = Math.min(bottom, box.bottom)
      }
      return right > left && bottom > top ? new DOMRect(left, top, right - left, bottom - top) : null
    }
    const words: { rect: DOMRect; text: string; node: Node }[] = []
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement
      const text = node.textContent?.trim() ?? ''
      if (
        !parent ||
        !text ||
        parent.closest('.aksel-sr-only, svg, select, textarea') ||
        !parent.checkVisibility({ visibilityProperty: true })
      )
        continue
      const range = document.createRange()
      range.selectNodeContents(node)
      for (const line of range.getClientRects()) {
        const rect = clippedTo(line, parent)
        if (rect) words.push({ rect, text: text.slice(0, 30), node })
      }
    }
    return words.flatMap((one, i) =>
      words.slice(i + 1).flatMap((other) => {
        if (one.node === other.node) return []
        const across = Math.min(one.rect.right, other.rect.right) - Math.max(one.rect.left, other.rect.left)
        const down = Math.min(one.rect.bottom, other.rect.bottom) - Math.max(one.rect.top, other.rect.top)
        return across > 2 && down > 5 ? [`${one.text} / ${other.text}`] : []
      }),
    )
  })
