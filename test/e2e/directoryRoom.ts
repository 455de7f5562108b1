/** A relay with a directory, and three people in their browsers: of the group that owns most of it, of the shelter, of the fund. */
import type { Browser } from 'playwright-core'
import * as entry from './acts/entry.ts'
import { closeNotices, seen } from './acts/fields.ts'
import { launch, seat, type Seat } from './browser.ts'
import { directorySeed, type DirectorySeed } from './directorySeed.ts'
import { openHouse, type House } from './house.ts'

export interface Room {
  readonly house: House
  readonly world: DirectorySeed
  readonly amina: Seat
  readonly joost: Seat
  readonly khadija: Seat
  readonly comeIn: (name: Name) => Promise<Seat>
  readonly close: () => Promise<void>
}
type Name = 'amina' | 'joost' | 'khadija' | 'yusuf'

const comeInto =
  (browser: Browser, { origin }: House, world: DirectorySeed) =>
  async (name: Name): Promise<Seat> => {
    const one = await seat(browser, origin, `${name}-directory`)
    await entry.signIn(one.page, origin, world[name])
    await seen(one.page.getByRole('heading', { level: 1, name: 'Today' }))
    await closeNotices(one.page)
    one.context.setDefaultTimeout(20_000)
    return one
  }

export const openDirectory = async (): Promise<Room> => {
  const browser = await launch()
  const house = await openHouse()
  const close = async (): Promise<void> => {
    await browser.close()
    await house.close()
  }
  try {
    const world = await directorySeed(house.origin)
    const comeIn = comeInto(browser, house, world)
    return { house, world, amina: await comeIn('amina'), joost: await comeIn('joost'), khadija: await comeIn('khadija'), comeIn, close }
  } catch (error) {
    await close()
    throw error
  }
}
