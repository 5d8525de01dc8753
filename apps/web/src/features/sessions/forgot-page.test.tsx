import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { MemoryRouter } from 'react-router'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { chooseLanguage, LanguageProvider } from '../../lib/language.tsx'
import { ForgotPage } from './forgot-page.tsx'
import { portalQuery } from './queries.ts'

beforeEach(() => chooseLanguage('sv'))
afterEach(() => {
  vi.unstubAllGlobals()
  cleanup()
})

test('an address that no letter can go to is told so, and is not asked for', async () => {
  const asked = vi.fn<() => Promise<Response>>(() => Promise.resolve(new Response(null, { status: 204 })))
  vi.stubGlobal('fetch', asked)
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } })
  client.setQueryData(portalQuery.queryKey, { isDemo: false, dutyPhone: '', mailPageUrl: null })
  render(
    <MemoryRouter>
      <LanguageProvider>
        <QueryClientProvider client={client}>
          <ForgotPage />
        </QueryClientProvider>
      </LanguageProvider>
    </MemoryRouter>,
  )
  const field = screen.getByRole('textbox', { name: 'E-post i tjänsten' })
  const press = (email: string) => {
    fireEvent.change(field, { target: { value: email } })
    fireEvent.click(screen.getByRole('button', { name: 'Skicka länk' }))
  }
  press('')
  expect(screen.getByText('Skriv din e-postadress.')).toBeTruthy()
  press('vakt..4@demo.example')
  expect(screen.getByText('En punkt i adressen står fel: först, sist eller bredvid en annan punkt.')).toBeTruthy()
  expect(asked).not.toHaveBeenCalled()
  press('vakt.4@demo.example')
  await screen.findByText('vakt.4@demo.example')
  expect(asked).toHaveBeenCalledOnce()
})
