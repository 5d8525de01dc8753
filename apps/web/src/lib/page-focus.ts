/** After a navigation the reader of a screen should land on the new page's heading, once (ux.md, rule 7). */
let wanted = false

export function requestHeadingFocus(): void {
  wanted = true
}
export function takeFocusRequest(): boolean {
  const taken = wanted
  wanted = false
  return taken
}
