import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'

const folder = join(import.meta.dirname, '..', '..', '..', '..', 'docs', 'images')
export const desk = { width: 1280, height: 800 }
export const phone = { width: 360, height: 740 }

/** A picture for docs/images of the page as it stands, at each size and in each light. */
export async function picture(
  page: Page,
  name: string,
  sizes: readonly (typeof desk)[],
  schemes: readonly ('light' | 'dark')[] = ['light'],
): Promise<void> {
  for (const size of sizes) {
    for (const colorScheme of schemes) {
      await page.setViewportSize(size)
      await page.emulateMedia({ colorScheme })
      await expect(page.locator('html')).toHaveClass(new RegExp(colorScheme))
      await page.screenshot({ path: join(folder, `${name}-${size.width}-${colorScheme}.png`), animations: 'disabled' })
    }
  }
  await page.emulateMedia({ colorScheme: 'light' })
}
