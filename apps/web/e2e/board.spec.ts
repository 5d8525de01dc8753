import { answerBy, callOut, letPass, openRow, readBoard, rowOf } from './portal/call-out.ts'
import { clocks, expect, oneWidth, scan, test } from './test.ts'

test('a contact answers in the portal, changes the answer, and the history is kept', async ({ browserOf, portal }) => {
  const tib = await browserOf('tib')
  const { code } = await callOut(tib, portal.url, { title: 'Storm över skärgården' })
  const contact = await browserOf('kontakt.nacka')
  await contact.goto('/')
  await contact
    .getByRole('main')
    .getByRole('button', { name: /^Svara/ })
    .or(contact.getByRole('main').getByRole('link', { name: /^Svara/ }))
    .first()
    .click()
  await expect(contact).toHaveURL(`/handelser/${code}/inkallning`)
  await contact
    .getByRole('main')
    .getByRole('button', { name: /^Svara/ })
    .first()
    .click()
  const dialog = contact.getByRole('dialog', { name: 'Svara för Nacka kommun' })
  await dialog.getByRole('radio', { name: 'Deltar' }).check({ force: true })
  await dialog.getByRole('textbox', { name: /^Vem deltar/ }).fill('Maja Lind')
  await scan(contact)
  await dialog.getByRole('button', { name: 'Skicka svaret' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(contact.locator('.own-row')).toContainText('Deltar')
  await contact.locator('.own-row').getByRole('button', { name: 'Ändra svaret' }).click()
  await dialog.getByRole('radio', { name: 'Följer' }).check({ force: true })
  await dialog.getByRole('button', { name: 'Ändra svaret' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(contact.locator('.own-row')).toContainText('Följer')
  await scan(contact)

  await tib.goto(`/handelser/${code}/inkallning`)
  await expect(rowOf(tib, 'Nacka kommun')).toContainText('ändrat')
  await openRow(tib, 'Nacka kommun')
  const detail = tib.getByRole('dialog', { name: 'Nacka kommun' })
  const answers = detail
    .locator('.detail-part')
    .filter({ has: tib.getByRole('heading', { name: 'Svar' }) })
    .getByRole('listitem')
  await expect(answers).toHaveCount(2)
  await expect(answers.first()).toContainText('Följer')
  await expect(answers.last()).toContainText('Deltar')
  await expect(answers.last()).toContainText('ändrat senare')
  await expect(answers.first()).toContainText('I portalen, av Maja Lind')
})

test('TiB marks an actor as reached by telephone, and the board says how and by whom', async ({ browserOf, portal }) => {
  const tib = await browserOf('tib')
  const { code } = await callOut(tib, portal.url, { title: 'Skogsbrand' })
  await tib.goto(`/handelser/${code}/inkallning`)
  await tib.getByRole('button', { name: 'Vaxholms stad', exact: true }).click()
  await tib.getByRole('dialog', { name: 'Vaxholms stad' }).getByRole('button', { name: 'Nådd på annat sätt' }).click()
  const dialog = tib.getByRole('dialog', { name: /Vaxholms stad – nådd på annat sätt/ })
  await dialog.getByRole('radio', { name: 'Rakel' }).check({ force: true })
  await dialog.getByRole('textbox', { name: /^Vem deltar/ }).fill('Erik Sandell')
  // Without an answer nothing is saved: what is missing comes into view, wherever the dialog was scrolled to.
  await dialog.getByRole('textbox', { name: /^Kommentar/ }).scrollIntoViewIfNeeded()
  await dialog.getByRole('button', { name: 'Spara svaret' }).click()
  await expect(dialog.getByText('Välj ett svar. Det andra du skrivit finns kvar.')).toBeInViewport()
  await expect(dialog.getByRole('radio', { name: 'Deltar' })).toBeFocused()
  await dialog.getByRole('radio', { name: 'Deltar' }).check({ force: true })
  await scan(tib)
  await dialog.getByRole('button', { name: 'Spara svaret' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(rowOf(tib, 'Vaxholms stad')).toContainText('Deltar')
  await expect(rowOf(tib, 'Vaxholms stad')).toContainText('Rakel')
  await openRow(tib, 'Vaxholms stad')
  await expect(tib.getByRole('dialog', { name: 'Vaxholms stad' })).toContainText('Nådd på annat sätt (Rakel), skrivet av Anders Ek')
  await tib.keyboard.press('Escape')

  // The conference begins: one tap for each who joins, and RSIB sees it.
  const rsib = await browserOf('rsib')
  await rsib.goto(`/handelser/${code}/inkallning`)
  await tib.getByRole('button', { name: 'Upprop' }).click()
  const roll = tib.getByRole('dialog', { name: 'Upprop' })
  await roll.getByRole('button', { name: /^Vaxholms stad/ }).click()
  await expect(roll.getByRole('button', { name: /^Vaxholms stad/, pressed: true })).toContainText('Med')
  await expect(roll).toContainText('1 av 1 som svarat Deltar har anslutit')
  await scan(tib)
  // Typed two letters and Enter: who joins without having answered takes part.
  await roll.getByRole('searchbox').fill('nack')
  await tib.keyboard.press('Enter')
  await expect(roll).toContainText('2 av 2 som svarat Deltar har anslutit')
  await roll.getByRole('button', { name: 'Klar' }).click()
  for (const page of [tib, rsib]) {
    await expect(rowOf(page, 'Vaxholms stad')).toContainText('Ansluten')
    await expect(rowOf(page, 'Nacka kommun')).toContainText('Ansluten')
  }
  await tib.goto(`/handelser/${code}/logg`)
  await expect(tib.getByRole('main')).toContainText('Nacka kommun anslöt till konferensen.')
})

test('TiB calls an actor again and calls its deputy; those who have answered are left alone', async ({ browserOf, portal }) => {
  const tib = await browserOf('tib')
  const { code } = await callOut(tib, portal.url, { title: 'Vattenläcka' })
  const title = 'Vattenläcka'
  await answerBy(tib, await portal.mailbox.answerLink('kontakt.solna@demo.example', title), { answer: 'participates' })
  await tib.goto(`/handelser/${code}/inkallning`)
  await expect(tib.locator('.ring-card')).toContainText('1 av 37 har svarat')
  await tib.getByRole('button', { name: 'Kalla de 36 igen' }).click()
  await expect(tib.getByText(/^36 kontakter kallades igen med e-post/)).toBeVisible()
  await expect.poll(async () => (await portal.mailbox.about(title)).length, { timeout: 30_000 }).toBe(37 + 36)
  // H2: the button says when, and a second press calls nobody and says how many it left in peace, since when.
  const again = tib.getByRole('button', { name: clocks(/^Kalla de 36 igen · senast \d\d:\d\d$/) })
  await again.press('Enter')
  await expect(
    tib.getByText(clocks(/^Ingen har kallats en gång till\. Alla 36 kallades igen \d\d:\d\d\. Det går att kalla igen från \d\d:\d\d\.$/)),
  ).toBeVisible()
  expect(await portal.mailbox.about(title)).toHaveLength(37 + 36)
  await tib.getByRole('button', { name: 'Täby kommun', exact: true }).click()
  await tib.getByRole('dialog', { name: 'Täby kommun' }).getByRole('button', { name: 'Kalla ersättare' }).click()
  await expect(tib.getByText(/^En ersättare kallades med e-post/)).toBeVisible()
  await portal.mailbox.to('ersattare.taby@demo.example', title)
  const solna = (await portal.mailbox.about(title)).filter(({ to }) => to.includes('kontakt.solna@demo.example'))
  expect(solna).toHaveLength(1)
  await scan(tib)
  // An answer by whichever link settles the actor.
  await answerBy(tib, await portal.mailbox.answerLink('ersattare.taby@demo.example', title), { answer: 'follows' })
  await expect(rowOf(tib, 'Täby kommun')).toContainText('Följer')
})

test('nothing is red before somebody is late; a late answer is kept and marked', oneWidth, async ({ browserOf, portal }) => {
  const tib = await browserOf('tib')
  const title = 'Sen i snön'
  const { code } = await callOut(tib, portal.url, { title })
  const link = await portal.mailbox.answerLink('kontakt.nykvarn@demo.example', title)
  const early = await portal.mailbox.answerLink('kontakt.solna@demo.example', title)
  await answerBy(tib, early, { answer: 'participates' })
  await tib.goto(`/handelser/${code}/inkallning`)
  await expect(tib.locator('.ring-card')).toContainText('1 av 37 har svarat')
  await expect(tib.getByRole('main').getByText('Ej svar')).toHaveCount(0)
  await letPass(portal, 20, code)
  // Time that is moved in the database is no change of the board: the API may show the one it kept for five seconds more.
  await expect(async () => {
    await tib.reload()
    await expect(tib.getByRole('heading', { name: 'Ej svar 36' })).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 20_000 })
  await scan(tib)
  const answered = await answerBy(tib, link, { answer: 'participates' })
  expect(answered.status()).toBe(200)
  await expect(rowOf(tib, 'Nykvarns kommun')).toContainText('Deltar')
  await expect(rowOf(tib, 'Nykvarns kommun')).toContainText('sent')
  const rows = await readBoard(tib, portal.url, code)
  expect(rows.find(({ actorCode }) => actorCode === 'nykvarn')?.answers).toMatchObject([{ answer: 'participates', isLate: true }])
  expect(rows.find(({ actorCode }) => actorCode === 'solna')?.answers).toMatchObject([{ isLate: false }])
  const contact = await browserOf()
  await contact.goto(link)
  await expect(contact.getByRole('status')).toContainText('efter svarstiden')
})

test('when most have answered, those who have not stand first with number, attempts and what to do', async ({ browserOf, portal }) => {
  const tib = await browserOf('tib')
  const title = 'Nästan alla klara'
  const { code } = await callOut(tib, portal.url, { title })
  const silent = new Set(['ekero', 'salem', 'sigtuna', 'kustbevakningen'])
  await expect.poll(async () => (await portal.mailbox.about(title)).length, { timeout: 30_000 }).toBe(37)
  for (const { to, links } of await portal.mailbox.about(title)) {
    const actor = /^kontakt\.(.+)@/.exec(to[0]!)![1]!
    if (!silent.has(actor))
      await answerBy(tib, links.find((one) => one.includes('/k/'))!, { answer: actor.startsWith('s') ? 'follows' : 'participates' })
  }
  await tib.goto(`/handelser/${code}/inkallning`)
  await expect(tib.locator('.ring-card')).toContainText('33 av 37 har svarat')
  const rows = tib.locator('[data-row]')
  await expect(rows.first()).toHaveAttribute('data-urgency', 'waiting')
  await expect(tib.locator('[data-row][data-urgency]')).toHaveCount(4)
  await expect(tib.getByRole('link', { name: /^Ring Ekerö kommun/ })).toBeVisible()
  await scan(tib)
})
