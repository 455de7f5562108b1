/** A line of Today, and what places it among the others. */
import { dayNumber, type Day } from '@pergola/core/casework'
import type { TodayItem } from '../contract/index.ts'
import type { World } from '../world/world.ts'

export interface Due {
  readonly item: TodayItem
  /** Unix ms. */
  readonly due: number
}

/** Most parts of most cases ask for nothing: one empty list for all of them. */
export const NOTHING_DUE: readonly Due[] = []

export const DAY_MS = 24 * 3_600_000
/** Answers to what we asked, and cases that went away, are news for so long. */
export const NEWS_MS = 14 * DAY_MS
/** News waits behind what is due within three days. */
export const NEWS_DUE_MS = 3 * DAY_MS

/** `at`: Unix ms. */
export const isNews = (world: Pick<World, 'now'>, at: number): boolean => world.now() - at < NEWS_MS

/** Unix ms of the first moment of a day. */
export const startOf = (day: Day): number => dayNumber(day) * DAY_MS
