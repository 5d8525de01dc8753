import type { Page } from '@playwright/test'
import { callOut, coordinating, directing } from './portal/call-out.ts'
import { inDays } from './portal/time.ts'
import { expect, oneWidth, scan, test } from './test.ts'

const dialog = (page: Page) => page.getByRole('dialog')

async function write(page: Page, title: string, owner: string, dueOn = inDays(3)): Promise<void> {
  await page.getByRole('button', { name: 'Ny åtgärd' }).click()
  await dialog(page).getByRole('textbox', { name: 'Vad ska göras?' }).fill(title)
  await dialog(page).getByRole('combobox', { name: 'Vem ansvarar?' }).selectOption({ label: owner })
  await dialog(page).getByLabel('Sista dag').fill(dueOn)
  await dialog(page).getByRole('button', { name: 'Skapa åtgärden' }).click()
  await expect(dialog(page)).toHaveCount(0)
}

test('TiB gives an actor a measure in the event; the owner has it on Läget until it is done', async ({ browserOf, portal }) => {
  const tib = await browserOf('tib')
  const { code } = await callOut(tib, portal.url, { title: 'Värmebölja' })
  await tib.goto(`/handelser/${code}`)
  await tib.getByRole('navigation', { name: 'Händelserummet' }).getByRole('link', { name: 'Åtgärder' }).click()
  await expect(tib.getByText('Inga åtgärder i händelsen ännu.')).toBeVisible()
  await scan(tib)
  await tib.getByRole('button', { name: 'Ny åtgärd' }).click()
  await dialog(tib).getByRole('button', { name: 'Skapa åtgärden' }).click()
  await expect(dialog(tib).getByText('Skriv en rad om vad som ska göras.')).toBeVisible()
  await expect(dialog(tib).getByText('Välj vem som ansvarar.')).toBeVisible()
  await scan(tib)
  await tib.keyboard.press('Escape')

  const contact = await browserOf('kontakt.trafikverket')
  await contact.goto('/')
  await expect(contact.getByRole('heading', { name: 'Läget', level: 1 })).toBeVisible()
  await write(tib, 'Ställ ut vatten vid pendeltågen', 'Trafikverket')
  const own = contact.getByRole('region', { name: 'Öppna åtgärder hos er' })
  await expect(own, 'without a reload').toContainText('Ställ ut vatten vid pendeltågen')
  await expect(own).not.toContainText('Försenad')
  await scan(contact)

  await own.getByRole('link', { name: 'Ställ ut vatten vid pendeltågen' }).click()
  await expect(contact.getByRole('heading', { level: 1 })).toHaveText('Ställ ut vatten vid pendeltågen')
  await contact.getByRole('button', { name: 'Börja' }).click()
  await contact.getByRole('textbox', { name: 'Hur går det?' }).fill('Tankbil på väg till Flemingsberg.')
  await contact.getByRole('button', { name: 'Skriv uppföljning' }).click()
  await expect(contact.getByRole('region', { name: 'Uppföljning' }).getByRole('listitem').first()).toContainText('Tankbil på väg')
  await scan(contact)
  await expect(tib.getByRole('listitem').filter({ hasText: 'Ställ ut vatten' }), 'the others follow along').toContainText('Pågår')
  await expect(tib.getByRole('listitem').filter({ hasText: 'Ställ ut vatten' })).toContainText('Tankbil på väg')
  await contact.getByRole('button', { name: 'Klar' }).click()
  await expect(contact.getByRole('button', { name: 'Ta upp igen' })).toBeVisible()
  await contact.goto('/')
  await expect(contact.getByRole('heading', { name: 'Läget', level: 1 })).toBeVisible()
  await expect(contact.getByRole('region', { name: 'Att göra för dig' })).toBeVisible()
  await expect(contact.getByText('Ställ ut vatten vid pendeltågen')).toHaveCount(0)
  await expect(tib.getByRole('listitem').filter({ hasText: 'Ställ ut vatten' })).toContainText('Klar')
  await scan(tib)
})

test(
  'an overdue one is red with a word, the list finds and filters, and a change that came between is seen',
  oneWidth,
  async ({ browserOf, portal }) => {
    const [office, colleague] = [await browserOf('kansli'), await browserOf('kansli')]
    await office.goto('/atgarder?vems=alla')
    const late = office.getByRole('listitem').filter({ hasText: 'Rätta numret till kontaktfunktionen' })
    await expect(late).toContainText('Försenad')
    await expect(late).toContainText('Övning')
    await scan(office)
    await office.getByRole('checkbox', { name: 'Bara försenade' }).click()
    await expect(office.getByRole('checkbox', { name: 'Bara försenade' })).toBeChecked()
    await expect(office.getByRole('status').filter({ hasText: 'åtgärd' })).toHaveText(/^(?<all>\d+) åtgärd(?:er)?, \k<all> försenade?$/u)
    await office.goto('/atgarder')
    await write(office, 'Ta fram en ny mall för anteckningar', 'Samordningskansliet')
    await office.getByRole('searchbox', { name: 'Sök åtgärd eller ansvarig' }).fill('ny mall')
    await expect(office.getByRole('status').filter({ hasText: 'åtgärd' })).toHaveText(/^1 åtgärd$/u)
    await office.getByRole('link', { name: 'Ta fram en ny mall för anteckningar' }).click()
    await expect(office.getByRole('button', { name: 'Ändra' })).toBeVisible()
    await colleague.route('**/api/journal/stream*', (route) => route.abort())
    await colleague.goto(new URL(office.url()).pathname)
    for (const page of [office, colleague]) {
      await page.getByRole('button', { name: 'Ändra' }).click()
      await expect(dialog(page)).toBeVisible()
    }
    await dialog(office).getByRole('textbox', { name: 'Vad ska göras?' }).fill('Ta fram mallen före jul')
    await dialog(office).getByRole('button', { name: 'Spara ändringen' }).click()
    await expect(office.getByRole('heading', { level: 1 })).toHaveText('Ta fram mallen före jul')
    await dialog(colleague).getByRole('textbox', { name: 'Vad ska göras?' }).fill('Ta fram mallen efter jul')
    await dialog(colleague).getByRole('button', { name: 'Spara ändringen' }).click()
    await expect(dialog(colleague)).toContainText('Ta fram mallen före jul')
    await expect(dialog(colleague).getByRole('textbox', { name: 'Vad ska göras?' })).toHaveValue('Ta fram mallen efter jul')
    await scan(colleague)
    await dialog(colleague).getByRole('button', { name: 'Spara min version' }).click()
    await expect(colleague.getByRole('heading', { level: 1 })).toHaveText('Ta fram mallen efter jul')
    await colleague.getByRole('button', { name: 'Avbryt åtgärden' }).click()
    await dialog(colleague).getByRole('textbox', { name: 'Varför?' }).fill('Mallen finns redan')
    await dialog(colleague).getByRole('button', { name: 'Avbryt åtgärden' }).click()
    await expect(colleague.getByRole('main')).toContainText('Avbruten: Mallen finns redan')
    expect(await portal.sql("SELECT FROM measures WHERE title = 'Ta fram mallen efter jul' AND state = 'cancelled'")).toHaveLength(1)
  },
)

