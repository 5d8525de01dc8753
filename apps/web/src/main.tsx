import './styles/all.css'
import { Theme } from '@navikt/ds-react'
import { PersistQueryClientProvider } from '@tanstack/react-query-persist-client'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router/dom'
import { z } from 'zod'
import { LanguageProvider, startLanguage } from './lib/language.tsx'
import { persistence, queryClient } from './lib/query-client.ts'
import { router } from './router.tsx'

// zod would otherwise try `new Function`, which the content security policy forbids and reports.
z.config({ jitless: true })

const root = document.getElementById('root')
if (!root) throw new Error('No #root')
await startLanguage()
createRoot(root).render(
  <StrictMode>
    <LanguageProvider>
      <Theme hasBackground={false}>
        <PersistQueryClientProvider client={queryClient} persistOptions={persistence}>
          <RouterProvider router={router} />
        </PersistQueryClientProvider>
      </Theme>
    </LanguageProvider>
  </StrictMode>,
)
