import { useSyncExternalStore } from 'react'

/** Light, dark or as the device says; public/theme.js does the same before the first paint. */
export type Theme = 'light' | 'dark' | 'system'

const system = matchMedia('(prefers-color-scheme: dark)')
/** Paper is white, whatever the screen is. */
const paper = matchMedia('print')
const listeners = new Set<() => void>()

function stored(): Theme {
  try {
    const value = localStorage.getItem('theme')
    return value === 'light' || value === 'dark' ? value : 'system'
  } catch {
    return 'system'
  }
}
let choice = stored()

function show(): void {
  const dark = !paper.matches && (choice === 'dark' || (choice === 'system' && system.matches))
  document.documentElement.classList.toggle('dark', dark)
  document.documentElement.classList.toggle('light', !dark)
  for (const listener of listeners) listener()
}
system.addEventListener('change', show)
paper.addEventListener('change', show)

export function chooseTheme(theme: Theme): void {
  choice = theme
  rememberTheme()
  show()
}
function rememberTheme(): void {
  try {
    localStorage.setItem('theme', choice)
  } catch {
    // Kept for this visit only.
  }
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
export const useTheme = (): Theme => useSyncExternalStore(subscribe, () => choice)
