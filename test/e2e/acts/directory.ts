/** Looking around in the directory, as a link leads there. */
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { DESK, PHONE, type Seat } from '../browser.ts'

export const visit = async ({ page }: Seat, path: string, ready = 'main h1'): Promise<void> => {
  await page.evaluate((hash) => {
    location.hash = hash
  }, path)
  await page.locator(ready).first().waitFor({ state: 'visible', timeout: 20_000 })
}

/** A place with an id in its address: as a link would lead there. */
export const entryAt = (id: string): string => `/directory/${encodeURIComponent(id)}`

/** No part of an open dialog lies outside the window. */
export const dialogFits = async ({ page }: Seat, name: string): Promise<void> => {
  const { width } = page.viewportSize()!
  for (const one of await page.locator('[role=dialog] button').all()) {
    const box = await one.boundingBox()
    if (box !== null) expect(box.x + box.width, `${name}: ${await one.innerText()}`).toBeLessThanOrEqual(width + 1)
  }
}

/** Whole at a desk and on a phone, and axe finds nothing. */
export const looked = async (one: Seat, name: string): Promise<void> => {
  await one.accessible(name)
  await one.fits(name)
  await one.shot(`directory-${name}`, true)
  await one.page.setViewportSize(PHONE)
  await one.fits(`${name} on a phone`)
  await dialogFits(one, `${name} on a phone`)
  await one.accessible(`${name} on a phone`)
  await one.shot(`directory-${name}-phone`, true)
  await one.page.setViewportSize(DESK)
}

export const rowOf = (page: Page, name: string | RegExp): Locator => page.locator('[role=row][data-index]').filter({ hasText: name })
export const itemOf = (page: Page, name: string): Locator => page.locator('main li').filter({ has: page.getByRole('heading', { name }) })
