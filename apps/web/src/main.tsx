import './styles/all.css'
import { Theme } from '@navikt/ds-react'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode, startTransition } from 'react'
import { createRoot } from 'react-dom/client'
import { askAboutSecrecy } from './lib/secrecy.ts'
import { keepFocus } from './lib/keep-focus.ts'
import { LanguageProvider, startLanguage } from './lib/language.tsx'
import { queryClient } from './lib/query-client.ts'
import { steadyTaps } from './lib/steady-hand.ts'
import { keepUnderFinger } from './lib/under-finger.ts'
import { firstAnswers, Router } from './router.tsx'
import { lateStyles } from './styles/late.ts'

const root = document.getElementById('root')
if (!root) throw new Error('No #root')
// What the page begins with is nearly always here by now; on a line where it is not, its place is held by grey lines.
await Promise.all([startLanguage(), lateStyles(), Promise.race([firstAnswers, new Promise((go) => setTimeout(go, 400))])])
keepFocus()
steadyTaps()
keepUnderFinger()
askAboutSecrecy()
// In slices: the first page is the largest piece of work a phone gets, and it must answer to a finger meanwhile.
startTransition(() =>
  createRoot(root).render(
    <StrictMode>
      <LanguageProvider>
        <Theme hasBackground={false}>
          <QueryClientProvider client={queryClient}>
            <Router />
          </QueryClientProvider>
        </Theme>
      </LanguageProvider>
    </StrictMode>,
  ),
)
