import type { AcknowledgementLine, DraftActor, Picture, PictureDraft, Session } from '@samverkan/contract'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { chooseLanguage, LanguageProvider } from '../../lib/language.tsx'
import { SessionProvider } from '../../lib/session.tsx'
import { Acknowledgements } from './acknowledgements.tsx'
import { openHand } from './drag.ts'
import { OwnReport } from './own-report.tsx'
import { acknowledgementsQuery } from './queries.ts'
import { ReportsPane } from './reports-pane.tsx'
import type { DraftActions } from './use-draft-actions.ts'

beforeEach(async () => {
  await chooseLanguage('sv')
  vi.stubGlobal('fetch', async () => Response.json({}))
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})
const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } })
const shown = (what: ReactNode) => (
  <LanguageProvider>
    <QueryClientProvider client={client}>
      <SessionProvider session={{ user: { id: 'mia', name: 'Mia Lind' } } as Session}>
        {what}
        <p>Bredvid</p>
      </SessionProvider>
    </QueryClientProvider>
  </LanguageProvider>
)
/** The mouse moves over what says this. */
const handOn = (text: string) => fireEvent(screen.getByText(text), new MouseEvent('pointermove', { bubbles: true }))
const handOff = () => handOn('Bredvid')

const actorOf = (name: string) => ({ id: name, code: name, name })
const words = (list: Element) => [...list.querySelectorAll('li')].map((li) => li.textContent)

test('who acknowledges under a hand says so in its place, is counted at once, and goes to the others when the hand has gone', async () => {
  const line = (name: string, state: AcknowledgementLine['state']) =>
    ({
      actor: actorOf(name),
      state,
      at: state === 'missing' ? null : '2026-12-01T04:40:00Z',
      by: 'Kim',
      note: null,
    }) as unknown as AcknowledgementLine
  const tell = (...items: AcknowledgementLine[]) =>
    act(async () => void client.setQueryData(acknowledgementsQuery('snow', 1).queryKey, { items } as never))
  await tell(line('Nacka', 'missing'), line('Salem', 'missing'), line('Solna', 'missing'))
  render(shown(<Acknowledgements id="snow" number={1} />))
  const [list] = screen.getAllByRole('list')
  handOn('Salem')
  // The server puts who has read after who has not, and who has acknowledged last.
  await tell(line('Solna', 'missing'), line('Nacka', 'read'), line('Salem', 'acknowledged'))
  await screen.findByText('2 har inte kvitterat')
  expect(words(list!).map((text) => /^[A-ZÅÄÖ]\p{Ll}+?(?=inte|Kim|\d)/u.exec(text)?.[0])).toEqual(['Nacka', 'Salem', 'Solna'])
  expect(words(list!)[1]).toContain('Kim')
  handOff()
  expect(words(list!)).toHaveLength(2)
  expect(words(list!)[0]).toContain('Solna')
  expect(screen.getByText('1 har kvitterat').closest('details')!.textContent).toContain('Salem')
})

const reported = (text: string, more: object = {}) => ({
  id: text,
  heading: 'impact',
  certainty: 'fact',
  text,
  reportedAt: '2026-12-01T03:40:00Z',
  reportedBy: 'Kim',
  takenDown: null,
  correctedFrom: null,
  replaces: null,
  isRepeated: false,
  withdrawn: null,
  liftedAs: null,
  ...more,
})
const report = {
  id: 'r',
  kind: 'lines',
  reportedAt: '2026-12-01T03:40:00Z',
  reportedBy: 'Kim',
  takenDown: null,
  functionSv: null,
  number: 1,
  writtenFor: 1,
  isLate: false,
}
const actorWith = (name: string, ...lines: ReturnType<typeof reported>[]) =>
  ({
    actor: actorOf(name),
    askedAt: '2026-12-01T03:00:00Z',
    remindedAt: null,
    status: lines.length > 0 ? 'lines' : 'waiting',
    repeatableSince: null,
    reports: lines.length > 0 ? [report] : [],
    lines,
  }) as unknown as DraftActor
const hand = openHand()
const pane = (actors: DraftActor[], lines: PictureDraft['lines'] = []) =>
  shown(
    <ReportsPane
      draft={
        {
          id: 'snow',
          collection: { cutOffAt: '2026-12-01T05:00:00Z', number: 1 },
          allowed: ['write', 'report-for-others'],
          actors,
          leftOver: [],
          lines,
        } as unknown as PictureDraft
      }
      actions={{} as DraftActions}
      hand={hand}
      mayWrite
      showLine={() => {}}
    />,
  )
const regions = () => screen.getAllByRole('region').map((one) => one.getAttribute('aria-label'))
const rowsOf = (name: string) =>
  within(screen.getByRole('region', { name }))
    .getAllByRole('listitem')
    .map((li) => li.querySelector('.t-statement')!.textContent)
