/**
 * What is typed between the key that opens something and the moment when its field is there: on a slow device the first letters would
 * otherwise be lost, or be taken for commands of the page. Begun by the key, ended by the field, which takes what has come.
 */
let typed: string | undefined

function press(event: KeyboardEvent): void {
  if (typed === undefined || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.key === 'Escape') return void stopTypingAhead()
  const letters = Array.from(typed)
  if (event.key === 'Backspace') typed = letters.slice(0, -1).join('')
  // A key that writes has one character as its name, whatever its length in code units.
  else if (Array.from(event.key).length === 1) typed += event.key
  else return
  event.preventDefault()
  event.stopPropagation()
}

export function typeAhead(): void {
  if (typed !== undefined) return
  typed = ''
  addEventListener('keydown', press, true)
}

/** Ends it, and gives what was typed. */
export function stopTypingAhead(): string {
  removeEventListener('keydown', press, true)
  const taken = typed ?? ''
  typed = undefined
  return taken
}
