/** What can take the focus in place of something that stood in it. */
const homes = 'li, tr, dialog, section, main'

/**
 * A button that has done its work is often gone, or switched off while it waits. The browser then drops the focus, and a keyboard would begin
 * again at the top of the page: what stood around the button gets it instead (WCAG 2.4.3).
 */
export function keepFocus(): void {
  let last: { element: HTMLElement; around: HTMLElement[] } | null = null
  let waiting = false

  addEventListener(
    'focusin',
    ({ target }) => {
      if (!(target instanceof HTMLElement) || target === document.body) return
      const around: HTMLElement[] = []
      for (let home = target.parentElement?.closest<HTMLElement>(homes); home; home = home.parentElement?.closest<HTMLElement>(homes))
        around.push(home)
      last = { element: target, around }
    },
    true,
  )
  // A press beside everything is meant.
  addEventListener('pointerdown', () => (last = null), true)

  const lost = () => last !== null && document.activeElement === document.body
  function mend(): void {
    waiting = false
    if (!last || !lost()) return
    const { element, around } = last
    if (element.isConnected) {
      if (!element.matches(':disabled')) element.focus({ preventScroll: true })
      return
    }
    const home = around.find((one) => one.isConnected)
    if (!home) return
    if (!home.hasAttribute('tabindex')) {
      home.tabIndex = -1
      home.addEventListener('blur', () => home.removeAttribute('tabindex'), { once: true })
    }
    home.focus({ preventScroll: true })
  }
  new MutationObserver((records) => {
    if (waiting || !last) return
    const { element } = last
    // What still stands there and was not switched off has been left on purpose: Esc leaves a field.
    if (element.isConnected && !records.some(({ type, target }) => type === 'attributes' && target.contains(element))) return
    waiting = true
    // A moment later: a page or a dialog that knows better where the focus belongs has then put it there.
    setTimeout(mend, 100)
  }).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] })
}