test(
  'ending the last forum asks where every open measure goes, and takes a new one that came meanwhile',
  oneWidth,
  async ({ browserOf, portal }) => {
    const tib = await browserOf('tib')
    const { code } = await callOut(tib, portal.url, {
      title: 'Vattenläcka',
      forums: [{ forumCode: coordinating }, { forumCode: directing }],
    })
    const rsib = await browserOf('rsib')
    await rsib.goto(`/handelser/${code}/atgarder`)
    await write(rsib, 'Kör ut dricksvatten', 'Nacka kommun')
    await write(rsib, 'Prova vattnet i två veckor', 'Värmdö kommun')
    // TiB's page hears of nothing, as in a poor network.
    await tib.route('**/api/journal/stream*', (route) => route.abort())
    await tib.goto(`/handelser/${code}`)
    const end = async (forum: RegExp) => {
      await tib.getByRole('button', { name: forum }).click()
      await dialog(tib).getByRole('textbox', { name: 'Avslutande anteckning' }).fill('Läckan är lagad.')
    }
    // The list of measures is slow to come; the press is not lost for that.
    await tib.route('**/api/measures?*', (route) => route.abort())
    await end(/^Avsluta Regionalt inriktande/u)
    await expect(dialog(tib), 'the measures are not of this forum').not.toContainText('dricksvatten')
    await dialog(tib).getByRole('button', { name: 'Avsluta forumet' }).click()
    await expect(dialog(tib)).toHaveCount(0)
    await tib.unroute('**/api/measures?*')

    await end(/^Avsluta Regionalt samordnande/u)
    await expect(dialog(tib).getByRole('heading', { name: 'Vart tar de 2 öppna åtgärderna vägen?' })).toBeVisible()
    await dialog(tib).getByRole('button', { name: 'Avsluta forumet' }).click()
    await expect(dialog(tib).getByText('Välj vart åtgärden tar vägen.')).toHaveCount(2)
    const one = (title: string) => dialog(tib).getByRole('listitem').filter({ hasText: title })
    await one('Kör ut dricksvatten').getByRole('radio', { name: 'Avbryts' }).check({ force: true })
    await one('Kör ut dricksvatten').getByRole('textbox', { name: 'Varför avbryts den?' }).fill('Vattnet är tillbaka')
    await one('Prova vattnet').getByRole('radio', { name: 'Lämnas över' }).check({ force: true })
    await one('Prova vattnet').getByRole('combobox', { name: 'Ny ansvarig' }).selectOption({ label: 'Samordningskansliet' })
    await scan(tib)
    // While TiB chooses, RSIB writes another one.
    await write(rsib, 'Sprid nya provsvar', 'Nacka kommun')
    await dialog(tib).getByRole('button', { name: 'Avsluta forumet' }).click()
    await expect(dialog(tib).getByText('Åtgärderna ändrades medan du skrev.')).toBeVisible()
    await expect(dialog(tib).getByRole('textbox', { name: 'Avslutande anteckning' })).toHaveValue('Läckan är lagad.')
    await one('Sprid nya provsvar').getByRole('radio', { name: 'Står kvar' }).check({ force: true })
    await dialog(tib).getByRole('button', { name: 'Avsluta forumet' }).click()
    await expect(dialog(tib)).toHaveCount(0)
    await expect(tib.getByText('Avslutad', { exact: true }).first()).toBeVisible()
    const states = await portal.sql<{ title: string; state: string; owner_office: boolean }>(
      'SELECT title, state, owner_office FROM measures WHERE incident_id = (SELECT id FROM incidents WHERE code = $1) ORDER BY title',
      [code],
    )
    expect(states).toEqual([
      { title: 'Kör ut dricksvatten', state: 'cancelled', owner_office: false },
      { title: 'Prova vattnet i två veckor', state: 'open', owner_office: true },
      { title: 'Sprid nya provsvar', state: 'open', owner_office: false },
    ])
    await tib.goto(`/handelser/${code}/atgarder`)
    await expect(tib.getByRole('listitem').filter({ hasText: 'Prova vattnet' })).toContainText('Samordningskansliet')
    await scan(tib)
  },
)
