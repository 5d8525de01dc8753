import './styles/all.css'
import { Theme } from '@navikt/ds-react'
import { PersistQueryClientProvider } from '@tanstack/react-query-persist-client'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { keepFocus } from './lib/keep-focus.ts'
import { LanguageProvider, startLanguage } from './lib/language.tsx'
import { persistence, queryClient } from './lib/query-client.ts'
import { Router } from './router.tsx'

const root = document.getElementById('root')
if (!root) throw new Error('No #root')
await startLanguage()
keepFocus()
createRoot(root).render(
  <StrictMode>
    <LanguageProvider>
      <Theme hasBackground={false}>
        <PersistQueryClientProvider client={queryClient} persistOptions={persistence}>
          <Router />
        </PersistQueryClientProvider>
      </Theme>
    </LanguageProvider>
  </StrictMode>,
)
