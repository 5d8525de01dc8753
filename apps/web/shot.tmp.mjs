import { chromium } from '@playwright/test'
import AxeBuilder from '@axe-core/playwright'
// usage: node shot.tmp.mjs base path name [w=1280] [dark] [full] [axe] [click=selector]
const [, , base, path, name, ...opts] = process.argv
const opt = (k) => opts.find((o) => o.startsWith(k + '='))?.slice(k.length + 1)
const w = Number(opt('w') ?? 1280)
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] })
const context = await browser.newContext({ viewport: { width: w, height: w < 700 ? 740 : 800 }, colorScheme: opts.includes('dark') ? 'dark' : 'light', hasTouch: w < 700, storageState: process.env.STATE || undefined })
const page = await context.newPage()
page.on('console', (m) => { if (['error', 'warning'].includes(m.type())) console.log('console', m.text().slice(0, 300)) })
page.on('pageerror', (e) => console.log('pageerror', e.message, e.stack?.slice(0, 500)))
await page.goto(base + path)
await page.waitForLoadState('load'); await page.waitForTimeout(Number(opt('wait') ?? 2500))
for (const step of opts.filter((o) => /^(click|fill|press|eval)=/.test(o))) {
  const [kind, ...rest] = step.split('='); const arg = rest.join('=')
  if (kind === 'click') await page.locator(arg).first().click()
  if (kind === 'fill') { const [sel, text] = arg.split('=>'); await page.locator(sel).first().fill(text) }
  if (kind === 'press') await page.keyboard.press(arg)
  if (kind === 'eval') console.log(await page.evaluate(arg))
  await page.waitForTimeout(700)
}
await page.screenshot({ path: `/tmp/h6/${name}.png`, fullPage: opts.includes('full') })
console.log('scroll', await page.evaluate(() => [document.documentElement.scrollHeight, innerHeight, document.documentElement.scrollWidth, innerWidth].join(' ')))
if (opts.includes('axe')) { const r = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze(); for (const v of r.violations) console.log('AXE', v.id, v.nodes.length, v.nodes.slice(0, 3).map((n) => n.html.slice(0, 140) + ' | ' + n.failureSummary?.slice(0, 200)).join('\n   ')) }
await browser.close()