const chips = () => [...document.querySelectorAll('.picture-chips > li')].map((li) => /^\p{L}+/u.exec(li.textContent)![0])

test('reports that come under a hand move nothing that stands: they come last, and go to their places when the hand has gone', () => {
  const page = render(pane([actorWith('Botkyrka'), actorWith('Nacka', reported('Nacka 1')), actorWith('Salem', reported('Salem 1'))]))
  expect(regions()).toEqual(['Nacka', 'Salem'])
  handOn('Salem 1')
  page.rerender(
    pane([
      actorWith('Botkyrka', reported('Botkyrka 1')),
      actorWith('Nacka', reported('Nacka 2', { replaces: 'Nacka 1' }), reported('Nacka 3')),
      actorWith('Salem', reported('Salem 1')),
    ]),
  )
  expect(regions()).toEqual(['Nacka', 'Salem', 'Nacka, nya rader', 'Botkyrka'])
  expect([rowsOf('Nacka'), rowsOf('Nacka, nya rader')]).toEqual([['Nacka 2'], ['Nacka 3']])
  expect(chips(), 'whoever has reported is not taken from among those who have not').toEqual(['Botkyrka'])
  expect(screen.getByText('har rapporterat')).toBeTruthy()
  expect(screen.getByText('Alla har rapporterat')).toBeTruthy()
  handOff()
  expect(regions()).toEqual(['Botkyrka', 'Nacka', 'Salem'])
  expect(rowsOf('Nacka')).toEqual(['Nacka 2', 'Nacka 3'])
  expect(chips()).toEqual([])
})

test('a line that is lifted stays under the hand although lifted ones are hidden; asked for in another way they are another list at once', () => {
  const lifted = { id: 'd1', isRemoved: false } as PictureDraft['lines'][number]
  const before = [actorWith('Nacka', reported('Nacka 1'), reported('Nacka 2')), actorWith('Salem', reported('Salem 3'))]
  const after = [actorWith('Nacka', reported('Nacka 1', { liftedAs: 'd1' }), reported('Nacka 2')), before[1]!]
  const page = render(pane(before))
  fireEvent.click(screen.getByRole('checkbox', { name: 'Dölj inlyft' }))
  handOn('Nacka 1')
  page.rerender(pane(after, [lifted]))
  expect(rowsOf('Nacka')).toEqual(['Nacka 1', 'Nacka 2'])
  handOff()
  expect(rowsOf('Nacka')).toEqual(['Nacka 2'])
  handOn('Nacka 2')
  fireEvent.click(screen.getByRole('radio', { name: 'Per rubrik' }))
  expect(regions()).toEqual(['Påverkan'])
  fireEvent.click(screen.getByRole('checkbox', { name: 'Dölj inlyft' }))
  expect(rowsOf('Påverkan')).toEqual(['Nacka 1', 'Nacka 2', 'Salem 3'])
})

test('under a heading, too, what comes stands last', () => {
  const page = render(pane([actorWith('Nacka', reported('Nacka 1')), actorWith('Salem', reported('Salem 2'))]))
  fireEvent.click(screen.getByRole('radio', { name: 'Per rubrik' }))
  handOn('Salem 2')
  page.rerender(
    pane([
      actorWith('Nacka', reported('Nacka 1'), reported('Nacka 3')),
      actorWith('Salem', reported('Salem 2'), reported('Salem 4', { heading: 'situation' })),
    ]),
  )
  expect(regions()).toEqual(['Påverkan', 'Påverkan, nya rader', 'Läge'])
  handOff()
  expect(regions()).toEqual(['Läge', 'Påverkan'])
  expect(rowsOf('Påverkan')).toEqual(['Nacka 1', 'Nacka 3', 'Salem 2'])
})

test('the own actor’s lines stand still too: a correction by a colleague comes where the line stood', () => {
  const own = (...lines: ReturnType<typeof reported>[]) =>
    shown(<OwnReport pictureId="snow" own={{ reports: [report], lines } as unknown as NonNullable<Picture['own']>} onCorrect={() => {}} />)
  const page = render(own(reported('Nacka 1'), reported('Nacka 2')))
  const rows = () => [...document.querySelectorAll('.picture-reported .t-statement')].map((one) => one.textContent)
  handOn('Nacka 2')
  page.rerender(own(reported('Nacka 2'), reported('Nacka 3'), reported('Nacka 4', { replaces: 'Nacka 1' })))
  expect(rows()).toEqual(['Nacka 4', 'Nacka 2', 'Nacka 3'])
  handOff()
  expect(rows()).toEqual(['Nacka 2', 'Nacka 3', 'Nacka 4'])
})
