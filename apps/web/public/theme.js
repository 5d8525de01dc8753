// A file of its own, not inline: the content security policy allows no inline script.
// It runs before the first paint, so that nobody woken at three gets a white flash.
;(() => {
  let choice = 'system'
  try {
    choice = localStorage.getItem('theme') || 'system'
  } catch {
    // Storage refused: the system's theme is a fine answer.
  }
  const dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.classList.add(dark ? 'dark' : 'light')
})()
