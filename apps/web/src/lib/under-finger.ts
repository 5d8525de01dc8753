/**
 * A refused press leaves its button under the finger. What tells of the refusal – a sentence at the button, a mark at each field above it – takes
 * height, and would throw the button to somewhere else on the page, with another thing to press in its place. The page, or the dialog, is moved by
 * as much the other way before anything is drawn.
 */
const refusal = '[role="alert"], .field-error, .aksel-error-message'
/** Later than this after the press, what appears is no answer to it. */
const awaited = 30_000

type Pressed = { button: HTMLElement; top: number; at: number }

const scrollerOf = (element: HTMLElement): Element => {
  for (let box = element.parentElement; box; box = box.parentElement)
    if (box.scrollHeight > box.clientHeight && /auto|scroll/u.test(getComputedStyle(box).overflowY)) return box
  return document.scrollingElement ?? document.documentElement
}

export function keepUnderFinger(): void {
  let pressed: Pressed | null = null
  const topOf = (button: HTMLElement) => button.getBoundingClientRect().top
  addEventListener(
    'click',
    ({ target }) => {
      const button = target instanceof Element ? target.closest<HTMLElement>('button') : null
      pressed = button && { button, top: topOf(button), at: performance.now() }
    },
    true,
  )
  // Moved by hand while the answer was on its way: there it is to stay then.
  addEventListener('scroll', () => pressed && (pressed.top = topOf(pressed.button)), { capture: true, passive: true })
  new MutationObserver((records) => {
    if (!pressed) return
    const { button, top, at } = pressed
    if (!button.isConnected || performance.now() - at > awaited) return void (pressed = null)
    // Also what is written into one that stands already: its words may come a moment later than itself.
    const isRefusal = records.some(({ target, addedNodes }) =>
      [target, ...addedNodes].some((node) => {
        const element = node instanceof Element ? node : node.parentElement
        return element !== null && (element.closest(refusal) !== null || (node !== target && element.querySelector(refusal) !== null))
      }),
    )
    const moved = topOf(button) - top
    if (!isRefusal || Math.abs(moved) < 1) return
    scrollerOf(button).scrollTop += moved
    pressed.top = topOf(button)
  }).observe(document.body, { childList: true, subtree: true, characterData: true })
}
